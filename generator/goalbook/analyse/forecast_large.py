"""Where a rate of many cases will end: the share of hits to come as the Beta of equal mean and variance.

With m cases to come and a = hits + 1/2, b = misses + 1/2 the share Y / m of the Beta-binomial has::

    mean p = a / (a + b)        variance = p (1 - p) (a + b + m) / (m (a + b + 1))

and so has Beta(p v, (1 - p) v) with ``v + 1 = m (a + b + 1) / (a + b + m)``. Exact tables of probabilities
take time in proportion to m; beyond some hundred cases both agree to what pages show (within .005; see
tests).

Source: moments of the Beta-binomial, Johnson, Kemp & Kotz, Univariate Discrete Distributions, ch. 6.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from goalbook.analyse import thresholds
from goalbook.analyse.arrays import FloatArray, ceil_tol, floats, floor_tol, together
from goalbook.analyse.forecast import Forecast, is_overdispersed, tails
from goalbook.analyse.forecast_rate import Trials, of_rate

_HALF = 0.5
_ENDS = ("mean", "low", "median", "high", "p_hit")


def of_rates(
    trials: Trials, dispersion: ArrayLike = np.nan, *, exact_up_to: int = thresholds.EXACT_CASES.value
) -> Forecast:
    """Where rates will end, exactly where few cases are to come and chance is all that moves them.

    Args:
        trials: Arrays of one shape.
        dispersion: How much more than by chance each rate varies (`goalbook.analyse.unevenness`); where it is
            beyond chance, so many cases count as one (quasi-binomial).
        exact_up_to: Most cases to come for which the exact distribution is used.
    """
    columns = together(trials.hits, trials.cases, trials.remaining, trials.target)
    shape = columns[0].shape
    lower = np.broadcast_to(np.asarray(trials.is_lower_better, dtype=np.bool_), shape)
    before = [np.broadcast_to(floats(side), shape) for side in trials.prior]
    ratio = np.broadcast_to(floats(dispersion), shape)
    is_large = (columns[2] > exact_up_to) | is_overdispersed(ratio)
    found = {name: np.full(is_large.shape, np.nan) for name in _ENDS}
    for where in (~is_large, is_large):
        hits, cases, remaining, target = (column[where] for column in columns)
        part = _made(
            ratio[where] if where is is_large else None,
            Trials(
                hits=hits,
                cases=cases,
                remaining=remaining,
                target=target,
                is_lower_better=lower[where],
                prior=(before[0][where], before[1][where]),
            ),
        )
        for name in _ENDS:
            found[name][where] = getattr(part, name)
    return Forecast(**found)


def of_many(trials: Trials, dispersion: ArrayLike = np.nan) -> Forecast:
    """Where rates of many cases to come will end; NaN where a number is missing or hits exceed cases."""
    s, n, m, target = together(trials.hits, trials.cases, trials.remaining, trials.target)
    ratio = floats(dispersion)
    times = np.where(is_overdispersed(ratio), ratio, 1.0)
    a, b = s / times + floats(trials.prior[0]), (n - s) / times + floats(trials.prior[1])
    is_valid = (s >= 0) & (s <= n) & (m > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(is_valid, a / (a + b), np.nan)
        ahead = m / times
        size = ahead * (a + b + 1) / (a + b + ahead) - 1
        size = np.where(size > 0, size, np.nan)
        levels = tails(thresholds.FORECAST_INTERVAL.value)
        ends = [special.betaincinv(p * size, (1 - p) * size, level) for level in levels]
        # A whole number of hits is the middle of its own step.
        need = (ceil_tol(target * (n + m) - s) - _HALF) / m
        may = (floor_tol(target * (n + m) - s) + _HALF) / m
        lower = np.asarray(trials.is_lower_better, dtype=np.bool_)
        below = special.betainc(p * size, (1 - p) * size, np.clip(np.where(lower, may, need), 0.0, 1.0))
        final = [(s + m * share) / (n + m) for share in (p, *ends)]
    hit = np.where(np.isnan(target) | np.isnan(p), np.nan, np.where(lower, below, 1 - below))
    return Forecast(mean=final[0], low=final[1], median=final[2], high=final[3], p_hit=hit)


def _made(dispersion: FloatArray | None, trials: Trials) -> Forecast:
    return of_rate(trials) if dispersion is None else of_many(trials, dispersion)
