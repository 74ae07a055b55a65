"""By how many percent a root moves when one metric moves by one percent.

``eps = (dV/dx) (x/V)``: 1 for a factor of a product and for a numerator, -1 for a denominator, its share of
the parent for a part of a sum; multiplied along the way, summed over ways. In a pure funnel every factor has
1: elasticity alone cannot rank the steps, headroom does (`goalbook.analyse.lift`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse.arrays import FloatArray
from goalbook.analyse.formula_tree import FormulaTree
from goalbook.analyse.plan import Relation
from goalbook.model.values import Operator


def elasticities(tree: FormulaTree, leaves: Mapping[str, ArrayLike]) -> dict[str, FloatArray]:
    """Every metric's elasticity of the root, without unit.

    Args:
        tree: What the root is made of.
        leaves: Leaf to its value, arrays of one shape.

    Returns:
        Metric to elasticity, parents before parts; NaN below a sum that is 0 or unknown.
    """
    values = tree.values(leaves)
    found = {metric: np.zeros(value.shape) for metric, value in values.items()}
    found[tree.root] = np.ones(values[tree.root].shape)
    for metric, relation in tree.relations.items():
        for part, share in zip(relation.parts, _of_parts(relation, values), strict=True):
            found[part] = found[part] + found[metric] * share
    return {metric: found[metric] for metric in (*tree.relations, *tree.leaves)}


def _of_parts(relation: Relation, values: Mapping[str, FloatArray]) -> list[FloatArray]:
    if relation.operator is Operator.PRODUCT:
        return [np.ones(values[part].shape) for part in relation.parts]
    if relation.operator is Operator.QUOTIENT:
        return [np.full(values[relation.parts[0]].shape, sign) for sign in (1.0, -1.0)]
    is_sum = relation.operator is Operator.SUM
    signs = [1.0 if is_sum or place == 0 else -1.0 for place in range(len(relation.parts))]
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = np.where(values[relation.result] == 0, np.nan, values[relation.result])
        return [sign * values[part] / whole for sign, part in zip(signs, relation.parts, strict=True)]
