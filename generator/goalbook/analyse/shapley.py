"""Which input made how much of a gap when there is no product of positive numbers: Shapley values.

::

    phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! · [f(x1 on S and i, x0 else) - f(x1 on S, x0
    else)]

They sum to ``f(x1) - f(x0)``, do not depend on the order and change signs with plan and actual.
With zeros they spread blame differently from LMDI ((60, .15) to (48, 0): -0.9 and -8.1 against 0 and -9),
so a page names the method it used.

Source: Shorrocks, J. Economic Inequality 11 (2013) 99; NY Fed Staff Report 1163 (2025).
"""

from __future__ import annotations

from collections.abc import Callable
from math import factorial
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import thresholds
from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray, together

Function: TypeAlias = Callable[[FloatArray], FloatArray]
"""Takes inputs on the last axis, any leading shape; gives one value each."""


def contributions(
    function: Function,
    base: ArrayLike,
    actual: ArrayLike,
    *,
    seed: int = 0,
    exact_up_to: int = thresholds.SHAPLEY_FACTORS.value,
) -> FloatArray:
    """What each input contributes to ``function(actual) - function(base)``.

    Args:
        function: Vectorised over leading axes.
        base: Inputs of the plan, shape (..., n).
        actual: Inputs now, of the same shape.
        seed: Of the random orders that stand in for all orders when there are more inputs than `exact_up_to`;
            the sum stays exact, the single values carry sampling noise.
        exact_up_to: Most inputs for which all 2^n combinations are computed.

    Returns:
        Shape (..., n), in the unit of the function. NaN inputs give NaN where the function does.
    """
    before, after = together(base, actual)
    size = before.shape[-1]
    if size == 0:
        return np.zeros(before.shape)
    if size > exact_up_to:
        return _sampled(function, before, after, seed)
    return _exact(function, before, after)


def of_product(base: ArrayLike, actual: ArrayLike) -> FloatArray:
    """Shapley values of a product, for factors that may be negative; two factors: (a1 - a0)(b0 + b1) / 2."""
    return contributions(lambda inputs: np.prod(inputs, axis=-1), base, actual)


def _exact(function: Function, before: FloatArray, after: FloatArray) -> FloatArray:
    size = before.shape[-1]
    is_in = _subsets(size)
    values = function(np.where(is_in, after[..., None, :], before[..., None, :]))
    members = is_in.sum(axis=1)
    weight = np.array([factorial(s) * factorial(size - s - 1) / factorial(size) for s in range(size)])
    found = np.empty(before.shape)
    for one in range(size):
        without = np.flatnonzero(~is_in[:, one])
        step = values[..., without + (1 << one)] - values[..., without]
        found[..., one] = step @ weight[members[without]]
    return found


def _subsets(size: int) -> BoolArray:
    """Every subset of `size` inputs; the inputs in subset number s are the bits of s."""
    bits: IntArray = np.arange(1 << size, dtype=np.int64)[:, None] >> np.arange(size)
    return np.asarray(bits % 2 == 1)


def _sampled(function: Function, before: FloatArray, after: FloatArray, seed: int) -> FloatArray:
    size = before.shape[-1]
    orders = np.random.default_rng(seed).permuted(
        np.tile(np.arange(size), (thresholds.SHAPLEY_ORDERS.value // 2, 1)), axis=1
    )
    found = np.zeros(before.shape)
    # Every order is also walked backwards: what one meets first the other meets last.
    for order in np.concatenate([orders, orders[:, ::-1]]):
        found += _along(function, before, after, np.argsort(order))
    return found / (2 * len(orders))


def _along(function: Function, before: FloatArray, after: FloatArray, rank: IntArray) -> FloatArray:
    """What each input adds when the inputs change one after the other, in order of their rank."""
    is_in = rank < np.arange(len(rank) + 1)[:, None]
    values = function(np.where(is_in, after[..., None, :], before[..., None, :]))
    added: FloatArray = np.diff(values, axis=-1)[..., rank]
    return added
