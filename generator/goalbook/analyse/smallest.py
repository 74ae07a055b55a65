"""The smallest whole number for which something holds, over a whole array, searched outwards from a guess."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray

Holds: TypeAlias = Callable[[IntArray, FloatArray], BoolArray]
"""Whether it holds for some of the rows, given by their places, at one number each."""


def smallest(holds: Holds, near: FloatArray, least: FloatArray, most: float = np.inf) -> FloatArray:
    """The smallest whole number from `least` on for which it holds.

    Args:
        holds: What is asked; where it holds for a number it holds for all larger ones. With no `most` it
            holds at last for every row.
        near: Where to look first, one for each row: the nearer it is, the fewer times `holds` is asked.
        least: The first number that counts.
        most: The last one.

    Returns:
        One for each row; NaN where there is none up to `most`, and where `near` or `least` is NaN.
    """
    low, high, step = least - 1, np.full(least.shape, np.inf), 1.0
    at = np.minimum(np.maximum(np.floor(near), least), most)
    rows = np.flatnonzero((at >= least) & np.isfinite(at))
    while rows.size:
        is_enough = holds(rows, at[rows])
        high[rows[is_enough]] = at[rows[is_enough]]
        low[rows[~is_enough]] = at[rows[~is_enough]]
        rows = rows[(high[rows] - low[rows] > 1) & (low[rows] < most)]
        at[rows] = _next(low[rows], high[rows], least[rows], step, most)
        step *= 2
    return np.where(np.isfinite(high), high, np.nan)


def _next(low: FloatArray, high: FloatArray, least: FloatArray, step: float, most: float) -> FloatArray:
    """In the middle of a number for which it holds and one for which it does not; else a step outwards."""
    is_above = np.isinf(high)
    middle = np.floor((low + np.where(is_above, low, high)) / 2)
    inwards = np.where(low < least, np.maximum(high - step, middle), middle)
    return np.where(is_above, np.minimum(low + step, most), inwards)
