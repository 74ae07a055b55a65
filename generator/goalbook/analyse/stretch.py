"""Is a target safe, achievable, a stretch or unlikely, measured by the team's own history?

Counts: ``P(Y >= target)`` with ``Y ~ NegBin(a = history + 1/2, exposure = its working days)`` over the
planned days;
rates: Beta-binomial over the planned cases; other numbers: Student's t, ``mean ± t · sd · sqrt(1 + 1/n)``.

Zones after Stretch-Target-Commit (10 / 50 / 90 %): above .9 safe, above .5 achievable, from .1 on a stretch,
below unlikely. Without history there is no zone; after few cycles it is provisional. The zones are a
convention (OKRs.com), the smallest history a house default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goalbook.analyse import distributions, forecast, forecast_large, thresholds, unevenness
from goalbook.analyse.arrays import BoolArray, FloatArray, floats, together
from goalbook.analyse.forecast_rate import Trials
from goalbook.messages import Message, msg

_PRIOR: Final = thresholds.JEFFREYS_CASES.value


class Zone(StrEnum):
    """How far a target reaches."""

    SAFE = "safe"
    ACHIEVABLE = "achievable"
    STRETCH = "stretch"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"


WORDS: Final[Mapping[Zone, Message]] = {
    Zone.SAFE: msg("safe"),
    Zone.ACHIEVABLE: msg("achievable"),
    Zone.STRETCH: msg("a stretch"),
    Zone.UNLIKELY: msg("unlikely"),
    Zone.UNKNOWN: msg("no history to judge by"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """Where one zone ends and the next begins, as probabilities."""

    safe: float = thresholds.STRETCH_SAFE.value
    likely: float = thresholds.STRETCH_LIKELY.value
    unlikely: float = thresholds.STRETCH_UNLIKELY.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is to be reached in a coming period.

    Attributes:
        target: The number; NaN for none.
        size: Planned working days for a count, planned cases for a rate; not read for other numbers.
        is_lower_better: Whether staying at or below the target is the aim.
    """

    target: ArrayLike
    size: ArrayLike = np.nan
    is_lower_better: ArrayLike = False


def p_count(goal: Goal, history: ArrayLike, days: ArrayLike, dispersion: ArrayLike = np.nan) -> FloatArray:
    """Probability that a count reaches its target.

    Args:
        goal: Target and planned working days.
        history: Events in the past, all periods together.
        days: Their working days; 0 or NaN is no history and gives NaN.
        dispersion: How much more than by chance it varies (`goalbook.analyse.unevenness`).
    """
    past, seen = together(history, days)
    pace = forecast.Pace(
        events=np.where(np.isnan(past) | ~(seen > 0), np.nan, 0.0),
        elapsed=0.0,
        remaining=goal.size,
        target=goal.target,
        is_lower_better=goal.is_lower_better,
        dispersion=dispersion,
    )
    return forecast.of_count(pace, forecast.Prior(events=past + _PRIOR, days=seen)).p_hit


def p_rate(goal: Goal, hits: ArrayLike, cases: ArrayLike, dispersion: ArrayLike = np.nan) -> FloatArray:
    """Probability that a rate reaches its target.

    Args:
        goal: Target and planned cases.
        hits: Hits in the past, all periods together.
        cases: Their cases; 0 or NaN is no history and gives NaN.
        dispersion: How much more than by chance it varies; so many past cases count as one.
    """
    k, n = together(hits, cases)
    is_past, times = (n > 0) & (k >= 0) & (k <= n), unevenness.widened(floats(dispersion))
    trials = Trials(
        hits=np.where(is_past, 0.0, np.nan),
        cases=0.0,
        remaining=goal.size,
        target=goal.target,
        is_lower_better=goal.is_lower_better,
        prior=(k / times + _PRIOR, (n - k) / times + _PRIOR),
    )
    return forecast_large.of_rates(trials, dispersion).p_hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Past values in short: how many, their mean and standard deviation (n - 1 in its divisor)."""

    number: ArrayLike
    mean: ArrayLike
    deviation: ArrayLike


def p_value(goal: Goal, past: Past, *, min_values: float = thresholds.STRETCH_VALUES.value) -> FloatArray:
    """Probability that any other number reaches its target in one more period; NaN with too few values."""
    target, n, mean, sd = together(goal.target, past.number, past.mean, past.deviation)
    can = n >= min_values
    lower = np.asarray(goal.is_lower_better, dtype=np.bool_)
    with np.errstate(divide="ignore", invalid="ignore"):
        off = (target - mean) / (sd * np.sqrt(1 + 1 / n))
    # Values that never moved meet exactly what they always were.
    off = np.where((sd == 0) & (target == mean), np.where(lower, np.inf, -np.inf), off)
    above = distributions.t_sf(off, np.where(can, n - 1, 1.0))
    return np.where(can, np.where(lower, 1 - above, above), np.nan)


def zones(probability: ArrayLike, cut: Zones | None = None) -> NDArray[np.str_]:
    """The zone of each probability, as the values of `Zone`; "unknown" for NaN."""
    p, used = floats(probability), cut or Zones()
    with np.errstate(invalid="ignore"):
        conditions = [np.isnan(p), p > used.safe, p > used.likely, p >= used.unlikely]
    names = [Zone.UNKNOWN, Zone.SAFE, Zone.ACHIEVABLE, Zone.STRETCH]
    return np.select(conditions, [str(name) for name in names], default=str(Zone.UNLIKELY))


def is_provisional(cycles: ArrayLike, *, up_to: float = thresholds.STRETCH_PROVISIONAL.value) -> BoolArray:
    """Whether so few past cycles make the zone provisional, which the page says."""
    return floats(cycles) <= up_to
