"""A KGI's gap traced down its tree as far as numbers reach, for many cases of one shape at once.

A case is a scope and what it is compared with. Where a number is missing on either side, the metric above
stays whole and the finer split is left out: nothing is filled in. A rate of 0 of 0 is neutral
(`goalbook.analyse.lmdi.neutral`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from goalbook.analyse import chain, elasticity, lmdi
from goalbook.analyse.arrays import BoolArray, FloatArray
from goalbook.analyse.combinations import Combinations
from goalbook.analyse.formula_tree import FormulaTree
from goalbook.analyse.shapes import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of the comparison, shape (cases, metrics of the shape).

    Attributes:
        value: NaN where not known.
        is_empty: Rates of 0 of 0.
    """

    value: FloatArray
    is_empty: BoolArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What each metric does, shape (cases, metrics of the shape); NaN where the tree does not reach.

    Attributes:
        base: Values; NaN for a rate of 0 of 0, which takes part as the other side's.
        actual: Likewise.
        contribution: Part of the KGI's gap, in the KGI's unit.
        elasticity: Percent of the KGI now per percent of the metric.
        is_leaf: Where the tree ends; leaves sum to the gap of the tree's two values.
        is_shapley: Where LMDI is not defined.
    """

    base: FloatArray
    actual: FloatArray
    contribution: FloatArray
    elasticity: FloatArray
    is_leaf: BoolArray
    is_shapley: BoolArray


def explain(shape: Shape, base: Side, actual: Side) -> Explained:
    """Trace the gap of every case.

    Args:
        shape: The tree.
        base: What is compared with.
        actual: What came to be.
    """
    before, after = lmdi.neutral(base.value, actual.value, no_base=base.is_empty, no_actual=actual.is_empty)
    is_open = _open(shape, np.isfinite(before) & np.isfinite(after))
    found = Explained(
        base=np.where(base.is_empty, np.nan, before),
        actual=np.where(actual.is_empty, np.nan, after),
        contribution=np.full(before.shape, np.nan),
        elasticity=np.full(before.shape, np.nan),
        is_leaf=np.zeros(before.shape, dtype=np.bool_),
        is_shapley=np.zeros(before.shape, dtype=np.bool_),
    )
    followed = pd.DataFrame(is_open).rename(columns=str)
    each = Combinations.of(followed, followed.columns.tolist())
    for number, case in enumerate(each.first.tolist()):
        cases = np.flatnonzero(each.codes == number)
        _fill(found, (before, after), cases, _pruned(shape, is_open[case]))
    return found


def _open(shape: Shape, is_known: BoolArray) -> BoolArray:
    """For each case and relation, whether the tree is followed through it."""
    is_reached = np.zeros(is_known.shape, dtype=np.bool_)
    is_reached[:, 0] = True
    found = np.zeros((len(is_known), len(shape.relations)), dtype=np.bool_)
    for place, (result, parts) in enumerate(shape.relations):
        found[:, place] = is_reached[:, result] & is_known[:, list(parts)].all(axis=1)
        for part in parts:
            is_reached[:, part] |= found[:, place]
    return found


def _pruned(shape: Shape, is_open: BoolArray) -> FormulaTree:
    relations = {
        name: relation
        for (name, relation), stays in zip(shape.tree.relations.items(), is_open, strict=True)
        if stays
    }
    reached = dict.fromkeys([shape.tree.root])
    for relation in relations.values():
        reached |= dict.fromkeys(relation.parts)
    leaves = tuple(name for name in reached if name not in relations)
    return FormulaTree(root=shape.tree.root, relations=relations, leaves=leaves)


def _fill(
    found: Explained,
    sides: tuple[FloatArray, FloatArray],
    cases: np.ndarray[tuple[int], np.dtype[np.int64]],
    tree: FormulaTree,
) -> None:
    base, actual = ({leaf: side[cases, int(leaf)] for leaf in tree.leaves} for side in sides)
    effects, powers = chain.attribute(tree, base, actual), elasticity.elasticities(tree, actual)
    for name, effect in effects.items():
        found.contribution[cases, int(name)] = effect.contribution
        found.elasticity[cases, int(name)] = powers[name]
        found.is_shapley[cases, int(name)] = effect.is_shapley
    for leaf in tree.leaves:
        found.is_leaf[cases, int(leaf)] = True
