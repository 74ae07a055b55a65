"""Key results: which days, which figure, which score; the worked numbers of the method."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import TODAY, a_cycle, a_handbook, a_key_result, a_log, a_metric, a_team, tables

RATE = {"won": a_metric(), "asks": a_metric(), "rate": a_metric(kind="rate", of="won / asks", target="20%")}
SALES = {"sales": a_metric(kind="amount", target="2,400,000", per="month")}
MEMBERS = "date,metric,value,member"
MONTHS = (1_980_000, 1_890_000, 2_150_000, 2_210_000, 1_960_000, 2_332_000)
HALF = [f"2026-{month:02}-15,sales,{value}" for month, value in enumerate(MONTHS, start=4)]
RUNNING = ["2026-10-15,sales,2460000", "2026-11-15,sales,1680000"]


def standing(
    key_result: dict[str, Any],
    *rows: str,
    metrics: dict[str, Any] | None = None,
    today: date = TODAY,
    columns: str = "date,metric,value",
    members: tuple[str, ...] = ("ito", "sato"),
) -> Any:
    """The one key result's row; both half years have the same metrics."""
    known = metrics or {"calls": a_metric()}
    team = a_team(
        a_cycle("h1", metrics=known),
        a_cycle("h2", metrics=known, key_results={"kr1": key_result}),
        logs=[a_log(*rows, columns=columns)],
        members=members,
    )
    [row] = tables(a_handbook(team), "key-results", today=today).rows("key-results", "team")
    return row


def test_a_key_result_per_month_is_scored_on_the_last_month_from_its_baseline() -> None:
    given = a_key_result(per="month", baseline="400", target="460")
    row = standing(given, "2026-10-20,calls,460", "2026-11-10,calls,430")

    assert (row.first, row.last, row.per) == (date(2026, 11, 1), date(2026, 11, 30), "month")
    assert (row.baseline, row.target, row.current) == (400, 460, 430)
    assert (row.raw, row.score, row.state, row.reached, row.heads) == (0.5, 0.5, "scored", 0, 1)


def test_until_the_first_month_is_over_it_runs_without_a_score() -> None:
    given = a_key_result(per="month", baseline="400", target="460")
    row = standing(given, "2026-09-20,calls,470", "2026-10-10,calls,30", today=date(2026, 10, 15))

    assert (row.current, row.raw, row.score, row.state, row.is_complete) == (30, None, None, "running", False)


def test_lower_is_better_with_the_same_formula() -> None:
    metrics = {"calls": a_metric(direction="down")}
    row = standing(
        a_key_result(per="month", baseline="10", target="4"), "2026-11-10,calls,7", metrics=metrics
    )

    assert (row.score, row.reached) == (0.5, 0)
    met = standing(
        a_key_result(per="month", baseline="10", target="4"), "2026-11-10,calls,4", metrics=metrics
    )
    assert met.reached == 1


def test_a_rate_over_a_rolling_month() -> None:
    given = a_key_result(metric="rate", over="1 month", baseline="22%", target="30%")
    row = standing(given, "2026-11-10,won,50", "2026-11-10,asks,190", metrics=RATE)

    assert (row.numerator, row.denominator, row.per) == (50, 190, "window")
    assert row.score == pytest.approx(0.539474, abs=1e-6)


def test_a_rolling_window_is_pooled_and_reaches_into_the_cycle_before() -> None:
    given = a_key_result(metric="rate", over="3 months", baseline="12%", target="15%")
    rows = ["2026-08-10,won,9", "2026-08-10,asks,9"]
    for month, won, asks in ((9, 4, 33), (10, 5, 30), (11, 4, 27)):
        rows += [f"2026-{month:02}-10,won,{won}", f"2026-{month:02}-10,asks,{asks}"]
    row = standing(given, *rows, metrics=RATE)

    assert (row.first, row.last, row.is_complete) == (date(2026, 9, 1), date(2026, 11, 30), True)
    assert (row.numerator, row.denominator, row.current) == (13, 90, 13 / 90)
    assert row.state == "scored"


def test_a_window_finds_the_metric_under_its_earlier_id() -> None:
    old = a_cycle("h1", metrics={"dials": a_metric()})
    new = a_cycle(
        "h2",
        metrics={"calls": a_metric(was="dials")},
        key_results={"kr1": a_key_result(over="3 months", baseline="0", target="60")},
    )
    log = a_log("2026-09-10,dials,10", "2026-10-10,dials,10", "2026-11-10,calls,10")
    [row] = tables(a_handbook(a_team(old, new, logs=[log])), "key-results").rows("key-results", "team")

    assert (row.current, row.score, row.first) == (30, 0.5, date(2026, 9, 1))


def test_a_window_longer_than_the_team_has_had_goals_has_no_score_of_its_sum() -> None:
    team = a_team(
        a_cycle(key_results={"kr1": a_key_result(over="3 months", baseline="0", target="60")}),
        logs=[a_log("2026-10-10,calls,10", "2026-11-10,calls,10")],
    )
    [row] = tables(a_handbook(team), "key-results").rows("key-results", "team")

    assert (row.first, row.current, row.score, row.state) == (date(2026, 10, 1), 20, None, "running")


def test_a_count_per_cycle_starts_at_0() -> None:
    row = standing(
        a_key_result(target="60"), "2026-10-10,calls,10", "2026-11-10,calls,17", "2026-09-01,calls,99"
    )

    assert (row.baseline, row.current, row.score, row.state, row.per) == (0, 27, 0.45, "running", "cycle")
    assert (
        standing(a_key_result(target="60"), "2026-10-10,calls,60", today=date(2027, 4, 1)).state == "scored"
    )


def test_without_a_target_of_its_own_the_plan_holds() -> None:
    row = standing(a_key_result(metric="sales"), *RUNNING, metrics=SALES)

    assert (row.target, row.current) == (14_400_000, 4_140_000)
    for fields, target in (
        ({"per": "month"}, 2_400_000),
        ({"per": "quarter"}, 7_200_000),
        ({"over": "3 months"}, 7_200_000),
    ):
        assert standing(a_key_result(metric="sales", **fields), *RUNNING, metrics=SALES).target == target
    assert standing(a_key_result(metric="rate"), metrics=RATE).target == 0.2


def test_growth_on_an_earlier_cycle_is_compared_per_month() -> None:
    given = a_key_result(metric="sales", per="cycle", baseline_from="h1", target="+15%")
    row = standing(given, *HALF, *RUNNING, metrics=SALES)

    assert row.per == "month"
    assert (row.baseline, row.current) == (2_087_000, 2_070_000)
    assert row.target == pytest.approx(2_400_050)
    assert row.raw == pytest.approx((2_070_000 - 2_087_000) / 313_050)
    assert (row.score, row.state, row.reached) == (0, "running", 0)


def test_at_the_end_growth_scores_like_the_sums() -> None:
    given = a_key_result(metric="sales", per="cycle", baseline_from="h1", target="+15%")
    months = ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03")
    rows = [f"{month}-15,sales,2300000" for month in months]
    row = standing(given, *HALF, *rows, metrics=SALES, today=date(2027, 3, 31))

    assert row.raw == pytest.approx((13_800_000 - 12_522_000) / (0.15 * 12_522_000))
    assert row.state == "scored"


def test_a_typed_baseline_of_a_sum_is_compared_per_month_too() -> None:
    given = a_key_result(metric="sales", per="cycle", baseline="12,522,000", target="14,400,000")
    row = standing(given, *RUNNING, metrics=SALES)

    assert (row.per, row.baseline, row.target, row.current) == ("month", 2_087_000, 2_400_000, 2_070_000)


def test_months_without_any_number_do_not_lower_the_baseline() -> None:
    given = a_key_result(metric="sales", per="cycle", baseline_from="h1", target="+15%")
    row = standing(given, *HALF[3:], *RUNNING, metrics=SALES)

    assert row.baseline == pytest.approx((2_210_000 + 1_960_000 + 2_332_000) / 3)


def test_a_running_month_counts_for_its_working_days() -> None:
    given = a_key_result(metric="sales", per="cycle", baseline_from="h1", target="+15%")
    row = standing(given, *HALF, *RUNNING, metrics=SALES, today=date(2026, 11, 15))

    assert row.current == pytest.approx(4_140_000 / (1 + 9 / 19))


def test_an_earlier_cycles_month_is_the_baseline_of_a_month() -> None:
    given = a_key_result(metric="sales", per="month", baseline_from="h1", target="+15%")
    row = standing(given, *HALF, *RUNNING, metrics=SALES)

    assert (row.baseline, row.current) == (2_087_000, 1_680_000)


def test_an_earlier_cycles_rate_is_the_baseline_of_a_rate() -> None:
    given = a_key_result(metric="rate", baseline_from="h1", target="+3pt")
    rows = ["2026-09-10,won,24", "2026-09-10,asks,200", "2026-11-10,won,27", "2026-11-10,asks,200"]
    row = standing(given, *rows, metrics=RATE)

    assert (row.baseline, row.target) == (0.12, pytest.approx(0.15))
    assert row.score == pytest.approx(0.5)


def test_a_target_for_each_member_is_held_against_the_sum_by_heads() -> None:
    given = a_key_result(each="member", per="month", baseline="11", target="15")
    counts = (("sato", 14), ("suzuki", 13), ("tanaka", 12), ("ito", 11))
    rows = [f"2026-11-10,calls,{count},{member}" for member, count in counts]
    row = standing(given, *rows, columns=MEMBERS, members=("sato", "suzuki", "tanaka", "ito"))

    assert (row.current, row.numerator, row.denominator) == (12.5, 50, 4)
    assert (row.score, row.reached, row.heads) == (0.375, 0, 4)
    met = [
        f"2026-11-10,calls,{count},{member}" for member, count in (*counts[:1], ("suzuki", 15), ("ito", 16))
    ]
    assert standing(given, *met, columns=MEMBERS, members=("sato", "suzuki", "tanaka", "ito")).reached == 2


def test_a_member_adds_up_all_days_and_segments() -> None:
    given = a_key_result(each="member", target="10")
    rows = ["2026-11-10,calls,5,sato,north", "2026-11-10,calls,5,sato,south", "2026-10-10,calls,9,ito,north"]
    row = standing(given, *rows, columns="date,metric,value,member,segment")

    assert (row.current, row.reached, row.heads) == (9.5, 1, 2)


def test_a_plan_for_the_team_is_shared_by_its_members() -> None:
    metrics = {"calls": a_metric(target="60", per="month")}
    given = a_key_result(each="member", per="month", baseline="11")
    row = standing(given, "2026-11-10,calls,50,", metrics=metrics, columns=MEMBERS)

    assert (row.target, row.current, row.score) == (30, 25, 14 / 19)


def test_a_rate_of_each_member_stays_the_teams_rate() -> None:
    given = a_key_result(metric="rate", each="member", per="month", baseline="10%", target="20%")
    rows = [
        "2026-11-10,won,1,sato",
        "2026-11-10,asks,2,sato",
        "2026-11-10,won,0,ito",
        "2026-11-10,asks,8,ito",
    ]
    row = standing(given, *rows, metrics=RATE, columns=MEMBERS)

    assert (row.current, row.reached, row.heads) == (0.1, 1, 2)


def test_a_target_that_moves_is_the_one_in_force_on_the_scored_days() -> None:
    series = [{"from": "2026-10-01", "value": "10"}, {"from": "2026-11-01", "value": "20"}]
    given = a_key_result(per="month", baseline="0", target=series)

    assert standing(given, "2026-11-10,calls,10").target == 20
    assert standing(given, "2026-10-10,calls,10", today=date(2026, 11, 29)).target == 10


def test_a_target_that_begins_later_is_none_yet() -> None:
    series = [{"from": "2026-12-01", "value": "10"}]

    assert standing(a_key_result(target=series), "2026-11-10,calls,10").state == "no-target"


def test_a_rubric_is_scored_by_its_levels() -> None:
    given = {"title": "Listen", "rubric": ["no", "asked", "said back", "understood"], "target": "3"}

    row = standing({**given, "level": "2"})
    assert (row.metric, row.current, row.target, row.state) == ("", 2, 3, "rubric")
    assert (row.score, row.reached) == (2 / 3, 0)
    assert (standing(given).current, standing(given).score, standing(given).state) == (None, None, "rubric")
    assert standing({**given, "level": "3"}).reached == 1


def test_a_band_scores_1_inside() -> None:
    metrics = {"load": a_metric(kind="level", direction="band", band=["80", "120"])}
    given = a_key_result(metric="load", per="month")

    row = standing(given, "2026-11-10,load,100", metrics=metrics)
    assert (row.score, row.reached, row.state, row.low, row.high) == (1, 1, "scored", 80, 120)
    assert standing(given, "2026-11-10,load,130", metrics=metrics).score == 0.75


def test_a_milestone_goes_from_0_to_1() -> None:
    metrics = {"launch": a_metric(kind="milestone")}

    assert standing(a_key_result(metric="launch"), metrics=metrics).state == "no-data"
    assert standing(a_key_result(metric="launch"), "2026-11-10,launch,1", metrics=metrics).score == 1


@pytest.mark.parametrize(
    ("given", "rows", "expected"),
    [
        ({"target": "60"}, [], "no-data"),
        ({"metric": "unknown", "target": "60"}, ["2026-11-10,calls,1"], "no-data"),
        ({"target": "60", "per": "month"}, ["2026-11-10,calls,1"], "no-baseline"),
        ({"target": "+15%", "baseline_from": "h1"}, ["2026-11-10,calls,1"], "no-baseline"),
        ({"target": "+15%", "baseline_from": "other"}, ["2026-11-10,calls,1"], "no-baseline"),
        ({}, ["2026-11-10,calls,1"], "no-target"),
        ({"target": "60", "per": "month", "baseline": "60"}, ["2026-11-10,calls,1"], "scored"),
    ],
)
def test_why_there_is_no_score(given: dict[str, Any], rows: list[str], expected: str) -> None:
    row = standing(a_key_result(**given), *rows)

    assert (row.state, row.score) == (expected, None)


def test_the_metrics_baseline_serves_when_it_speaks_of_the_same_period() -> None:
    monthly = {"calls": a_metric(target="60", per="month", baseline="40")}

    assert standing(a_key_result(per="month"), "2026-11-10,calls,50", metrics=monthly).baseline == 40
    assert standing(a_key_result(), "2026-11-10,calls,50", metrics=monthly).baseline == 0
    rated = {**RATE, "rate": {**RATE["rate"], "baseline": "10%"}}
    assert standing(a_key_result(metric="rate"), metrics=rated).baseline == 0.1


def test_after_its_due_day_nothing_changes() -> None:
    given = a_key_result(target="60", due="2026-11-15")
    row = standing(given, "2026-11-10,calls,30", "2026-11-20,calls,30", today=date(2027, 6, 1))

    assert (row.last, row.current, row.state) == (date(2026, 11, 15), 30, "scored")


def test_a_metric_computed_from_its_formula_is_scored_too() -> None:
    metrics = {"sales": a_metric(formula="new + old"), "new": a_metric(), "old": a_metric()}
    rows = ["2026-11-10,new,10", "2026-11-10,old,20", "2026-09-10,new,5", "2026-09-10,old,5"]

    assert standing(a_key_result(metric="sales", target="60"), *rows, metrics=metrics).score == 0.5
    growth = standing(a_key_result(metric="sales", baseline_from="h1", target="+50%"), *rows, metrics=metrics)
    assert (growth.per, growth.baseline, growth.current) == ("month", 10, 30)


def test_key_results_stand_in_the_order_of_the_file() -> None:
    cycle = a_cycle(key_results={"z": a_key_result(), "a": a_key_result(), "m": a_key_result()})
    rows = tables(a_handbook(a_team(cycle)), "key-results").rows("key-results", "team")

    assert [row.key_result for row in rows] == ["z", "a", "m"]
