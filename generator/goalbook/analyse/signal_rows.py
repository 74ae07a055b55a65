"""Signals of every series of all teams at once: XmR for numbers, p' for shares of cases.

A series is a metric of a team through all its cycles, at the rhythm in which it is logged (week, month or
quarter; the KGI also by month); a dated change of its definition begins a new one. Limits come from the first
12 points, frozen; until there are more than 12, from all points but the newest, which is the one to be
judged. Counts and amounts of stretches of unequal length are never compared raw: a signal counts only when
the numbers per working day show it, too. What is not over yet, or cut by a cycle's end, is not judged; nor is
a rate on fewer cases than its own ``min_denominator``, though it is part of its baseline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, laney, xmr, xmr_signals
from goalbook.analyse.arrays import BoolArray, FloatArray, noise_of
from goalbook.analyse.groups import Groups
from goalbook.analyse.xmr import Limits
from goalbook.analyse.xmr_signals import Rules, Signals

if TYPE_CHECKING:
    from numpy.typing import NDArray

RULES: Final = ("outside", "run", "near")
_WORDS: Final = {
    "outside": ("below", "above"),
    "run": ("run-below", "run-above"),
    "near": ("near-below", "near-above"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Points in order of time, series by series.

    Attributes:
        value: As shown; NaN for not reported.
        per_day: Per working day; NaN for what does not add up over days.
        k: Hits of a share of cases, else NaN.
        n: Its cases.
        is_share: Where it is a share of cases.
        is_open: Points that are not judged: not over, or cut.
        least: Of a share, the fewest cases that its author lets be judged; NaN when none are named.
        lowest: Below which nothing can be: 0 for counts, shares; -inf.
        groups: The series.
    """

    value: FloatArray
    per_day: FloatArray
    k: FloatArray
    n: FloatArray
    is_share: BoolArray
    is_open: BoolArray
    least: FloatArray
    lowest: FloatArray
    groups: Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One entry per point."""

    centre: FloatArray
    lower: FloatArray
    upper: FloatArray
    moving_range: FloatArray
    points: FloatArray
    is_baseline: BoolArray
    is_thin: BoolArray
    sigma: FloatArray
    run_length: NDArray[np.int64]
    signal: pd.Categorical


def signals(series: Series, rules: Rules) -> Found:
    """Limits and signals of every point.

    Args:
        series: The points.
        rules: Lengths of runs.
    """
    groups = series.groups
    judged = np.where(series.is_open, np.nan, series.value)
    used = baseline(judged, groups)
    plain = xmr.limits(judged, groups, is_baseline=used)
    shares = laney.limits(np.where(series.is_open, np.nan, series.k), series.n, groups, is_baseline=used)
    has_limits = xmr.is_judged(plain.points)[groups.codes]
    lower, upper = _limits(series, plain, shares, has_limits)
    middle = replace(plain, centre=np.where(series.is_share[groups.starts], shares.pooled, plain.centre))
    spoken = xmr_signals.signals(judged, groups, middle, rules)
    outside = _side(judged, lower, upper)
    outside = np.where(series.is_share & shares.is_thin, 0, outside)
    is_few = series.is_share & (series.n < series.least)
    known = {"outside": outside, "run": spoken.run, "near": np.where(series.is_share, 0, spoken.near)}
    known = {name: np.where(is_few, 0, side) for name, side in known.items()}
    per_day = _per_day(series, used, rules)
    is_sum = ~np.isnan(series.per_day)
    agreed = {
        name: np.where(is_sum & (side != getattr(per_day, name)), 0, side) for name, side in known.items()
    }
    return Found(
        centre=groups.spread(middle.centre),
        lower=np.maximum(lower, series.lowest),
        upper=np.where(series.is_share, np.minimum(upper, 1.0), upper),
        moving_range=groups.spread(plain.moving_range),
        points=groups.spread(plain.points),
        is_baseline=used & ~np.isnan(judged),
        is_thin=is_few | (series.is_share & shares.is_thin),
        sigma=np.where(series.is_share, groups.spread(shares.sigma), np.nan),
        run_length=spoken.run_length,
        signal=_words(agreed, is_known=~np.isnan(judged) & has_limits),
    )


def baseline(values: FloatArray, groups: Groups) -> BoolArray:
    """The frozen baseline: the first 12 points; while there are no more, all but the newest."""
    present = ~np.isnan(values)
    later = np.cumsum(present[::-1])[::-1] - present
    ends = groups.starts + groups.sizes - 1
    is_newest = present & (later == later[ends][groups.codes])
    return np.asarray(xmr.first_points(values, groups) & ~is_newest)


def _limits(
    series: Series, plain: Limits, shares: laney.Limits, is_enough: BoolArray
) -> tuple[FloatArray, FloatArray]:
    spread = series.groups.spread
    lower = np.where(series.is_share, shares.lower, spread(plain.lower))
    upper = np.where(series.is_share, shares.upper, spread(plain.upper))
    return np.where(is_enough, lower, np.nan), np.where(is_enough, upper, np.nan)


def _side(values: FloatArray, lower: FloatArray, upper: FloatArray) -> NDArray[np.int8]:
    """1 above, -1 below; limits without width say nothing."""
    with np.errstate(invalid="ignore"):
        noise, has_width = noise_of(values), upper - lower > 0
        above = (values > upper + noise) & has_width
        below = (values < lower - noise) & has_width & ~above
    return above.view(np.int8) - below.view(np.int8)


def _per_day(series: Series, used: BoolArray, rules: Rules) -> Signals:
    values = np.where(series.is_open, np.nan, series.per_day)
    limits = xmr.limits(values, series.groups, is_baseline=used)
    return xmr_signals.signals(values, series.groups, limits, rules)


def _words(agreed: Mapping[str, NDArray[np.int8]], *, is_known: BoolArray) -> pd.Categorical:
    words = ["unknown", "none"]
    found = is_known.astype(np.int8)
    for name in reversed(RULES):
        found = np.where(is_known & (agreed[name] < 0), len(words), found)
        found = np.where(is_known & (agreed[name] > 0), len(words) + 1, found)
        words += _WORDS[name]
    return frames.worded(found, words)


def of_frame(rows: pd.DataFrame, rules: Rules) -> Found:
    """From columns with the names of `Series`, and series_row: rows of one series stand together."""
    names = ("value", "per_day", "k", "n", "is_share", "is_open", "least", "lowest")
    columns = {name: rows[name].to_numpy() for name in names}
    return signals(Series(**columns, groups=Groups.of(rows["series_row"].to_numpy())), rules)
