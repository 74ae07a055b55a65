from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import TODAY, a_cycle, a_handbook, a_log, a_metric, a_team, tables

COUNT = {"target": "60", "per": "month"}


def rows(metric: dict[str, Any], today: date = TODAY, span: str = "") -> dict[tuple[str, str], Any]:
    """(period, first day) to the row of the one metric."""
    spans = {"h2": span or "2026-10-01..2027-03-31"}
    book = a_handbook(a_team(a_cycle(metrics={"calls": a_metric(**metric)})), spans=spans)
    found = tables(book, "targets", today=today).rows("targets", "team")
    return {(row.period, row.first.isoformat()): row for row in found}


def test_a_monthly_target_is_added_up_to_quarter_and_cycle_and_split_to_weeks() -> None:
    found = rows(COUNT)

    assert found["month", "2026-11-01"].target == 60
    assert found["quarter", "2026-10-01"].target == 180
    assert found["cycle", "2026-10-01"].target == 360
    assert found["week", "2026-11-02"].target == pytest.approx(60 * 4 / 19)
    assert found["week", "2026-10-26"].target == pytest.approx(60 * 5 / 21)


def test_a_quarters_target_is_split_to_its_months_by_working_days() -> None:
    found = rows({"target": "63", "per": "quarter"})

    assert [found["month", f"2026-{month}-01"].target for month in (10, 11, 12)] == [21, 19, 23]


def test_a_weekly_and_a_daily_target() -> None:
    assert rows({"target": "7", "per": "week"})["month", "2026-11-01"].target == pytest.approx(29.4)
    assert rows({"target": "2", "per": "day"})["month", "2026-11-01"].target == 60


def test_expected_is_the_part_up_to_today() -> None:
    found = rows(COUNT, today=date(2026, 11, 12))

    assert found["month", "2026-11-01"].expected == pytest.approx(60 * 8 / 19)
    assert found["month", "2026-10-01"].expected == 60
    assert found["cycle", "2026-10-01"].expected == pytest.approx(60 + 60 * 8 / 19)


def test_periods_that_have_not_begun_have_a_target_and_nothing_expected_yet() -> None:
    row = rows(COUNT)["month", "2026-12-01"]

    assert (row.target, row.expected) == (60, 0)


def test_a_part_of_a_month_in_the_cycle_is_that_part_of_the_target() -> None:
    found = rows(COUNT, span="2026-11-16..2027-03-31")

    assert found["month", "2026-11-16"].target == pytest.approx(60 * 10 / 19)
    assert found["month", "2026-12-01"].target == 60


def test_a_target_that_moves_in_mid_month_counts_day_by_day() -> None:
    series = [{"from": "2026-10-01", "value": "60"}, {"from": "2026-11-16", "value": "90"}]
    found = rows({"target": series, "per": "month"})

    assert found["month", "2026-10-01"].target == 60
    assert found["month", "2026-11-01"].target == pytest.approx((60 * 9 + 90 * 10) / 19)
    assert found["month", "2026-12-01"].target == 90
    assert found["quarter", "2026-10-01"].target == pytest.approx(150 + (60 * 9 + 90 * 10) / 19)
    running = rows({"target": series, "per": "month"}, today=date(2026, 11, 18))
    assert running["month", "2026-11-01"].expected == pytest.approx((60 * 9 + 90 * 3) / 19)


def test_of_a_rate_the_target_in_force_counts_not_an_average() -> None:
    series = [{"from": "2026-10-01", "value": "50%"}, {"from": "2026-11-16", "value": "60%"}]
    rate = {"kind": "rate", "of": "calls / calls", "target": series}

    assert rows(rate, today=date(2026, 11, 12))["month", "2026-11-01"].target == 0.5
    assert rows(rate, today=date(2026, 11, 20))["month", "2026-11-01"].target == 0.6
    assert rows(rate)["month", "2026-10-01"].target == 0.5
    assert rows(rate)["quarter", "2026-10-01"].target == 0.6
    assert rows(rate, today=date(2026, 11, 12))["month", "2026-11-01"].expected == 0.5


def test_a_period_has_no_target_while_some_of_its_days_have_none() -> None:
    found = rows({"target": [{"from": "2026-11-01", "value": "60"}], "per": "month"})

    assert ("month", "2026-10-01") not in found
    assert found["month", "2026-11-01"].target == 60
    assert ("quarter", "2026-10-01") not in found
    assert ("cycle", "2026-10-01") not in found
    assert found["quarter", "2027-01-01"].target == 180


def test_a_target_from_before_the_cycle_holds_from_its_beginning() -> None:
    series = [{"from": "2026-04-01", "value": "60"}, {"from": "2027-06-01", "value": "1"}]
    found = rows({"target": series, "per": "month"})

    assert found["cycle", "2026-10-01"].target == 360


def test_volumes_are_derived_and_say_so() -> None:
    metrics = {
        "won": a_metric(funnel=["asks", "won"], target="6", per="month"),
        "asks": a_metric(),
        "rate": a_metric(kind="rate", of="won / asks", target="20%"),
    }
    found = tables(a_handbook(a_team(a_cycle(metrics=metrics, kgi="won"))), "targets").rows("targets", "team")
    rows_ = [row for row in found if row[3:5] == ("month", date(2026, 11, 1))]
    november = {row.metric: (row.target, row.source) for row in rows_}

    assert november == {"won": (6, "typed"), "asks": (30, "derived"), "rate": (0.2, "typed")}


def test_a_band_of_a_count_is_added_up_like_a_target() -> None:
    band = {"direction": "band", "band": ["40", "80"], "per": "month"}

    assert rows(band)["quarter", "2026-10-01"][-2:] == (120, 240)
    level = rows({**band, "kind": "level"})["quarter", "2026-10-01"]
    assert (level.target, level.low, level.high) == (None, 40, 80)


def test_a_metric_without_a_target_has_none() -> None:
    assert rows({}) == {}


def test_attainment_lays_the_target_beside_the_actual() -> None:
    log = a_log("2026-10-10,calls,61", "2026-11-05,calls,27")
    book = a_handbook(a_team(a_cycle(metrics={"calls": a_metric(**COUNT)}), logs=[log]))
    found = {
        (row.period, row.first): row
        for row in tables(book, "attainment", today=date(2026, 11, 12)).rows("attainment", "team")
    }
    october, november = (found["month", date(2026, month, 1)] for month in (10, 11))

    assert (october.result, october.gap, october.is_complete) == ("met", 1, True)
    assert october.attainment == pytest.approx(61 / 60)
    assert (november.result, november.actual, november.is_complete) == ("running", 27, False)
    assert (november.gap, november.attainment) == (pytest.approx(27 - 60 * 8 / 19), 0.45)
    assert ("month", date(2026, 12, 1)) not in found
