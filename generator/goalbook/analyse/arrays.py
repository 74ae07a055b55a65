"""Arrays of numbers, the way every vectorised function here takes them.

Missing and undefined numbers are NaN, never 0: NaN in, NaN out, row by row.
Arguments broadcast against each other; scalars in give 0-d arrays out. pandas Series are taken by position.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
IntArray: TypeAlias = NDArray[np.int64]
SignArray: TypeAlias = NDArray[np.int8]

NOISE: Final = 1e-9
"""Differences up to this size are rounding of doubles, not news."""


def floats(values: ArrayLike) -> FloatArray:
    """The values as doubles; a copy only where one is needed."""
    return np.asarray(values, dtype=np.float64)


def together(*values: ArrayLike) -> tuple[FloatArray, ...]:
    """Several values as doubles of one common shape."""
    return tuple(np.broadcast_arrays(*(floats(value) for value in values)))


def quotient(above: ArrayLike, below: ArrayLike) -> FloatArray:
    """Above / below; NaN where either is missing or `below` is 0, never infinite."""
    over, under = together(above, below)
    return floats(np.divide(over, under, out=np.full(over.shape, np.nan), where=under != 0))


def ceil_tol(values: ArrayLike) -> FloatArray:
    """The next whole number, not one more because of noise in the last digits: 21 / 0.07 is 300."""
    return np.ceil(floats(values) - NOISE)


def floor_tol(values: ArrayLike) -> FloatArray:
    """The whole number below, not one less because of noise in the last digits."""
    return np.floor(floats(values) + NOISE)


def noise_of(values: ArrayLike) -> FloatArray:
    """How far two numbers of this size may differ and still be equal: 1e-9 + 1e-9 |x|."""
    return NOISE + NOISE * np.abs(floats(values))
