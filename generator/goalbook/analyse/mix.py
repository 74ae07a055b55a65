"""Did the segments get worse, or did their shares move: a change of a pooled rate taken apart.

For the pooled rate ``R = sum of w_s r_s`` with shares ``w_s = n_s / N``, Kitagawa's midpoint form::

    rate_s = (w0 + w1) / 2 · (r1 - r0)
    mix_s  = (w1 - w0) · ((r0 + r1) / 2 - (R0 + R1) / 2)

Both together sum to ``R1 - R0`` exactly. For counts ``V = sum of N w_s r_s`` each segment is a product, taken
apart by `goalbook.analyse.lmdi` into size, mix and rate.

Source: Kitagawa, JASA 50 (1955) 1168.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import lmdi
from goalbook.analyse.arrays import BoolArray, FloatArray, floats
from goalbook.analyse.groups import Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """Counts of every segment on both sides; rows of one metric and period stand together.

    Attributes:
        base_hits: Numerators of the plan or the earlier period, at least 0.
        base_cases: Their denominators.
        hits: Numerators now.
        cases: Their denominators.
    """

    base_hits: ArrayLike
    base_cases: ArrayLike
    hits: ArrayLike
    cases: ArrayLike


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """What made a pooled rate move.

    Attributes:
        rate: Per row, from the segment's own rate; a share, like the rate.
        mix: Per row, from the segment's share of the cases.
        base: Per group, the pooled rate before.
        actual: Per group, the pooled rate now.
        is_simpson: Per group, whether every comparable segment moved one way and the pooled rate the other.
    """

    rate: FloatArray
    mix: FloatArray
    base: FloatArray
    actual: FloatArray
    is_simpson: BoolArray


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMix:
    """What made a count move, per segment and in the unit of the count.

    Attributes:
        size: From the number of cases over all segments.
        mix: From the segment's share of the cases.
        rate: From the segment's own rate.
    """

    size: FloatArray
    mix: FloatArray
    rate: FloatArray


def kitagawa(segments: Segments, groups: Groups) -> Mix:
    """A change of a pooled rate, taken apart by segment.

    A segment without cases on one side has no rate there; it takes the other side's, so that only its share
    counts. A group with a missing number, or without any case on one side, is NaN.
    """
    before, after = _sides(segments, groups)
    r0, r1 = _filled(before, after)
    overall = groups.spread((before.pooled + after.pooled) / 2)
    rate = (before.share + after.share) / 2 * (r1 - r0)
    mix = (after.share - before.share) * ((r0 + r1) / 2 - overall)
    return Mix(
        rate=rate,
        mix=mix,
        base=before.pooled,
        actual=after.pooled,
        is_simpson=_simpson(groups, after.rate - before.rate, after.pooled - before.pooled),
    )


def counts(segments: Segments, groups: Groups) -> CountMix:
    """A change of a count, taken apart by segment into size, mix and rate."""
    before, after = _sides(segments, groups)
    r0, r1 = _filled(before, after)
    found = lmdi.contributions(
        np.stack([groups.spread(before.total), before.share, r0], axis=-1),
        np.stack([groups.spread(after.total), after.share, r1], axis=-1),
    )
    return CountMix(size=found[..., 0], mix=found[..., 1], rate=found[..., 2])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    rate: FloatArray
    share: FloatArray
    total: FloatArray
    pooled: FloatArray


def _sides(segments: Segments, groups: Groups) -> tuple[_Side, _Side]:
    return (
        _side(floats(segments.base_hits), floats(segments.base_cases), groups),
        _side(floats(segments.hits), floats(segments.cases), groups),
    )


def _side(hits: FloatArray, cases: FloatArray, groups: Groups) -> _Side:
    total = groups.total(cases)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _Side(
            rate=np.where(cases == 0, np.nan, hits / cases),
            share=cases / groups.spread(total),
            total=total,
            pooled=groups.total(hits) / total,
        )


def _filled(before: _Side, after: _Side) -> tuple[FloatArray, FloatArray]:
    """Both sides' rates, one taking the other's where it has no cases, 0 where neither has any."""
    missing = np.isnan(before.share) | np.isnan(after.share)
    r0 = np.where((before.share == 0) & ~missing, after.rate, before.rate)
    r1 = np.where((after.share == 0) & ~missing, before.rate, after.rate)
    neither = (before.share == 0) & (after.share == 0)
    return np.where(neither, 0.0, r0), np.where(neither, 0.0, r1)


def _simpson(groups: Groups, moved: FloatArray, pooled: FloatArray) -> BoolArray:
    comparable = groups.present(moved)
    with np.errstate(invalid="ignore"):
        rose, fell = groups.total(moved > 0), groups.total(moved < 0)
        against = ((rose == comparable) & (pooled < 0)) | ((fell == comparable) & (pooled > 0))
    return np.asarray((comparable > 1) & against)
