"""The sample company: the method's worked example and the two teams with real data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goalbook.analyse import run
from goalbook.load.run import load
from goalbook.tree import WorkingTree

NEEDS = ("actuals", "by-segment", "attainment", "steps", "key-results", "freshness", "ranking")
TODAY = date(2030, 1, 1)


@pytest.fixture(scope="module")
def built() -> run.Tables:
    return run.build(load(WorkingTree(Path(__file__).parents[3])).handbook, TODAY, NEEDS)


def november(built: run.Tables) -> list[Any]:
    rows = built.rows("steps", "sales-1")
    return [row for row in rows if row.period == "month" and row.first == date(2026, 11, 1)]


def key_results(built: run.Tables, team: str, cycle: str) -> dict[str, Any]:
    return {row.key_result: row for row in built.rows("key-results", team) if row.cycle == cycle}


def test_november_of_the_worked_example(built: run.Tables) -> None:
    numbers = {row.step: (row.count, row.count_plan) for row in november(built)}

    assert numbers == {
        "calls": (2600, 2500),
        "conversations": (988, 1000),
        "asks": (190, 200),
        "appointments": (50, 60),
        "meetings": (42, 48),
        "proposals": (27, 30),
        "contracts": (4, 6),
        "average_deal": (420_000, 400_000),
        "revenue_new": (1_680_000, 2_400_000),
    }


def test_where_kpis_pay_follows_the_lanes(built: run.Tables) -> None:
    """Act on first, then find out, each by lift × min(1, P / .95): 215k and 88k; 458k and 51k."""
    rows = [row for row in built.rows("ranking", "sales-1") if row.first == date(2026, 11, 1)]
    ranked = sorted((row.rank, row.factor) for row in rows if row.period == "month" and row.rank)

    assert [factor for _, factor in ranked[:4]] == [
        "appointment_rate",
        "connect_rate",
        "win_rate",
        "ask_rate",
    ]


@pytest.mark.parametrize(
    ("rate", "k", "n", "plan"),
    [
        ("connect_rate", 988, 2600, 0.4),
        ("ask_rate", 190, 988, 0.2),
        ("appointment_rate", 50, 190, 0.3),
        ("meeting_rate", 42, 50, 0.8),
        ("proposal_rate", 27, 42, 0.625),
        ("win_rate", 4, 27, 0.2),
    ],
)
def test_rates_of_the_worked_example(built: run.Tables, rate: str, k: int, n: int, plan: float) -> None:
    [row] = [row for row in november(built) if row.rate_metric == rate]

    assert (row.rate_k, row.rate_n, row.rate, row.rate_plan) == (k, n, k / n, plan)


def test_the_stage_of_appointments_is_50_of_2600(built: run.Tables) -> None:
    [row] = [row for row in november(built) if row.step == "appointments" and row.level == 1]

    assert (row.rate_metric, row.rate, row.rate_plan) == ("", 50 / 2600, pytest.approx(0.024))


def test_revenue_of_november_and_of_the_cycle(built: run.Tables) -> None:
    rows = {
        (row.period, row.first): row
        for row in built.rows("attainment", "sales-1")
        if row.metric == "revenue_new" and row.cycle == "fy2026-h2"
    }
    month, cycle = rows["month", date(2026, 11, 1)], rows["cycle", date(2026, 10, 1)]

    assert (month.result, month.gap, month.attainment) == ("missed", -720_000, pytest.approx(0.7))
    assert (cycle.result, cycle.actual, cycle.expected) == ("running", 4_140_000, 4_800_000)
    assert [rows["month", date(2026, month, 1)].actual for month in (10, 11)] == [2_460_000, 1_680_000]


def test_months_of_the_first_half(built: run.Tables) -> None:
    months = [
        row.value
        for row in built.rows("actuals", "sales-1")
        if row[1:4] == ("fy2026-h1", "revenue_new", "month")
    ]

    assert months == [1_980_000, 1_890_000, 2_150_000, 2_210_000, 1_960_000, 2_332_000]


def test_key_results_of_sales(built: run.Tables) -> None:
    rows = key_results(built, "sales-1", "fy2026-h2")

    assert (rows["kr1"].current, rows["kr1"].score) == (12.5, 0.375)
    assert (rows["kr1"].reached, rows["kr1"].heads) == (0, 4)
    assert (rows["kr2"].first, rows["kr2"].last) == (date(2026, 9, 1), date(2026, 11, 30))
    assert rows["kr3"].score == pytest.approx((50 / 190 - 0.24) / 0.06)
    assert (rows["kr4"].per, rows["kr4"].baseline, rows["kr4"].current) == ("month", 2_087_000, 2_070_000)
    assert rows["kr4"].target == pytest.approx(2_400_050)
    assert (rows["kr4"].state, rows["kr4"].score) == ("running", 0)
    assert rows["kr5"].state == "rubric"


def test_emergency_is_a_ratio_of_sums_and_no_mean_of_ratios(built: run.Tables) -> None:
    years = [row for row in built.rows("actuals", "emergency") if row[2:4] == ("breach_rate", "cycle")]
    numerator, denominator = sum(row.numerator for row in years), sum(row.denominator for row in years)

    assert len(years) == 3
    assert round(numerator / denominator, 6) == 0.115181
    for year in years:
        assert year.value == year.numerator / year.denominator
    segments = [row for row in built.rows("by-segment", "emergency") if row[2:4] == ("breach_rate", "cycle")]
    assert sum(row.numerator for row in segments) == numerator
    assert len(segments) == 9


def test_lower_is_better_on_emergency(built: run.Tables) -> None:
    [year] = [
        row for row in built.rows("attainment", "emergency") if row[1:4] == ("fy2018", "breach_rate", "cycle")
    ]

    assert (year.result, year.target) == ("missed", 0.05)
    assert year.attainment == pytest.approx(0.05 / year.actual)
    assert key_results(built, "emergency", "fy2018")["kr1"].raw < 0


def test_monthly_numbers_have_no_weeks(built: run.Tables) -> None:
    assert {row.period for row in built.rows("actuals", "emergency")} == {"month", "quarter", "cycle"}


def test_the_pipelines_last_quarter(built: run.Tables) -> None:
    rows = key_results(built, "pipeline", "cy2017")

    assert (rows["kr1"].first, rows["kr1"].last) == (date(2017, 10, 1), date(2017, 12, 31))
    assert rows["kr1"].per == "quarter"
    assert rows["kr2"].current == rows["kr2"].numerator / rows["kr2"].denominator
    assert rows["kr3"].numerator == rows["kr1"].current


def test_each_team_is_fresh_as_of_its_own_day(built: run.Tables) -> None:
    teams = ("company", "emergency", "pipeline", "sales-1")
    found = {team: built.rows("freshness", team)[0] for team in teams}

    assert {team: row.as_of for team, row in found.items()} == {
        "company": date(2026, 11, 30),
        "emergency": date(2019, 3, 31),
        "pipeline": date(2017, 12, 31),
        "sales-1": date(2026, 11, 30),
    }
    assert found["company"].last_row is None
