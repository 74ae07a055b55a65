"""The pace of a running month: expected by now, needed a day, where it will end (method: pace)."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
import pytest

import builders
from goalbook.analyse import chance

ON_THE_18TH = date(2026, 11, 18)
ROWS = ("2026-11-06,appointments,9", "2026-11-13,appointments,10", "2026-11-18,appointments,8")


def pace(*rows: str, today: date = ON_THE_18TH, **metric: Any) -> Any:
    """The pace in the day's month of one count with a target of 60 a month."""
    fields = {"target": "60", "per": "month", **metric}
    cycle = builders.a_cycle(metrics={"appointments": builders.a_metric(**fields)})
    book = builders.a_handbook(builders.a_team(cycle, logs=[builders.a_log(*rows)]))
    found = builders.table(book, "pace", today)
    months = found[(found["period"] == "month") & (found["last"].dt.month == today.month)]
    (row,) = months.itertuples(index=False)
    return row


def test_worked_example_on_day_12_of_19() -> None:
    found = pace(*ROWS)

    assert (found.elapsed, found.remaining, found.total, found.actual) == (12, 7, 19, 27)
    assert (found.expected, found.gap) == pytest.approx((37.894737, -10.894737), abs=5e-7)
    assert (found.rate_required, found.rate_now) == pytest.approx((4.714286, 2.25), abs=5e-7)
    assert found.run_rate == 42.75
    assert found.actual / found.expected == pytest.approx(0.7125)


def test_worked_forecast_of_the_same_month() -> None:
    found = pace(*ROWS, target="50")

    assert (found.method, found.n) == ("gamma-poisson", 27)
    assert found.mean == pytest.approx(43.041667, abs=5e-7)
    assert (found.low, found.median, found.high) == (37, 43, 50)
    assert found.p_hit == pytest.approx(0.105584, abs=5e-7)
    assert found.state == "unlikely"


def test_what_is_reached_needs_nothing_more() -> None:
    found = pace(*ROWS, target="20")

    assert (found.rate_required, found.p_hit, found.is_reached) == (0, 1, True)


def test_a_weekend_before_the_end_leaves_nothing_to_catch_up_with() -> None:
    rows = [f"2027-01-{day:02},appointments,10" for day in (8, 15, 22, 29)]
    found = pace(*rows, today=date(2027, 1, 30))

    assert (found.remaining, found.p_hit, found.method) == (0, 0, "known")
    assert pd.isna(found.rate_required)


@pytest.mark.parametrize(("target", "share"), [(6, 0.45), (15, 0.36), (60, 0.20)])
def test_attainment_falls_below_nine_tenths_by_chance_alone(target: int, share: float) -> None:
    """Why no page colours by attainment: a count exactly on plan."""
    worst = -(-9 * target // 10) - 1
    found = chance.p_as_bad("poisson", worst, float("nan"), target, is_more_worse=False)

    assert float(found) == pytest.approx(share, abs=5e-3)


def test_a_win_rate_on_30_trials_falls_below_nine_tenths_by_chance_alone() -> None:
    found = chance.p_as_bad("binomial", 5, 30, 0.2, is_more_worse=False)

    assert float(found) == pytest.approx(0.43, abs=5e-3)


def test_15_appointments_at_15_percent_give_no_contract_in_a_twelfth_of_months() -> None:
    assert float(chance.p_as_bad("binomial", 0, 15, 0.15, is_more_worse=False)) == pytest.approx(
        0.08735, abs=5e-6
    )


@pytest.mark.parametrize(("direction", "p_hit"), [("up", 1.0), ("down", 0.0)])
def test_a_target_that_few_large_deals_passed_stays_passed(direction: str, p_hit: float) -> None:
    """Three deals in seven weeks are too few to draw from; what was passed needs no drawing."""
    amounts = {"10-02": 0, "10-09": 9e5, "10-16": 0, "10-23": 0, "10-30": 0, "11-06": 16e5, "11-13": 9e5}
    rows = [f"2026-{day},appointments,{amount:.0f}" for day, amount in amounts.items()]

    found = pace(*rows, kind="amount", target="2400000", direction=direction)

    assert math.isnan(found.mean)
    assert found.p_hit == p_hit


CHANGE = {"date": "2026-08-01", "what": "sales", "why": "Without tax from now on"}


@pytest.mark.parametrize(
    ("before", "changes", "method", "n"),
    [
        (None, [], "none", 2),  # two deals are too few to draw from
        ({}, [], "resampled", 11),  # a team need not begin anew with each cycle
        ({"unit": "man"}, [], "none", 2),  # what it meant then is not what it means now
        ({}, [CHANGE], "none", 2),
        ({"cadence": "month"}, [], "none", 2),  # months tell nothing of weeks
    ],
)
def test_few_large_deals_are_told_by_cycles_before_in_which_they_meant_the_same(
    before: dict[str, str] | None, changes: list[Any], method: str, n: int
) -> None:
    metric = {"kind": "amount", "target": "2400000", "per": "month", "unit": "yen"}
    weeks = pd.date_range("2026-04-03", "2026-11-13", freq="7D")
    rows = [
        f"{day:%Y-%m-%d},sales,{5e5 + 1e5 * at if at % 3 == 0 else 0:.0f}" for at, day in enumerate(weeks)
    ]
    cycles = [builders.a_cycle("h2", metrics={"sales": builders.a_metric(**metric)})]
    if before is not None:
        known = {"sales": builders.a_metric(**metric | before)}
        cycles.insert(0, builders.a_cycle("h1", metrics=known, changes=changes))
    team = builders.a_team(*cycles, logs=[builders.a_log(*rows)])

    found = builders.table(builders.a_handbook(team), "pace", date(2026, 11, 18))
    (row,) = found[(found["period"] == "month") & (found["cycle"] == "h2")].itertuples(index=False)

    assert (row.method, row.n) == (method, n)
    assert math.isnan(row.mean) == (method == "none")
