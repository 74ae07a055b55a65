"""Where a count will end: the Gamma-Poisson forecast, and what all forecasts say.

With n events in e working days, m days to go and a Gamma(a, b) prior on events per day (Jeffreys: a = 1/2, b
= 0; from history: a = past events, b = past working days)::

    Y ~ NegBin(r = n + a, p = (b + e) / (b + e + m))        final = n + Y

The interval is equal-tailed, from the 10 % to the 90 % quantile. As counts are whole it covers at least 80 %.
Where days vary more than chance allows (variance over mean above 1.5 on 15 days or more) the half-widths grow
by the square root of that ratio, and P(hit) is taken from the negative binomial with the same mean and the
wider variance.

Source: method: forecast; the negative binomial as predictive distribution is textbook Bayesian inference
(Gelman et al., Bayesian Data Analysis, ch. 2). Level and overdispersion rule are house defaults.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import distributions, thresholds
from goalbook.analyse.arrays import BoolArray, FloatArray, ceil_tol, floats, floor_tol, together


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Where a number will end; NaN where there is no forecast.

    Attributes:
        mean: Expected end.
        low: Lower end of the interval.
        median: Half of the futures end at or below it.
        high: Upper end of the interval.
        p_hit: Probability that the target is reached; NaN without a target.
    """

    mean: FloatArray
    low: FloatArray
    median: FloatArray
    high: FloatArray
    p_hit: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How far a count has come.

    Attributes:
        events: So far, at least 0.
        elapsed: Working days passed.
        remaining: Working days to go.
        target: What is to be reached at the end; NaN for none.
        is_lower_better: Whether staying at or below the target is the aim.
        dispersion: Variance over mean of daily counts (`goalbook.analyse.unevenness`); NaN when not known,
            which counts as 1.
    """

    events: ArrayLike
    elapsed: ArrayLike
    remaining: ArrayLike
    target: ArrayLike = np.nan
    is_lower_better: ArrayLike = False
    dispersion: ArrayLike = np.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What is known before the first day, as if seen: so many events in so many working days."""

    events: ArrayLike = thresholds.JEFFREYS_CASES.value
    days: ArrayLike = 0.0


def of_count(
    pace: Pace, prior: Prior | None = None, *, interval: float = thresholds.FORECAST_INTERVAL.value
) -> Forecast:
    """Where a count will end.

    Args:
        pace: Events, days and target.
        prior: What history says; Jeffreys' prior when left out.
        interval: Probability the interval covers.

    Returns:
        Whole numbers but for the mean. NaN where a number is missing, and before the first day without
        history. With no day left the end is what stands there, and P(hit) is 0 or 1.
    """
    before = prior or Prior()
    n, e, m, target, ratio = together(pace.events, pace.elapsed, pace.remaining, pace.target, pace.dispersion)
    successes, seen = n + floats(before.events), e + floats(before.days)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(seen > 0, seen / (seen + m), np.nan)
        mean = np.where(seen > 0, successes * m / seen, np.nan)
    low, median, high = (_ppf(q, successes, p) for q in tails(interval))
    spread = np.sqrt(np.where(is_overdispersed(ratio), ratio, 1.0))
    low = np.maximum(np.floor(median - spread * (median - low)), 0.0)
    high = np.ceil(median + spread * (high - median))
    hit = p_hit(target - n, _widened(successes, p, spread), pace.is_lower_better)
    return Forecast(mean=n + mean, low=n + low, median=n + median, high=n + high, p_hit=hit)


def tails(interval: float) -> tuple[float, float, float]:
    """Quantiles of an equal-tailed interval and of the median: .1, .5, .9 for .8."""
    return (1 - interval) / 2, 1 / 2, (1 + interval) / 2


def p_hit(
    still_needed: FloatArray, remaining: tuple[FloatArray, FloatArray], is_lower_better: ArrayLike
) -> FloatArray:
    """Probability that a negative binomial of so many successes and p reaches what is still needed."""
    needed, successes, p = together(still_needed, *remaining)
    lower = np.broadcast_to(np.asarray(is_lower_better, dtype=np.bool_), needed.shape)
    found = np.empty(needed.shape)
    stay, reach = (tuple(side[where] for side in (needed, successes, p)) for where in (lower, ~lower))
    found[lower] = distributions.negative_binomial_cdf(floor_tol(stay[0]), *stay[1:])
    found[~lower] = distributions.negative_binomial_sf(ceil_tol(reach[0]) - 1, *reach[1:])
    return found


def is_overdispersed(ratio: ArrayLike, *, from_: float = thresholds.OVERDISPERSION.value) -> BoolArray:
    """Whether a forecast is widened and says that the days vary a lot."""
    with np.errstate(invalid="ignore"):
        return floats(ratio) > from_


def _widened(successes: FloatArray, p: FloatArray, spread: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The negative binomial of the same mean with `spread` squared times the variance."""
    with np.errstate(divide="ignore", invalid="ignore"):
        narrow = p / np.square(spread)
        wide = successes * (1 - p) / p * narrow / (1 - narrow)
    is_wide = (spread > 1) & (p < 1)
    return np.where(is_wide, wide, successes), np.where(is_wide, narrow, p)


def _ppf(q: float, successes: FloatArray, p: FloatArray) -> FloatArray:
    return distributions.negative_binomial_ppf(q, successes, p)
