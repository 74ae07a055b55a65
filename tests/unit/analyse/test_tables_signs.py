"""Where fewer are better a harmful rise is no gain: signs of evidence, lift and lanes follow the formula."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, tables
from drawn import sample_loaded
from goalbook.analyse import run

COMPLAINTS = {
    "complaints": a_metric(direction="down", formula="deliveries × rate", per="month", target="20"),
    "deliveries": a_metric(per="month", target="1,000"),
    "rate": a_metric(kind="rate", of="complaints / deliveries", target="2%"),
}
PROFIT = {
    "profit": a_metric(kind="amount", formula="revenue - cost", per="month", target="400"),
    "revenue": a_metric(kind="amount", per="month", target="1,000"),
    "cost": a_metric(kind="amount", per="month", target="600"),
}


def november(table: str, metrics: dict[str, Any], *numbers: int) -> dict[str, Any]:
    names = [name for name in metrics if metrics[name]["kind"] != "rate"]
    rows = [f"2026-11-30,{name},{number}" for name, number in zip(names, numbers, strict=True)]
    book = a_handbook(a_team(a_cycle(metrics=metrics, kgi=names[0]), logs=[a_log(*rows)]))
    found = tables(book, table).rows(table, "team")
    return {row.factor: row for row in found if row.period == "month" and row.first == date(2026, 11, 1)}


def test_a_rate_of_complaints_above_plan_is_what_to_act_on() -> None:
    evidence = november("evidence", COMPLAINTS, 40, 1000)
    lanes = november("lanes", COMPLAINTS, 40, 1000)

    assert evidence["rate"].direction == "down"
    assert evidence["rate"].p_worse > 0.99
    assert evidence["rate"].lift == pytest.approx(20)  # complaints fewer, were the rate at its plan
    assert (lanes["rate"].lane, lanes["rate"].contribution) == ("act", pytest.approx(20))
    assert lanes["rate"].misses is None  # deliveries without a complaint did not fail to go on


def test_a_rate_of_complaints_below_plan_is_better_and_nothing_to_act_on() -> None:
    lanes = november("lanes", COMPLAINTS, 8, 1000)

    assert {name: row.lane for name, row in lanes.items()} == {"rate": "above"}
    assert lanes["rate"].level == "none"


def test_more_deliveries_bring_more_complaints() -> None:
    found = november("contributions", COMPLAINTS, 30, 1500)

    assert found["deliveries"].contribution == pytest.approx(10)
    assert found["deliveries"].is_drag
    assert november("evidence", COMPLAINTS, 30, 1500)["deliveries"].lift == pytest.approx(10)


def test_where_the_author_says_otherwise_the_effect_stays_the_formulas() -> None:
    metrics = {**COMPLAINTS, "deliveries": a_metric(per="month", target="1,000", direction="up")}

    assert november("evidence", metrics, 30, 1500)["deliveries"].direction == "down"
    assert november("evidence", metrics, 30, 1500)["deliveries"].lift == pytest.approx(10)
    assert november("contributions", metrics, 30, 1500)["deliveries"].is_drag


@pytest.mark.parametrize(("cost", "lift", "is_drag"), [(700, 100, True), (500, 0, False), (1_090, 490, True)])
def test_a_cost_above_its_plan_lowers_the_profit(cost: int, lift: int, *, is_drag: bool) -> None:
    evidence = november("evidence", PROFIT, 1000 - cost, 1000, cost)["cost"]
    part = november("contributions", PROFIT, 1000 - cost, 1000, cost)["cost"]

    assert evidence.direction == "down"
    assert evidence.lift == pytest.approx(lift)  # its own amount, also at a loss
    assert part.contribution == pytest.approx(600 - cost)
    assert part.is_drag is is_drag


def test_the_emergency_department_counts_breaches_as_harm() -> None:
    found = run.build(sample_loaded().handbook, date(2026, 11, 30), ("factors", "evidence"))
    sides = {row.factor: (row.direction, row.effect) for row in found.rows("factors", "emergency")}
    march = [
        row
        for row in found.rows("evidence", "emergency")
        if row.period == "month" and row.first == date(2019, 3, 1)
    ]

    assert sides == {
        "breach_rate": ("down", "down"),
        "breaches": ("down", "down"),
        "attendances": ("up", "up"),
    }
    assert [(row.factor, row.level, row.level_better) for row in march] == [("breach_rate", "strong", "none")]
