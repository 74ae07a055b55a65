"""Where a rate will end: the Beta-binomial forecast.

With s hits of n cases so far, m cases to come (as many as planned) and a Beta(a, b) prior (Jeffreys: 1/2,
1/2)::

    Y ~ BetaBinomial(m, s + a, n - s + b)        final rate = (s + Y) / (n + m)
    needed = the next whole number from target (n + m) - s        P(hit) = P(Y >= needed)

Source: method: forecast; Gelman et al., Bayesian Data Analysis, ch. 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goalbook.analyse import distributions, thresholds
from goalbook.analyse.arrays import FloatArray, ceil_tol, floats, floor_tol, together
from goalbook.analyse.forecast import Forecast, tails

_CELLS: Final = 2_000_000
"""Probabilities held in memory at a time."""

_ROUNDING: Final = 1e-12
"""What a sum of probabilities may fall short of a level it meets exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """How far a rate has come.

    Attributes:
        hits: So far, 0 to `cases`.
        cases: So far.
        remaining: Cases to come, a whole number; a fraction counts as the nearest.
        target: The rate to reach at the end, a share; NaN for none.
        is_lower_better: Whether staying at or below the target is the aim.
        prior: Hits and misses as if seen before.
    """

    hits: ArrayLike
    cases: ArrayLike
    remaining: ArrayLike
    target: ArrayLike = np.nan
    is_lower_better: ArrayLike = False
    prior: tuple[ArrayLike, ArrayLike] = (thresholds.JEFFREYS_CASES.value, thresholds.JEFFREYS_CASES.value)


def of_rate(trials: Trials, *, interval: float = thresholds.FORECAST_INTERVAL.value) -> Forecast:
    """Where a rate will end.

    Returns:
        Shares. NaN where a number is missing, hits exceed cases, or there are neither cases nor any to come.
        With no case to come the end is what stands there, and P(hit) is 0 or 1.
    """
    s, n, m, target = together(trials.hits, trials.cases, np.rint(floats(trials.remaining)), trials.target)
    a, b = s + floats(trials.prior[0]), n - s + floats(trials.prior[1])
    is_valid = (s >= 0) & (s <= n) & (m >= 0) & (n + m > 0)
    need = needed(target, s, n + m)
    may = floor_tol(target * (n + m) - s)
    is_lower = np.broadcast_to(np.asarray(trials.is_lower_better, dtype=np.bool_), s.shape)
    ask = _Ask(size=np.where(is_valid, m, 0.0), a=a, b=b, last=np.where(is_lower, may, need - 1))
    quantiles, below = _distribution(ask, tails(interval))
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = [np.where(is_valid, (s + y) / (n + m), np.nan) for y in (m * a / (a + b), *quantiles)]
    reached = np.where(is_lower, below, 1 - below)
    hit = np.where(is_valid & ~np.isnan(target), np.clip(reached, 0.0, 1.0), np.nan)
    return Forecast(mean=ends[0], low=ends[1], median=ends[2], high=ends[3], p_hit=hit)


def needed(target: ArrayLike, hits: ArrayLike, all_cases: ArrayLike) -> FloatArray:
    """Hits still needed among the cases to come; below 0 when the target is passed already."""
    return ceil_tol(floats(target) * floats(all_cases) - floats(hits))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """Beta-binomials of so many cases, and the number up to which probability is summed."""

    size: FloatArray
    a: FloatArray
    b: FloatArray
    last: FloatArray


def _distribution(ask: _Ask, levels: tuple[float, ...]) -> tuple[list[FloatArray], FloatArray]:
    """Quantiles at the levels, and P(Y <= last), of every row.

    scipy finds a Beta-binomial quantile row by row; here rows of like size share one table of probabilities.
    """
    shape = ask.size.shape
    rows = _Ask(size=ask.size.ravel(), a=ask.a.ravel(), b=ask.b.ravel(), last=ask.last.ravel())
    found = np.empty((len(levels), rows.size.size))
    below = np.empty(rows.size.shape)
    order = np.argsort(rows.size, kind="stable")
    start = 0
    while start < order.size:
        part = order[start : start + _rows_at_a_time(rows.size[order], start)]
        table = _cumulated(rows, part)
        for place, level in enumerate(levels):
            found[place, part] = (table < level - _ROUNDING).sum(axis=1)
        below[part] = _at(table, rows.last[part])
        start += part.size
    return [row.reshape(shape) for row in found], below.reshape(shape)


def _rows_at_a_time(sizes: FloatArray, start: int) -> int:
    """How many rows fit into memory when each takes as many cells as the largest of them."""
    count = 1
    while (
        start + count < sizes.size
        and (2 * count) * (sizes[min(start + 2 * count, sizes.size) - 1] + 1) <= _CELLS
    ):
        count *= 2
    return count


def _cumulated(rows: _Ask, part: NDArray[np.signedinteger]) -> FloatArray:
    size, a, b = (column[part][:, None] for column in (rows.size, rows.a, rows.b))
    values = np.arange(size.max() + 1)
    total = np.cumsum(distributions.beta_binomial_pmf(values, size, a, b), axis=1)
    # The sum ends at 1; what doubles lose on the way must not move a quantile past the last value.
    return np.where(values >= size, 1.0, total)


def _at(table: FloatArray, last: FloatArray) -> FloatArray:
    column = np.clip(np.nan_to_num(last, nan=0.0), 0, table.shape[1] - 1).astype(np.int64)
    return np.where(last < 0, 0.0, table[np.arange(len(last)), column])
