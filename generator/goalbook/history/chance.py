"""How sure a few cases make it that a rate lies below a benchmark, without the libraries that tables use.

The same probability as `goalbook.analyse.evidence.p_rate_below`, for one rate: with k of n hits and Jeffreys'
prior, the distribution function of Beta(k + 1/2, n - k + 1/2) at the benchmark. A command that prints one
comment would take longer to import scipy than for all else; a test compares the two.

The continued fraction of the incomplete beta function: NIST Digital Library of Mathematical Functions,
section 8.17(v).
"""

from __future__ import annotations

import math
from typing import Final

from goalbook.analyse import thresholds

_PRIOR: Final = thresholds.JEFFREYS_CASES.value
_ENOUGH: Final = 1e-12
_TINY: Final = 1e-300
_MOST_TERMS: Final = 10_000


def p_rate_below(hits: float, cases: float, benchmark: float) -> float | None:
    """Probability that the true rate is below a benchmark.

    Args:
        hits: 0 to `cases`.
        cases: All cases.
        benchmark: A share.

    Returns:
        Between 0 and 1; None when hits are more than cases, or the benchmark is no share.
    """
    if not 0 <= hits <= cases or not 0 <= benchmark <= 1:
        return None
    if benchmark in {0, 1}:
        return float(benchmark)
    a, b = hits + _PRIOR, cases - hits + _PRIOR
    # The fraction converges fast below the mean; above it, the other tail does.
    if benchmark <= (a + 1) / (a + b + 2):
        return _lower_tail(a, b, benchmark)
    return 1 - _lower_tail(b, a, 1 - benchmark)


def _lower_tail(a: float, b: float, x: float) -> float:
    density = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    return density / a * _continued(a, b, x)


def _continued(a: float, b: float, x: float) -> float:
    """``1 / (1 + d1 / (1 + d2 / (1 + ...)))`` from the front, by Lentz' method."""
    above, below = 1.0, 0.0
    value = 1.0
    for number in range(1, _MOST_TERMS):
        term = _term(a, b, x, number)
        below = 1 / (_away_from_zero(1 + term * below))
        above = _away_from_zero(1 + term / above)
        value *= above * below
        if abs(above * below - 1) < _ENOUGH:
            break
    return 1 / value


def _term(a: float, b: float, x: float, number: int) -> float:
    half = number // 2
    if number % 2:
        return -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
    return half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
