"""A whole number divided over months, weeks or people so that the parts add up: the largest remainder.

Each part gets the whole units of its exact share; the units left go to the largest remainders, ties to the
earlier part (Hamilton's method). Amounts are split in the currency's smallest unit. Rates are not split:
every period has the same target. Exact integer arithmetic throughout; weights count to six decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

WEIGHT_UNITS: Final = 1_000_000
"""Weights (working days, capacity) are counted in millionths, so that .6 is exactly three fifths."""


def parts(total: int, weights: Sequence[float]) -> tuple[int, ...]:
    """Whole parts in proportion to the weights.

    Args:
        total: What to divide; a negative number is divided like its opposite.
        weights: Working days, or capacities; at least 0. A weight of 0 gets 0.

    Returns:
        One part per weight; their sum is the total.

    Raises:
        ValueError: A weight is negative, or all are 0 while there is something to divide.
    """
    units = [round(weight * WEIGHT_UNITS) for weight in weights]
    whole = sum(units)
    if any(unit < 0 for unit in units):
        raise ValueError("weights must not be negative")
    if not whole:
        if total:
            raise ValueError("all weights are 0")
        return (0,) * len(units)
    shares = [divmod(abs(total) * unit, whole) for unit in units]
    left = abs(total) - sum(share for share, _ in shares)
    first = sorted(range(len(units)), key=lambda place: -shares[place][1])[:left]
    sign = -1 if total < 0 else 1
    return tuple(sign * (share + (place in first)) for place, (share, _) in enumerate(shares))
