"""How many trials it takes to reach a number of successes with a given certainty.

A plan at expected value, ``n = T / r``, reaches T only about half the time; the plan with certainty is the
smallest n with ``P(Binomial(n, r) >= T) >= q``. Source: method: the plan at expected value is a coin flip; q
is a house default.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import distributions, thresholds
from goalbook.analyse.arrays import FloatArray, ceil_tol, together

_MOST_TRIALS: Final = 2**50
"""More cannot be counted exactly in doubles; a rate that needs more is as good as 0."""


def p_reach(trials: ArrayLike, rate: ArrayLike, target: ArrayLike) -> FloatArray:
    """Probability that so many trials give at least the target: ``P(Binomial(trials, rate) >= target)``.

    Args:
        trials: Whole number, at least 0.
        rate: Success rate, 0 to 1.
        target: Successes wanted; a fraction counts as the next whole one.
    """
    n, r, wanted = together(trials, rate, ceil_tol(target))
    return distributions.binomial_sf(wanted - 1, n, r)


def trials_needed(
    target: ArrayLike, rate: ArrayLike, *, certainty: float = thresholds.PLAN_CERTAINTY.value
) -> FloatArray:
    """The smallest number of trials that reaches the target with a given certainty.

    Args:
        target: Successes wanted; a fraction counts as the next whole one.
        rate: Success rate, 0 to 1.
        certainty: The probability asked for, above 0 and below 1.

    Returns:
        Whole trials; NaN where the rate is 0 (no number of trials is enough), outside 0 to 1, or unknown.
    """
    wanted, r = together(ceil_tol(target), rate)
    wanted = np.maximum(wanted, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        can = (r > 0) & (r <= 1) & (wanted / r < _MOST_TRIALS)
    low, high = wanted - 1, wanted.copy()
    while (short := can & (p_reach(high, r, wanted) < certainty)).any():
        low = np.where(short, high, low)
        high = np.where(short, 2 * high + 1, high)
    while (wide := can & (high - low > 1)).any():
        middle = np.floor((low + high) / 2)
        enough = p_reach(middle, r, wanted) >= certainty
        high = np.where(wide & enough, middle, high)
        low = np.where(wide & ~enough, middle, low)
    return np.where(can, high, np.nan)
