"""What a rate is, given few cases: Wilson's score interval.

::

    centre = (p + z²/2n) / (1 + z²/n)      half = z sqrt(p (1 - p)/n + z²/4n²) / (1 + z²/n)

Source: Wilson, JASA 22 (1927) 209.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import distributions, thresholds
from goalbook.analyse.arrays import FloatArray, floats, together


def interval(
    hits: ArrayLike, cases: ArrayLike, *, confidence: float = thresholds.RATE_CONFIDENCE.value
) -> tuple[FloatArray, FloatArray]:
    """Lower and upper bound of the true rate.

    Args:
        hits: Cases that succeeded, 0 to `cases`.
        cases: All cases; 0 says nothing, so the interval is [0, 1].
        confidence: Between 0 and 1; the two-sided level.

    Returns:
        Bounds as shares; the lower is exactly 0 for no hit, the upper exactly 1 when every case is one.
        NaN where a number is missing or hits exceed cases (counts of different cohorts are no proportion).
    """
    k, n = together(hits, cases)
    z = quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = k / n
        scale = 1 + z**2 / n
        centre = (p + z**2 / (2 * n)) / scale
        half = z * np.sqrt(np.maximum(p * (1 - p), 0) / n + z**2 / (4 * n**2)) / scale
    low = np.where(k == 0, 0.0, centre - half)
    high = np.where(k == n, 1.0, centre + half)
    is_valid = (k >= 0) & (k <= n)
    return np.where(is_valid, low, np.nan), np.where(is_valid, high, np.nan)


def rate(hits: ArrayLike, cases: ArrayLike) -> FloatArray:
    """Hits per case; NaN without cases."""
    k, n = together(hits, cases)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n == 0, np.nan, k / n)


def cases_for_margin(
    expected_rate: ArrayLike,
    *,
    margin: float = thresholds.RATE_MARGIN.value,
    confidence: float = thresholds.RATE_CONFIDENCE.value,
) -> FloatArray:
    """How many cases tell a rate to within a margin: ``z² p (1 - p) / margin²``, whole cases.

    Args:
        expected_rate: The rate, 0 to 1.
        margin: Half the width wanted, as a share (.05 is 5 points).
        confidence: The two-sided level.
    """
    p = floats(expected_rate)
    return np.ceil(quantile(confidence) ** 2 * p * (1 - p) / margin**2)


def quantile(confidence: float) -> float:
    """Standard errors to either side that a two-sided level takes: 1.959963984540054 for 95 %."""
    return distributions.normal_ppf((1 + confidence) / 2)
