"""KGI trees of the same shape, so that one calculation serves all teams that share it.

Metrics are numbered from the KGI down; two teams whose formulas look alike share a shape, whatever their
metrics are called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import layout, lines
from goalbook.analyse.arrays import BoolArray, IntArray
from goalbook.analyse.formula_tree import FormulaTree
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.plan import Relation
from goalbook.model.values import Operator

_LINEAR: Final = {Operator.SUM, Operator.DIFFERENCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A tree whose metrics are numbers, and the cycles that have it.

    Attributes:
        tree: Metrics are ``"0"`` (the KGI), ``"1"``, ...
        relations: Number of the result and numbers of the parts, parents before parts.
        is_linear: Per number, whether only sums and differences lead to it.
        cycles: Rows of the table ``cycles``.
        factors: Per cycle and number the row of the table ``factors``.
    """

    tree: FormulaTree
    relations: tuple[tuple[int, tuple[int, ...]], ...]
    is_linear: BoolArray
    cycles: IntArray
    factors: IntArray


def shapes(inputs: Inputs, factors: pd.DataFrame) -> tuple[Shape, ...]:
    """The shapes of all cycles that have a KGI.

    Args:
        inputs: The handbook.
        factors: The table ``factors``.
    """
    keys = zip(factors["cycle_row"].tolist(), factors["factor"].tolist(), strict=True)
    rows = {key: row for row, key in enumerate(keys)}
    trees: dict[tuple[Any, ...], FormulaTree] = {}
    signed: dict[int, tuple[FormulaTree, tuple[Any, ...]]] = {}
    found: defaultdict[tuple[Any, ...], list[tuple[int, list[int]]]] = defaultdict(list)
    for place, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs)):
        tree = lines.tree_of(cycle)
        if tree is None:
            continue
        names = (*tree.relations, *tree.leaves)
        if id(tree) not in signed:  # cycles that are made alike share one tree
            number = {name: str(position) for position, name in enumerate(names)}
            signed[id(tree)] = tree, _signature(tree, number)
            trees.setdefault(signed[id(tree)][1], _numbered(tree, number))
        found[signed[id(tree)][1]].append((place, [rows[place, name] for name in names]))
    return tuple(_shape(trees[signature], held) for signature, held in found.items())


def _signature(tree: FormulaTree, number: Mapping[str, str]) -> tuple[Any, ...]:
    relations = tuple(
        (number[name], relation.operator.value, *(number[part] for part in relation.parts))
        for name, relation in tree.relations.items()
    )
    return (len(number), *relations)


def _numbered(tree: FormulaTree, number: Mapping[str, str]) -> FormulaTree:
    relations = {
        number[name]: Relation(
            result=number[name],
            operator=relation.operator,
            parts=tuple(number[part] for part in relation.parts),
            owner=number[name],
        )
        for name, relation in tree.relations.items()
    }
    return FormulaTree(
        root=number[tree.root], relations=relations, leaves=tuple(number[leaf] for leaf in tree.leaves)
    )


def _shape(tree: FormulaTree, held: list[tuple[int, list[int]]]) -> Shape:
    size = len(tree.relations) + len(tree.leaves)
    is_linear = np.ones(size, dtype=np.bool_)
    for name, relation in tree.relations.items():
        for part in relation.parts:
            is_linear[int(part)] &= is_linear[int(name)] and relation.operator in _LINEAR
    return Shape(
        tree=tree,
        relations=tuple(
            (int(name), tuple(int(part) for part in relation.parts))
            for name, relation in tree.relations.items()
        ),
        is_linear=is_linear,
        cycles=np.array([cycle for cycle, _ in held], dtype=np.int64),
        factors=np.array([rows for _, rows in held], dtype=np.int64),
    )
