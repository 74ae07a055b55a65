"""Signal or noise in a rate whose number of cases moves: the p-chart, and the funnel plot of segments.

::

    limits = p ± 3 sqrt(p (1 - p) / n_i),    p = sum of hits / sum of cases

Over time it is a p-chart; over segments or members it is a funnel plot, and only what lies outside differs
from the
others: there is no ranking of raw rates.

Source: Shewhart (1931); Spiegelhalter, Statistics in Medicine 24 (2005) 1185 for funnel plots.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import thresholds, wilson
from goalbook.analyse.arrays import BoolArray, FloatArray, SignArray, floats, noise_of, together
from goalbook.analyse.groups import Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A rate's limits.

    Attributes:
        pooled: Per group, the ratio of sums.
        lower: Per row, a share, not clipped.
        upper: Per row, a share, not clipped.
        outside: Per row, 1 above, -1 below, 0 within or unknown.
        is_thin: Per row, whether so few hits are expected that a longer period should be pooled instead.
    """

    pooled: FloatArray
    lower: FloatArray
    upper: FloatArray
    outside: SignArray
    is_thin: BoolArray


def limits(
    hits: ArrayLike,
    cases: ArrayLike,
    groups: Groups,
    *,
    is_baseline: ArrayLike = True,
    width: float = thresholds.P_CHART_WIDTH.value,
) -> Limits:
    """The limits of every rate.

    Args:
        hits: One row per period or segment; NaN = not reported.
        cases: Likewise; 0 gives no limits on that row.
        groups: The rates.
        is_baseline: Rows that the pooled rate is taken from; all when left out.
        width: Standard errors to either side.

    Returns:
        NaN limits where a number is missing or the group has no case. A row counts in the pooled rate only
        with both numbers.
    """
    k, n = together(hits, cases)
    used = np.asarray(is_baseline, dtype=np.bool_) & ~np.isnan(k) & ~np.isnan(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = groups.total(np.where(used, k, 0.0)) / groups.total(np.where(used, n, 0.0))
        centre = groups.spread(pooled)
        half = half_width(centre, n, width=width)
        off = wilson.rate(k, n) - centre
        beyond = half + noise_of(centre)
        outside = np.where(off > beyond, 1, np.where(off < -beyond, -1, 0)).astype(np.int8)
    return Limits(
        pooled=pooled, lower=centre - half, upper=centre + half, outside=outside, is_thin=is_thin(n, centre)
    )


def half_width(
    pooled: ArrayLike, cases: ArrayLike, *, width: float = thresholds.P_CHART_WIDTH.value
) -> FloatArray:
    """How far a share of so many cases may lie from the pooled one: ``width sqrt(p (1 - p) / n)``.

    Args:
        pooled: The pooled share, 0 to 1.
        cases: At least 0; NaN for none.
        width: Standard errors.
    """
    p, n = together(pooled, cases)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, width * np.sqrt(np.maximum(p * (1 - p), 0) / n), np.nan)


def funnel(
    pooled: float, cases: tuple[float, float], steps: int
) -> tuple[list[float], list[float], list[float]]:
    """The range of chance around a pooled share, from few cases to many, to be drawn as two lines.

    Args:
        pooled: The share of all cases, 0 to 1.
        cases: Fewest and most, above 0.
        steps: How many points, closer together where cases are few.

    Returns:
        Cases, lower and upper edge; edges within 0 and 1.
    """
    counts = np.geomspace(*cases, steps)
    half = half_width(pooled, counts)
    lower, upper = np.maximum(pooled - half, 0.0), np.minimum(pooled + half, 1.0)
    return counts.tolist(), lower.tolist(), upper.tolist()


def is_thin(
    cases: ArrayLike, pooled: ArrayLike, *, least: float = thresholds.P_CHART_CASES.value
) -> BoolArray:
    """Whether fewer hits than `least` are to be expected of so many cases.

    Few misses make no period thin: a rate that is near 100 % must not fall unseen, though it gives alarm more
    often than one in the middle.
    """
    with np.errstate(invalid="ignore"):
        return floats(cases) * floats(pooled) < least
