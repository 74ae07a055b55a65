"""A tree of formulas in numbers: every metric's value from its leaves, parents before parts.

Trees are the plan's relations (`goalbook.analyse.plan.Relation`); values are arrays, one entry per period or
per team that shares the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse.arrays import FloatArray, floats, together
from goalbook.analyse.plan import Relation
from goalbook.model.values import Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaTree:
    """What a root is made of, each metric by one relation.

    Attributes:
        root: The metric to explain.
        relations: Metric to the relation that makes it, parents before parts; leaves have none.
        leaves: Metrics without a relation, in the order they are reached.
    """

    root: str
    relations: Mapping[str, Relation]
    leaves: tuple[str, ...]

    @classmethod
    def of(cls, root: str, relations: Iterable[Relation]) -> FormulaTree:
        """The tree below a root.

        Where a metric has several relations its own formula or funnel is taken, which is the finer one,
        before a link of a longer funnel.

        Raises:
            ValueError: The relations lead back to where they began.
        """
        chosen: dict[str, Relation] = {}
        for relation in relations:
            known = chosen.get(relation.result)
            if known is None or (known.owner != known.result and relation.owner == relation.result):
                chosen[relation.result] = relation
        order = _parents_first(root, chosen)
        return cls(
            root=root,
            relations={metric: chosen[metric] for metric in order if metric in chosen},
            leaves=tuple(metric for metric in order if metric not in chosen),
        )

    def values(self, leaves: Mapping[str, ArrayLike]) -> dict[str, FloatArray]:
        """Every metric's value from its leaves, all of one shape; NaN for a missing leaf or a divisor of 0.

        Raises:
            KeyError: A leaf has no value.
        """
        given = together(*(leaves[leaf] for leaf in self.leaves))
        found = dict(zip(self.leaves, given, strict=True))
        for metric in reversed(tuple(self.relations)):
            relation = self.relations[metric]
            found[metric] = combined(relation.operator, [found[part] for part in relation.parts])
        return found


def combined(operator: Operator, parts: list[FloatArray]) -> FloatArray:
    """A formula's value; NaN where the divisor is 0."""
    if operator is Operator.PRODUCT:
        return floats(np.prod(parts, axis=0))
    if operator is Operator.SUM:
        return floats(np.sum(parts, axis=0))
    if operator is Operator.DIFFERENCE:
        return floats(parts[0] - np.sum(parts[1:], axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(parts[1] == 0, np.nan, parts[0] / parts[1])


def _parents_first(root: str, relations: Mapping[str, Relation]) -> tuple[str, ...]:
    below = _reached(root, relations)
    waits_for = dict.fromkeys(below, 0)
    for metric in below:
        for part in _parts(metric, relations):
            waits_for[part] += 1
    free = [root] if not waits_for[root] else []
    for metric in free:
        for part in _parts(metric, relations):
            waits_for[part] -= 1
            if not waits_for[part]:
                free.append(part)
    if len(free) < len(below):
        raise ValueError(f"the relations below {root} lead back to where they began")
    return tuple(free)


def _reached(root: str, relations: Mapping[str, Relation]) -> tuple[str, ...]:
    found = {root: None}
    waiting = [root]
    for metric in waiting:
        for part in _parts(metric, relations):
            if part not in found:
                found[part] = None
                waiting.append(part)
    return tuple(found)


def _parts(metric: str, relations: Mapping[str, Relation]) -> tuple[str, ...]:
    relation = relations.get(metric)
    return tuple(dict.fromkeys(relation.parts)) if relation else ()
