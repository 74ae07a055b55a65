"""Many numbers divided at once: the largest remainder of `goalbook.analyse.split`, row by row."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse.arrays import FloatArray, IntArray, floats
from goalbook.analyse.groups import Groups
from goalbook.analyse.split import WEIGHT_UNITS

_MOST_WEIGHT: Final = 1_000_000 * WEIGHT_UNITS
_SAFE: Final = 3_000_000_000
"""Two numbers up to this have a product that fits into 64 bits."""


def parts(totals: ArrayLike, weights: ArrayLike, groups: Groups, *, decimals: int = 0) -> FloatArray:
    """Parts of every total in proportion to the weights of its rows.

    Args:
        totals: One per group, up to 2^53 smallest units; NaN = no target. More decimals than `decimals` are
            rounded to the nearest smallest unit first.
        weights: One per row, at least 0: working days, or capacities.
        groups: The rows that share a total.
        decimals: 0 for counts and JPY, 2 for USD.

    Returns:
        One part per row, summing to the group's total; NaN for a NaN total or weight, a weight below 0 or
        above a million, or weights that are all 0 while there is something to divide.
    """
    units = np.rint(floats(totals) * 10.0**decimals)
    weight = np.rint(floats(weights) * WEIGHT_UNITS)
    is_weight = (weight >= 0) & (weight <= _MOST_WEIGHT)
    is_whole = np.isfinite(units) & (groups.total(~is_weight) == 0)
    amount = np.where(is_whole, np.abs(units), 0.0).astype(np.int64)
    share = np.where(groups.spread(floats(is_whole)) > 0, weight, 0.0).astype(np.int64)
    whole = np.add.reduceat(share, groups.starts)
    is_whole &= (whole > 0) | (amount == 0)
    found = _largest_remainder(amount, share, np.maximum(whole, 1), groups)
    signed = np.sign(groups.spread(np.where(is_whole, units, np.nan))) * found
    return signed / 10.0**decimals + 0.0


def _largest_remainder(amount: IntArray, share: IntArray, whole: IntArray, groups: Groups) -> IntArray:
    # amount * share may need more than 64 bits; divided in two steps it does not.
    size = whole[groups.codes]
    times, rest = amount[groups.codes] // size, amount[groups.codes] % size
    quotient, remainder = _divided(rest, share, size)
    found = times * share + quotient
    left = amount - np.add.reduceat(found, groups.starts)
    # Largest remainders first within each group, of equal ones the earlier row.
    order = np.lexsort((np.arange(len(share)), -remainder, groups.codes))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(share)) - groups.starts[groups.codes]
    gets = (rank < left[groups.codes]) & (whole[groups.codes] > 0) & (remainder > 0)
    return found + gets


def _divided(rest: IntArray, share: IntArray, size: IntArray) -> tuple[IntArray, IntArray]:
    """``rest * share`` divided by `size`, without losing digits."""
    if size.max(initial=0) <= _SAFE:
        return rest * share // size, rest * share % size
    product = rest.astype(object) * share.astype(object)
    return (product // size).astype(np.int64), (product % size).astype(np.int64)
