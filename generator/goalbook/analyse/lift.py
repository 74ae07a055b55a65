"""What it would bring to raise one step to its benchmark, all else equal.

::

    lift = max(0, V ((b / r)^eps - 1))        in a pure funnel eps = 1: V (b/r - 1)

with V the result now, r the step's rate, b its benchmark (`goalbook.analyse.benchmark`) and eps the result's
elasticity (`goalbook.analyse.elasticity`). Where lower is better r and b change places. The interval puts r
at Wilson's bounds. It is arithmetic on the numbers of one period, no promise.

A difference of two large numbers has an elasticity beyond 1, and none that a power could follow to where it
is 0 or below: of a profit of 10 that is sales of 1,000 less costs, 10 % more sales are 100 and not
10 (1.1^100 - 1). There the lift follows the straight line, |V eps| |b - r| / r, which is exact for what is
added or subtracted.

Source: method: headroom lift; the level of the interval is a house default.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse.arrays import NOISE, BoolArray, FloatArray, together


@dataclass(frozen=True, slots=True, kw_only=True)
class Headroom:
    """What a step stands at and could stand at.

    Attributes:
        value: The result now, in its unit.
        benchmark: What the step is compared with, in the step's unit.
        elasticity: Percent of the result per percent of the step; its size counts, the side comes from
            `is_lower_better`.
        is_lower_better: Whether a lower step is the better one.
    """

    value: ArrayLike
    benchmark: ArrayLike
    elasticity: ArrayLike = 1.0
    is_lower_better: ArrayLike = False


def lift(headroom: Headroom, now: ArrayLike) -> FloatArray:
    """What the result gains at the benchmark.

    Args:
        headroom: The result and the benchmark.
        now: Where the step stands, in its unit.

    Returns:
        At least 0, in the unit of the result; NaN where a number is missing or a 0 leaves it without bound.
    """
    value, goal, power, here = together(headroom.value, headroom.benchmark, headroom.elasticity, now)
    is_lower = np.broadcast_to(np.asarray(headroom.is_lower_better, dtype=np.bool_), value.shape)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        times = np.where(is_lower, here / goal, goal / here) ** np.abs(power)
        line = np.abs(value * power) * np.where(is_lower, here - goal, goal - here) / np.abs(here)
        found = np.where(is_straight(headroom), line, value * (times - 1))
    return np.where(np.isfinite(found), np.maximum(found, 0.0), np.nan)


def is_straight(headroom: Headroom) -> BoolArray:
    """Where the result moves in a straight line with the step: at 0 or below, and by more than its share."""
    value, power = together(headroom.value, headroom.elasticity)
    return (value <= 0) | (np.abs(power) > 1 + NOISE)


def lift_interval(headroom: Headroom, low: ArrayLike, high: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Least and most the result would gain, with the step anywhere between two bounds.

    Args:
        headroom: The result and the benchmark.
        low: Lower bound of the step (of a rate: Wilson's), in its unit.
        high: Upper bound.

    Returns:
        Least and most, at least 0; the most is NaN where the interval reaches a rate of 0, which has no
        bound.
    """
    ends = lift(headroom, low), lift(headroom, high)
    is_lower = np.asarray(headroom.is_lower_better, dtype=np.bool_)
    return np.where(is_lower, ends[0], ends[1]), np.where(is_lower, ends[1], ends[0])
