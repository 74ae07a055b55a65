"""Which factor made how much of a gap: the logarithmic mean Divisia index, additive form (LMDI-I).

For a product ``V = x_1 · x_2 · … · x_n``::

    C_i = L(V1, V0) · ln(x1_i / x0_i),    L(a, b) = (a - b) / (ln a - ln b),    L(a, a) = a,    L(0, ·) = 0

The contributions sum to ``V1 - V0`` without residual, do not depend on the order of the factors, change their
signs when plan and actual change places, and may be added up over steps of a stage (consistency in
aggregation). Zeros take their analytical limits, never a small number: the factors that fell to 0 share the
whole fall. They are arithmetic, not proof of cause.

Sources: Ang, Energy Policy 33 (2005) 867 and 86 (2015) 233; zeros: Wood & Lenzen, Energy Policy 34 (2006)
1326, Ang & Liu, Energy Policy 35 (2007) 238.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import thresholds
from goalbook.analyse.arrays import BoolArray, FloatArray, floats, together
from goalbook.analyse.groups import Groups


def log_mean(a: ArrayLike, b: ArrayLike) -> FloatArray:
    """The logarithmic mean L(a, b), in the unit of its arguments.

    Args:
        a: At least 0; a negative number gives NaN.
        b: Likewise.

    Returns:
        ``(a - b) / (ln a - ln b)``; a where both are equal, 0 where one is 0.
    """
    first, second = together(a, b)
    low, high = np.minimum(first, second), np.maximum(first, second)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        excess = (high - low) / low
        # log1p keeps all digits where both are nearly equal, the plain logs where they are far apart.
        log = np.where(excess < 1, np.log1p(excess), np.log(high) - np.log(low))
        mean = np.where(low == high, low, (high - low) / log)
    mean = np.where(low == 0, 0.0, mean)
    return np.where(low < 0, np.nan, mean)


def contributions(base: ArrayLike, actual: ArrayLike) -> FloatArray:
    """What each factor of a product contributes to the gap between actual and base.

    Args:
        base: Factors of the plan or of an earlier period, shape (..., n); a row with fewer factors is padded
            with 1 on both sides, which contributes exactly 0.
        actual: Factors now, of the same shape.

    Returns:
        Contributions in the product's unit, shape (..., n); a row sums to ``prod(actual) - prod(base)``.
        A row is NaN when any factor is NaN (make undefined rates neutral first), infinite or negative
        (use `goalbook.analyse.shapley` there).
    """
    before, after = together(base, actual)
    if before.size == 0:
        return np.zeros(before.shape)
    groups = Groups.rows_of(before.shape)
    return contributions_by_group(before.ravel(), after.ravel(), groups).reshape(before.shape)


def contributions_by_group(base: ArrayLike, actual: ArrayLike, groups: Groups) -> FloatArray:
    """The same for factors below each other, one group per product; groups may differ in size."""
    before, after = together(base, actual)
    is_known = is_defined(before, after)
    before, after = np.where(is_known, before, np.nan), np.where(is_known, after, np.nan)
    volume = groups.product(before), groups.product(after)
    lost = groups.total(before == 0), groups.total(after == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        smooth = groups.spread(log_mean(volume[1], volume[0])) * np.log(after / before)
        fall = groups.spread(-volume[0] / lost[1]) * (after == 0)
        rise = groups.spread(volume[1] / lost[0]) * (before == 0)
    had, has = groups.spread(lost[0]) == 0, groups.spread(lost[1]) == 0
    found = np.select([had & has, had, has], [smooth, fall, rise], default=0.0)
    is_whole = groups.spread(groups.total(~is_known)) == 0
    return np.where(is_whole, found + 0.0, np.nan)  # + 0.0 makes -0.0 a plain 0


def is_defined(base: ArrayLike, actual: ArrayLike) -> BoolArray:
    """Whether a factor can enter: finite and not negative on both sides."""
    before, after = together(base, actual)
    return np.isfinite(before) & np.isfinite(after) & (before >= 0) & (after >= 0)


def neutral(
    base: ArrayLike, actual: ArrayLike, *, no_base: ArrayLike, no_actual: ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """Factors with undefined rates made neutral, so that the step that went to 0 takes the shortfall.

    A rate is undefined (0 of 0) when a step before it is 0; that is not the same as a number that was not
    reported, which stays NaN and leaves the row unexplained.

    Args:
        base: Factors of the plan.
        actual: Factors now.
        no_base: Where the rate of the plan is 0 of 0.
        no_actual: Where the rate now is 0 of 0.

    Returns:
        Base and actual; an undefined one takes the other's value, and both are 1 where both are undefined.
    """
    before, after = together(base, actual)
    gone, here_gone = np.asarray(no_base, dtype=np.bool_), np.asarray(no_actual, dtype=np.bool_)
    filled = np.where(gone, np.where(here_gone, 1.0, after), before)
    return filled, np.where(here_gone, np.where(gone, 1.0, before), after)


def shares(
    contribution: ArrayLike,
    gap: ArrayLike,
    base: ArrayLike,
    *,
    smallest: float = thresholds.SMALLEST_GAP_FOR_SHARES.value,
) -> FloatArray:
    """Contributions as shares of the gap, 1 = the whole gap.

    Args:
        contribution: In the unit of the gap.
        gap: ``actual - base``.
        base: What the gap is measured against.
        smallest: Share of the base the gap must exceed; below it shares explode and are not given.

    Returns:
        ``contribution / gap``, or NaN for a gap too small to share out.
    """
    part, whole, start = together(contribution, gap, base)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(whole) > smallest * np.abs(start), part / whole, np.nan)


def roll_up(contribution: ArrayLike, parent: ArrayLike) -> FloatArray:
    """A stage's contribution: the sum of its parts, however deep.

    Args:
        contribution: One per row; what stands on a stage's own row is not read.
        parent: Row of the stage that a row refines, -1 on the first level; must not loop.

    Returns:
        One per row; NaN for a stage with a part that is NaN.
    """
    own, above = floats(contribution), np.asarray(parent, dtype=np.int64)
    is_stage = np.zeros(own.shape, dtype=np.bool_)
    is_stage[above[above >= 0]] = True
    total = np.where(is_stage, 0.0, own)
    part, stage = np.flatnonzero(~is_stage & (above >= 0)), above[~is_stage & (above >= 0)]
    while part.size:
        np.add.at(total, stage, own[part])
        climbs = above[stage] >= 0
        part, stage = part[climbs], above[stage][climbs]
    return total
