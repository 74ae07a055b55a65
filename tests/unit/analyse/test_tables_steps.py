from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, tables

FUNNEL = {
    "sales": a_metric(kind="amount", formula="won × price", target="2,400", per="month"),
    "price": a_metric(kind="ratio", of="sales / won", target="400"),
    "won": a_metric(funnel=["calls", "asks", "won"]),
    "asks": a_metric(funnel=["calls", "talks", "asks"]),
    "calls": a_metric(),
    "talks": a_metric(),
    "talk_rate": a_metric(kind="rate", of="talks / calls", target="50%"),
    "ask_rate": a_metric(kind="rate", of="asks / talks", target="40%"),
    "win_rate": a_metric(kind="rate", of="won / asks", target="20%"),
}
ROWS = [
    f"2026-11-{day},{metric},{value}"
    for day, values in (("03", (100, 40, 20, 5, 1500)), ("10", (60, 40, 10, 1, 500)))
    for metric, value in zip(("calls", "talks", "asks", "won", "sales"), values, strict=True)
]


def process(metrics: dict[str, Any], *rows: str, period: str = "month", **cycle: Any) -> list[Any]:
    book = a_handbook(a_team(a_cycle(metrics=metrics, **cycle), logs=[a_log(*rows)]))
    found = tables(book, "steps").rows("steps", "team")
    first = date(2026, 11, 1) if period == "month" else date(2026, 10, 1)
    return [row for row in found if row.period == period and row.first == first]


def test_the_process_from_the_first_step_to_the_kgi() -> None:
    rows = process(FUNNEL, *ROWS, kgi="sales")

    assert [(row.order, row.level, row.role, row.stage, row.step) for row in rows] == [
        (0, 1, "step", "", "calls"),
        (1, 1, "step", "", "asks"),
        (2, 2, "step", "asks", "talks"),
        (3, 2, "step", "asks", "asks"),
        (4, 1, "step", "", "won"),
        (5, 1, "factor", "", "price"),
        (6, 1, "kgi", "", "sales"),
    ]


def test_counts_and_plans() -> None:
    rows = {row.order: row for row in process(FUNNEL, *ROWS, kgi="sales")}

    assert [rows[order].count for order in range(7)] == [160, 30, 80, 30, 6, 2000 / 6, 2000]
    assert [rows[order].count_plan for order in range(7)] == [150, 30, 75, 30, 6, 400, 2400]


def test_declared_rates_and_the_derived_one_of_a_stage() -> None:
    rows = process(FUNNEL, *ROWS, kgi="sales")
    found = {(row.step, row.level): row for row in rows}

    win, stage = found["won", 1], found["asks", 1]
    assert (win.rate_metric, win.rate, win.rate_plan, win.rate_k, win.rate_n) == ("win_rate", 0.2, 0.2, 6, 30)
    assert (stage.rate_metric, stage.numerator, stage.denominator) == ("", "asks", "calls")
    assert (stage.rate, stage.rate_plan, stage.rate_k, stage.rate_n) == (30 / 160, 0.2, 30, 160)
    assert (found["calls", 1].rate, found["calls", 1].rate_plan) == (None, None)


def test_a_factor_that_is_a_ratio_shows_its_fraction() -> None:
    price = process(FUNNEL, *ROWS, kgi="sales")[5]

    assert (price.numerator, price.denominator, price.rate_k, price.rate_n) == ("sales", "won", 2000, 6)
    assert (price.rate, price.rate_metric) == (None, "")


def test_the_derived_rate_counts_only_weeks_in_which_both_were_reported() -> None:
    metrics = {"won": a_metric(funnel=["asks", "won"]), "asks": a_metric()}
    won = process(metrics, "2026-11-03,asks,10", "2026-11-03,won,2", "2026-11-10,asks,90")[1]

    assert (won.rate, won.rate_k, won.rate_n) == (0.2, 2, 10)


def test_a_step_or_its_rate_may_be_the_chosen_kpi() -> None:
    rows = process(FUNNEL, *ROWS, kgi="sales", kpis={"ask_rate": {}, "calls": {}, "price": {}})

    assert [(row.step, row.level) for row in rows if row.is_kpi] == [("calls", 1), ("asks", 2), ("price", 1)]


def test_the_cycle_so_far() -> None:
    rows = process(FUNNEL, *ROWS, period="cycle", kgi="sales")

    assert (rows[6].count, rows[6].count_plan, rows[6].count_expected) == (2000, 14_400, 4_800)
    assert not rows[6].is_complete


def test_a_kgi_that_is_a_rate_stands_alone_with_its_fraction() -> None:
    share = a_metric(kind="rate", of="late / all", direction="down", target="5%")
    metrics = {"late": a_metric(), "all": a_metric(), "share": share}
    [row] = process(metrics, "2026-11-03,late,3", "2026-11-03,all,40", kgi="share")

    assert (row.role, row.count, row.count_plan, row.rate_k, row.rate_n) == ("kgi", 0.075, 0.05, 3, 40)


def test_a_kgi_at_the_end_of_the_funnel_stands_once() -> None:
    metrics = {"won": a_metric(funnel=["asks", "won"]), "asks": a_metric()}

    assert [(row.step, row.role) for row in process(metrics, kgi="won")] == [
        ("asks", "step"),
        ("won", "step"),
    ]


def test_all_parts_of_a_sum_are_factors() -> None:
    formulas = {"sales": "new + old", "old": "shops × each"}
    metrics = {name: a_metric(formula=formula) for name, formula in formulas.items()}
    metrics |= {name: a_metric() for name in ("new", "shops", "each")}
    rows = process(metrics, kgi="sales")

    assert [row.step for row in rows] == ["new", "old", "shops", "each", "sales"]


@pytest.mark.parametrize("cycle", [{}, {"kgi": "calls"}])
def test_without_numbers_nothing_is_0(cycle: dict[str, Any]) -> None:
    for row in process({"calls": a_metric()}, **cycle):
        assert (row.count, row.count_plan, row.rate) == (None, None, None)
