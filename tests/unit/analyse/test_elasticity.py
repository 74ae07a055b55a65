"""Elasticity: 1 in a funnel, a part's share in a sum, -1 for a denominator."""

from __future__ import annotations

import numpy as np
import pytest

from goalbook.analyse.elasticity import elasticities
from goalbook.analyse.formula_tree import FormulaTree
from goalbook.analyse.plan import Relation
from goalbook.model.values import Operator


def rel(result: str, operator: Operator, *parts: str) -> Relation:
    return Relation(result=result, operator=operator, parts=parts, owner=result)


REVENUE = FormulaTree.of(
    "revenue",
    [
        rel("revenue", Operator.SUM, "new", "existing"),
        rel("new", Operator.PRODUCT, "contracts", "deal"),
    ],
)


def test_new_contracts_move_three_fifths_of_revenue() -> None:
    found = elasticities(REVENUE, {"contracts": 6, "deal": 500_000, "existing": 2_000_000})

    assert {metric: float(value) for metric, value in found.items()} == pytest.approx(
        {"revenue": 1, "new": 0.6, "contracts": 0.6, "deal": 0.6, "existing": 0.4}
    )


def test_denominators_and_subtracted_parts_pull_down() -> None:
    tree = FormulaTree.of(
        "margin",
        [
            rel("margin", Operator.QUOTIENT, "profit", "sales"),
            rel("profit", Operator.DIFFERENCE, "income", "cost"),
        ],
    )

    found = elasticities(tree, {"income": 100, "cost": 60, "sales": 200})

    assert {m: float(found[m]) for m in ("income", "cost", "sales")} == pytest.approx(
        {"income": 2.5, "cost": -1.5, "sales": -1}
    )


def test_a_sum_of_0_or_unknown_has_none() -> None:
    found = elasticities(REVENUE, {"contracts": [0, 6], "deal": [5, 5], "existing": [0, np.nan]})

    assert np.isnan(found["contracts"]).all()


def test_it_is_what_a_small_change_does() -> None:
    leaves = {"contracts": 6.0, "deal": 500_000.0, "existing": 2_000_000.0}
    found = elasticities(REVENUE, leaves)
    before = REVENUE.values(leaves)["revenue"]

    for leaf in REVENUE.leaves:
        after = REVENUE.values({**leaves, leaf: leaves[leaf] * 1.000001})["revenue"]
        assert (after / before - 1) / 1e-6 == pytest.approx(float(found[leaf]), rel=1e-5)
