"""What part of a month's number is the season's: counts per working day, and the ratio to a centred year.

Months with 19 and 23 working days are never compared raw. With 24 months or more each month is divided by the
centred mean of twelve months around it; the mean of these ratios per calendar month is its index, 1 for an
average month.

Source: ratio to moving average, textbook (Hyndman & Athanasopoulos, Forecasting, classical decomposition);
the number of months is a house default.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import thresholds
from goalbook.analyse.arrays import FloatArray, IntArray, floats, together
from goalbook.analyse.groups import Groups

_YEAR = 12


def per_workday(values: ArrayLike, workdays: ArrayLike) -> FloatArray:
    """A period's count or amount per working day; NaN where there was none."""
    x, days = together(values, workdays)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(days > 0, x / days, np.nan)


def index(
    values: ArrayLike,
    months: IntArray,
    groups: Groups,
    *,
    min_months: float = thresholds.SEASON_MONTHS.value,
) -> FloatArray:
    """Each row's seasonal index.

    Args:
        values: One row per month in order, none left out; NaN = not reported.
        months: Calendar month of each row, 1 to 12.
        groups: The series.
        min_months: Fewest months of a series.

    Returns:
        1 for an average month; NaN for a series with fewer months, or without a ratio for every calendar
        month.
    """
    x = floats(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = x / _centred_year(x, groups)
    cell = groups.codes * _YEAR + np.asarray(months, dtype=np.int64) - 1
    known = ~np.isnan(ratio)
    size = len(groups) * _YEAR
    total = np.bincount(cell[known], weights=ratio[known], minlength=size)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (total / np.bincount(cell[known], minlength=size)).reshape(-1, _YEAR)
        scaled = mean / mean.mean(axis=1, keepdims=True)
    enough = groups.sizes >= min_months
    return np.where(groups.spread(floats(enough)) > 0, scaled.reshape(-1)[cell], np.nan)


def _centred_year(x: FloatArray, groups: Groups) -> FloatArray:
    """Mean of the twelve months around each, the two outermost counting half; NaN near ends and gaps."""
    found = np.zeros(x.shape)
    place, reach = np.arange(len(x)), _YEAR // 2
    for shift in range(-reach, reach + 1):
        other = np.clip(place + shift, 0, max(len(x) - 1, 0))
        is_inside = (place + shift == other) & (groups.codes[other] == groups.codes)
        weight = 1 / 2 if abs(shift) == reach else 1.0
        found += weight * np.where(is_inside, x[other], np.nan)
    return found / _YEAR
