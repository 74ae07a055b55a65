"""A gap traced down a tree that mixes products, sums, differences and quotients: the log-mean chain rule.

Each metric has a contribution A to the root's gap and a gain g, the root's change per unit of its own; at the
root ``A = V1 - V0`` and ``g = 1``, and below a parent P with gain g_p::

    sum          g_c = g_p                        A_c = g_p (c1 - c0)        a subtracted part: both with -1
    product      g_c = g_p L(P1, P0) / L(c1, c0)  A_c = g_p L(P1, P0) ln(c1 / c0)
    quotient     numerator as in a product; denominator the same with -1
    zeros        A_c from the limits of `goalbook.analyse.lmdi` times g_p; g_c = A_c / (c1 - c0), 0 if c did
    not move below zero   A_c from Shapley values of that one formula times g_p; g_c likewise

Leaves sum to the root's gap exactly, and every metric's parts sum to the metric. A metric that is part of
several formulas sums what it does in each. Offsetting parts show even where their parent did not move.

Source: consistency in aggregation of LMDI-I, Ang, Energy Policy 86 (2015) 233; method: mixed trees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import lmdi, shapley
from goalbook.analyse.arrays import BoolArray, FloatArray
from goalbook.analyse.formula_tree import FormulaTree
from goalbook.analyse.plan import Relation
from goalbook.model.values import Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one metric does to the root.

    Attributes:
        contribution: Its part of the root's gap, in the root's unit.
        gain: The root's change for one unit of this metric's, along the way from base to actual.
        is_shapley: Where one of the formulas above had to be split by Shapley values.
    """

    contribution: FloatArray
    gain: FloatArray
    is_shapley: BoolArray


def attribute(
    tree: FormulaTree, base: Mapping[str, ArrayLike], actual: Mapping[str, ArrayLike]
) -> dict[str, Effect]:
    """Every metric's part of the root's gap.

    Args:
        tree: What the root is made of.
        base: Leaf to its value in the plan, arrays of one shape; undefined rates made neutral first
            (`goalbook.analyse.lmdi.neutral`).
        actual: Leaf to its value now.

    Returns:
        Metric to its effect, parents before parts. NaN below a formula that a missing leaf leaves unknown;
        the other parts of a sum keep theirs.
    """
    before, after = tree.values(base), tree.values(actual)
    gap = after[tree.root] - before[tree.root]
    nothing, never = np.zeros(gap.shape), np.zeros(gap.shape, dtype=np.bool_)
    found = {metric: Effect(contribution=nothing, gain=nothing, is_shapley=never) for metric in before}
    found[tree.root] = Effect(contribution=gap, gain=np.ones(gap.shape), is_shapley=never)
    for metric, relation in tree.relations.items():
        moves = _Moves(
            base=[before[part] for part in relation.parts],
            actual=[after[part] for part in relation.parts],
        )
        for part, effect in zip(relation.parts, _split(relation, moves), strict=True):
            found[part] = _plus(found[part], effect, parent=found[metric])
    return {metric: found[metric] for metric in (*tree.relations, *tree.leaves)}


def _plus(known: Effect, part: Effect, *, parent: Effect) -> Effect:
    """A metric's effect with what it does in one more formula, whose own metric is `parent`."""
    return Effect(
        contribution=known.contribution + parent.gain * part.contribution,
        gain=known.gain + parent.gain * part.gain,
        is_shapley=known.is_shapley | parent.is_shapley | part.is_shapley,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moves:
    base: list[FloatArray]
    actual: list[FloatArray]


def _split(relation: Relation, moves: _Moves) -> list[Effect]:
    """What each part does to the metric right above it."""
    if relation.operator is Operator.SUM:
        return _linear(moves, [1.0] * len(relation.parts))
    if relation.operator is Operator.DIFFERENCE:
        return _linear(moves, [1.0] + [-1.0] * (len(relation.parts) - 1))
    if relation.operator is Operator.QUOTIENT:
        return _quotient(moves)
    return _product(moves)


def _linear(moves: _Moves, signs: list[float]) -> list[Effect]:
    return [
        Effect(
            contribution=sign * (after - before),
            gain=np.full(after.shape, sign),
            is_shapley=np.zeros(after.shape, dtype=np.bool_),
        )
        for sign, before, after in zip(signs, moves.base, moves.actual, strict=True)
    ]


def _quotient(moves: _Moves) -> list[Effect]:
    """N / D as the product of N and 1 / D; the denominator's gain is then taken per unit of D."""
    with np.errstate(divide="ignore"):
        turned = _Moves(
            base=[moves.base[0], 1 / moves.base[1]], actual=[moves.actual[0], 1 / moves.actual[1]]
        )
    numerator, inverse = _product(turned)
    gain = _gain(inverse.contribution, moves.base[1], moves.actual[1])
    still = moves.base[1] == moves.actual[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        at_rest = -inverse.gain / np.square(moves.base[1])
    denominator = Effect(
        contribution=inverse.contribution,
        gain=np.where(still, at_rest, gain),
        is_shapley=inverse.is_shapley,
    )
    return [numerator, denominator]


def _product(moves: _Moves) -> list[Effect]:
    before, after = np.stack(moves.base, axis=-1), np.stack(moves.actual, axis=-1)
    found = lmdi.contributions(before, after)
    is_known = np.isfinite(before).all(-1) & np.isfinite(after).all(-1)
    is_shapley: BoolArray = np.asarray(is_known & np.isnan(found).any(-1), dtype=np.bool_)
    if is_shapley.any():
        found[is_shapley] = shapley.of_product(before[is_shapley], after[is_shapley])
    is_smooth = np.asarray((before > 0).all(-1) & (after > 0).all(-1))
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = lmdi.log_mean(after.prod(-1), before.prod(-1))[..., None]
        smooth = whole / lmdi.log_mean(after, before)
    gain = np.where(is_smooth[..., None], smooth, _gain(found, before, after))
    return [
        Effect(contribution=found[..., part], gain=gain[..., part], is_shapley=is_shapley)
        for part in range(found.shape[-1])
    ]


def _gain(contribution: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
    moved = after - before
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(moved == 0, np.where(np.isnan(contribution), np.nan, 0.0), contribution / moved)
