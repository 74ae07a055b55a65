"""Signal or noise: the XmR chart (process behaviour chart) of every series.

::

    centre = mean        MR = |x_i - x_(i-1)|        limits = centre ± 2.66 mean(MR)        range limit =
    3.268 mean(MR)

A moving range needs two neighbouring periods that are both present: gaps are not bridged. A series is one
group of rows in order of time, with a row for every period, NaN where nothing was reported. After a rebase
the rows are a group of their own, so that neither ranges nor runs reach across it.

The constants are literal. Source: Wheeler, Understanding Variation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import thresholds
from goalbook.analyse.arrays import BoolArray, FloatArray, floats
from goalbook.analyse.groups import Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of every series, in its unit; NaN where there is nothing to compute them from.

    Attributes:
        centre: Mean of the baseline.
        moving_range: Mean moving range.
        lower: Lower natural process limit, not clipped.
        upper: Upper natural process limit, not clipped.
        upper_range: Upper limit of a moving range.
        points: Present points in the baseline.
        ranges: Moving ranges in the baseline.
    """

    centre: FloatArray
    moving_range: FloatArray
    lower: FloatArray
    upper: FloatArray
    upper_range: FloatArray
    points: FloatArray
    ranges: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """What the limits are made with."""

    limit: float = thresholds.XMR_LIMIT.value
    range_: float = thresholds.XMR_RANGE.value


MEAN = Constants()


def limits(
    values: ArrayLike,
    groups: Groups,
    *,
    is_baseline: ArrayLike = True,
    constants: Constants = MEAN,
) -> Limits:
    """The limits of every series.

    Args:
        values: One row per period, NaN = not reported.
        groups: The series.
        is_baseline: Rows the limits are computed from and then frozen; all when left out. See `first_points`.
        constants: Of the limits.

    Returns:
        One entry per series. A series without two neighbouring points has a centre but no limits.
    """
    used = np.where(np.asarray(is_baseline, dtype=np.bool_), floats(values), np.nan)
    ranges = moving_ranges(used, groups)
    centre, spread = _mean(used, groups), _mean(ranges, groups)
    return Limits(
        centre=centre,
        moving_range=spread,
        lower=centre - constants.limit * spread,
        upper=centre + constants.limit * spread,
        upper_range=constants.range_ * spread,
        points=groups.present(used),
        ranges=groups.present(ranges),
    )


def moving_ranges(values: ArrayLike, groups: Groups) -> FloatArray:
    """``|x_i - x_(i-1)|`` of each row; NaN on the first row of a series and beside a gap."""
    x = floats(values)
    found = np.full(x.shape, np.nan)
    found[1:] = np.abs(x[1:] - x[:-1])
    found[groups.starts] = np.nan
    return found


def first_points(
    values: ArrayLike, groups: Groups, *, number: int = thresholds.BASELINE_FIRM_POINTS.value
) -> BoolArray:
    """The rows up to the `number`-th present point of each series: the baseline that is then frozen."""
    present = ~np.isnan(floats(values))
    so_far = np.cumsum(present)
    before = groups.spread(so_far[groups.starts] - present[groups.starts])
    return so_far - before <= np.where(present, number, number - 1)


def is_judged(points: ArrayLike, *, enough: float = thresholds.BASELINE_POINTS.value) -> BoolArray:
    """Whether a baseline of so many points is enough to judge by, at least provisionally."""
    return floats(points) >= enough


def is_provisional(points: ArrayLike, *, firm: float = thresholds.BASELINE_FIRM_POINTS.value) -> BoolArray:
    """Whether limits from so many points are still provisional, which the page says."""
    return floats(points) < firm


def _mean(values: FloatArray, groups: Groups) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return groups.present_total(values) / groups.present(values)
