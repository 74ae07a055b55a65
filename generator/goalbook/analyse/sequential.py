"""The quantity variance and the price variance of accounting: factors changed one after the other.

::

    quantity variance = (Q1 - Q0) P0        price variance = (P1 - P0) Q1

The result depends on the order of the factors, so this is never the default: it is offered for two factors,
because accountants know it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse.arrays import FloatArray, together


def contributions(base: ArrayLike, actual: ArrayLike) -> FloatArray:
    """What each factor adds when it alone moves from base to actual, after those before it.

    Args:
        base: Factors of the plan in the order they are changed, shape (..., n).
        actual: Factors now, of the same shape.

    Returns:
        Shape (..., n), in the unit of the product; each row sums to ``prod(actual) - prod(base)``.
        NaN wherever a row holds one.
    """
    before, after = together(base, actual)
    size = before.shape[-1]
    is_changed = np.arange(size) < np.arange(size + 1)[:, None]
    values = np.where(is_changed, after[..., None, :], before[..., None, :]).prod(axis=-1)
    return np.diff(values, axis=-1)
