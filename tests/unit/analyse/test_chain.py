"""The log-mean chain rule over mixed trees."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from goalbook.analyse import chain, lmdi
from goalbook.analyse.formula_tree import FormulaTree
from goalbook.analyse.plan import Relation
from goalbook.model.values import Operator

RATES = ("connect", "ask", "appointment", "meeting", "proposal", "win")
STEPS = ("calls", "conversations", "asks", "appointments", "meetings", "proposals", "contracts")


def rel(result: str, operator: Operator, *parts: str, owner: str = "") -> Relation:
    return Relation(result=result, operator=operator, parts=parts, owner=owner or result)


def explained(
    tree: FormulaTree, base: Mapping[str, float], actual: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    found = chain.attribute(tree, base, actual)
    return {metric: (float(effect.contribution), float(effect.gain)) for metric, effect in found.items()}


D3 = FormulaTree.of(
    "revenue",
    [
        rel("revenue", Operator.SUM, "new", "repeat"),
        rel("new", Operator.PRODUCT, "people", "new_price"),
        rel("people", Operator.SUM, "ken", "mei"),
        rel("repeat", Operator.PRODUCT, "customers", "arpu"),
    ],
)
D3_BASE = {"ken": 3, "mei": 3, "new_price": 400_000, "customers": 30, "arpu": 50_000}
D3_ACTUAL = {"ken": 1, "mei": 3, "new_price": 420_000, "customers": 32, "arpu": 47_000}


def test_mixed_tree_to_six_decimals() -> None:
    found = {metric: pair[0] for metric, pair in explained(D3, D3_BASE, D3_ACTUAL).items()}

    assert found == pytest.approx(
        {
            "revenue": -716_000,
            "new": -720_000,
            "people": -818490.008337,
            "ken": -818490.008337,
            "mei": 0,
            "new_price": 98490.008337,
            "repeat": 4000,
            "customers": 96936.801457,
            "arpu": -92936.801457,
        },
        abs=5e-7,
    )


def test_a_funnel_of_links_gives_the_flat_decomposition() -> None:
    links = [
        rel(after, Operator.PRODUCT, before, rate, owner="contracts")
        for before, after, rate in zip(STEPS[:-1], STEPS[1:], RATES, strict=True)
    ]
    tree = FormulaTree.of("revenue", [rel("revenue", Operator.PRODUCT, "contracts", "deal"), *links])
    plan = (2500, 0.40, 0.20, 0.30, 0.80, 0.625, 0.20, 400_000)
    actual = (2600, 988 / 2600, 190 / 988, 50 / 190, 42 / 50, 27 / 42, 4 / 27, 420_000)
    names = ("calls", *RATES, "deal")

    found = explained(tree, dict(zip(names, plan, strict=True)), dict(zip(names, actual, strict=True)))

    assert [found[name][0] for name in names] == pytest.approx(lmdi.contributions(plan, actual), abs=1e-6)
    # the stage that wins appointments is what its parts are together
    parts = [found[name][0] for name in RATES[:3]]
    assert found["appointments"][0] - found["calls"][0] == pytest.approx(sum(parts))
    assert sum(parts) == pytest.approx(-447215.138245, abs=1e-5)


def test_gain_shows_offsetting_parts_of_a_sum_that_did_not_move() -> None:
    found = explained(D3, D3_BASE, {**D3_BASE, "ken": 1, "mei": 5})

    assert found["people"][0] == 0
    assert found["ken"][0] == pytest.approx(-800_000)
    assert found["mei"][0] == pytest.approx(800_000)


def test_difference_and_quotient() -> None:
    tree = FormulaTree.of(
        "margin",
        [
            rel("margin", Operator.QUOTIENT, "profit", "sales"),
            rel("profit", Operator.DIFFERENCE, "income", "cost", "tax"),
        ],
    )
    base = {"income": 100, "cost": 50, "tax": 10, "sales": 200}
    actual = {"income": 120, "cost": 80, "tax": 8, "sales": 160}

    found = explained(tree, base, actual)

    assert found["margin"][0] == pytest.approx(32 / 160 - 40 / 200)
    assert found["profit"][0] + found["sales"][0] == pytest.approx(found["margin"][0])
    assert found["income"][0] + found["cost"][0] + found["tax"][0] == pytest.approx(found["profit"][0])
    assert found["cost"][0] < 0 < found["sales"][0]


@pytest.mark.parametrize("sales", [200, 200.0001])
def test_gain_of_a_denominator_at_rest_is_the_limit_of_its_gain(sales: float) -> None:
    tree = FormulaTree.of("p", [rel("p", Operator.QUOTIENT, "n", "d")])

    found = explained(tree, {"n": 40, "d": 200}, {"n": 32, "d": sales})

    assert found["d"][1] == pytest.approx(-float(lmdi.log_mean(0.16, 0.2)) / 200, rel=1e-5)


def test_first_step_at_0_takes_the_shortfall_down_the_tree() -> None:
    tree = FormulaTree.of(
        "contracts",
        [
            rel("contracts", Operator.PRODUCT, "appointments", "win"),
            rel("appointments", Operator.PRODUCT, "asks", "get"),
        ],
    )

    found = explained(tree, {"asks": 200, "get": 0.3, "win": 0.2}, {"asks": 180, "get": 0, "win": 0.2})

    assert [found[name][0] for name in ("asks", "get", "win")] == pytest.approx([0, -12, 0])


def test_negative_values_are_split_by_shapley_and_say_so() -> None:
    tree = FormulaTree.of(
        "total", [rel("total", Operator.SUM, "a", "b"), rel("a", Operator.PRODUCT, "units", "margin")]
    )

    effects = chain.attribute(tree, {"units": 10, "margin": 5, "b": 1}, {"units": 20, "margin": -2, "b": 1})

    assert float(effects["units"].contribution) == pytest.approx((20 - 10) * (5 - 2) / 2)
    assert float(effects["margin"].contribution) == pytest.approx((-2 - 5) * (10 + 20) / 2)
    assert bool(effects["units"].is_shapley)
    assert not bool(effects["b"].is_shapley)


def test_shapley_is_used_only_on_the_rows_that_need_it() -> None:
    tree = FormulaTree.of("v", [rel("v", Operator.PRODUCT, "x", "y")])

    found = chain.attribute(tree, {"x": [2, 2], "y": [3, 3]}, {"x": [4, -4], "y": [3, 3]})

    assert found["x"].is_shapley.tolist() == [False, True]
    assert found["x"].contribution == pytest.approx([6, -18])


def test_a_missing_leaf_leaves_unknown_only_what_needs_it() -> None:
    found = explained(D3, D3_BASE, {**D3_ACTUAL, "arpu": np.nan})

    assert np.isnan(found["revenue"][0])
    assert np.isnan(found["customers"][0])
    assert found["ken"][0] == pytest.approx(-818490.008337)


def test_a_divisor_of_0_leaves_the_quotient_unknown() -> None:
    tree = FormulaTree.of("p", [rel("p", Operator.QUOTIENT, "n", "d")])

    assert np.isnan(explained(tree, {"n": 4, "d": 2}, {"n": 4, "d": 0})["n"][0])


def test_a_metric_in_two_formulas_sums_what_it_does_in_each() -> None:
    tree = FormulaTree.of(
        "total",
        [
            rel("total", Operator.SUM, "a", "b"),
            rel("a", Operator.PRODUCT, "people", "x"),
            rel("b", Operator.PRODUCT, "people", "y"),
        ],
    )

    found = explained(tree, {"people": 2, "x": 3, "y": 5}, {"people": 4, "x": 3, "y": 5})

    assert found["people"] == pytest.approx((16, 8))


def test_a_loop_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="lead back"):
        FormulaTree.of("a", [rel("a", Operator.SUM, "b", "c"), rel("b", Operator.PRODUCT, "a", "d")])


def test_own_funnel_comes_before_a_link_of_a_longer_one() -> None:
    coarse = rel("appointments", Operator.PRODUCT, "calls", "call_rate", owner="contracts")
    fine = rel("appointments", Operator.PRODUCT, "asks", "ask_rate")

    assert FormulaTree.of("appointments", [coarse, fine]).leaves == ("asks", "ask_rate")
    assert FormulaTree.of("appointments", [fine, coarse]).leaves == ("asks", "ask_rate")


numbers = st.one_of(st.just(0.0), st.floats(0.01, 1e4))
leaves = st.fixed_dictionaries(dict.fromkeys(D3.leaves, numbers))


@settings(deadline=None)
@given(leaves, leaves)
def test_parts_sum_to_their_parent_and_leaves_to_the_gap(
    base: dict[str, float], actual: dict[str, float]
) -> None:
    found = explained(D3, base, actual)
    before, after = D3.values(base)["revenue"], D3.values(actual)["revenue"]
    # A gap of two large numbers has the rounding of these.
    noise = 1e-9 * (1 + sum(abs(pair[0]) for pair in found.values())) + 1e-12 * float(before + after)
    gap = float(after - before)

    for metric, relation in D3.relations.items():
        parts = sum(found[part][0] for part in relation.parts)
        # a metric at rest whose gain has no limit passes nothing on
        assert parts == pytest.approx(found[metric][0], abs=noise)
    assert sum(found[leaf][0] for leaf in D3.leaves) == pytest.approx(gap, abs=noise)


@settings(deadline=None)
@given(leaves, leaves)
def test_plan_and_actual_exchanged_change_every_sign(
    base: dict[str, float], actual: dict[str, float]
) -> None:
    there, back = explained(D3, base, actual), explained(D3, actual, base)
    noise = 1e-9 * (1 + sum(abs(pair[0]) for pair in there.values()))

    assert {m: -pair[0] for m, pair in back.items()} == pytest.approx(
        {m: pair[0] for m, pair in there.items()}, abs=noise
    )
