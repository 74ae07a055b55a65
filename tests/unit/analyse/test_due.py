"""Which numbers are asked of whom, on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from builders import a_cycle, a_handbook, a_log, a_metric, a_team
from goalbook.analyse import due
from goalbook.model.handbook import Handbook

COLUMNS = "date,metric,value,member,segment,by"
FRIDAY = date(2026, 11, 20)


def a_book(*rows: str, metrics: dict[str, Any] | None = None, **team: Any) -> Handbook:
    cycle = a_cycle(metrics=metrics or {"calls": a_metric()}, kgi="calls", kpis={"asks": {"owner": "ito"}})
    return a_handbook(a_team(cycle, logs=[a_log(*rows, columns=COLUMNS)], **team))


def asked(book: Handbook, person: str = "sato", today: date = FRIDAY) -> list[tuple[str, str, str]]:
    """Day, metric and member of each number that is due."""
    found = due.due(book, "team", person, today)
    return [(each.day.isoformat(), each.slot.metric, each.slot.member or each.slot.segment) for each in found]


def test_a_week_is_due_on_its_last_working_day() -> None:
    book = a_book("2026-11-13,calls,5,,,sato")

    assert asked(book, today=date(2026, 11, 19)) == []
    assert due.next_day(book, "team", "sato", date(2026, 11, 19)) == FRIDAY
    assert asked(book) == [("2026-11-20", "calls", "")]


def test_a_week_that_has_a_row_on_any_day_is_not_asked_for() -> None:
    assert asked(a_book("2026-11-13,calls,5,,,sato", "2026-11-17,calls,5,,,sato")) == []


def test_a_row_without_a_value_has_reported_nothing() -> None:
    assert asked(a_book("2026-11-13,calls,5,,,sato", "2026-11-20,calls,,,,sato")) == [
        ("2026-11-20", "calls", "")
    ]


def test_a_holiday_moves_the_day_forward_and_a_missed_week_is_dated_on_its_last_working_day() -> None:
    # Thursday 31 December is closed by the company, Friday 1 January is a public holiday.
    book = a_book(
        "2026-12-18,calls,5,,,sato", calendar={"country": "JP", "closed": ["2026-12-30..2027-01-03"]}
    )

    assert asked(book, today=date(2027, 1, 4)) == [("2026-12-25", "calls", ""), ("2026-12-29", "calls", "")]


def test_only_the_latest_missed_weeks_are_asked_for() -> None:
    assert [day for day, _, _ in asked(a_book("2026-10-02,calls,5,,,sato"))] == [
        "2026-10-30", "2026-11-06", "2026-11-13", "2026-11-20",
    ]  # fmt: skip


def test_before_the_first_row_only_the_last_week_is_asked_of_the_owner() -> None:
    metrics = {"calls": a_metric(owner="sato"), "asks": a_metric(), "bids": a_metric()}

    assert asked(a_book(metrics=metrics, lead="ito"), "sato") == [("2026-11-20", "calls", "")]
    assert [metric for _, metric, _ in asked(a_book(metrics=metrics, lead="ito"), "ito")] == ["asks", "bids"]
    assert [metric for _, metric, _ in asked(a_book(metrics=metrics), "sato")] == ["calls", "bids"]


def test_whoever_recorded_last_is_asked_again_even_for_another_owner() -> None:
    book = a_book("2026-11-13,calls,5,,,sato", metrics={"calls": a_metric(owner="ito")})

    assert asked(book, "sato") == [("2026-11-20", "calls", "")]
    assert asked(book, "ito") == []


def test_without_a_writer_the_member_of_the_row_is_asked() -> None:
    book = a_book("2026-11-13,calls,5,sato,,", "2026-11-13,calls,6,ito,,")

    assert asked(book, "sato") == [("2026-11-20", "calls", "sato")]
    assert asked(book, "ito") == [("2026-11-20", "calls", "ito")]


def test_one_person_may_record_for_all_members_and_segments() -> None:
    book = a_book(
        "2026-11-13,calls,5,sato,,ito", "2026-11-13,calls,6,ito,,ito", "2026-11-13,calls,7,,west,ito"
    )

    assert [part for _, _, part in asked(book, "ito")] == ["west", "ito", "sato"]


def test_who_has_left_and_what_was_given_up_is_not_asked_for() -> None:
    rows = ("2026-11-13,calls,5,gone,,sato", "2026-11-13,calls,5,,west,sato", "2026-10-02,calls,5,,east,sato")

    assert [part for _, _, part in asked(a_book(*rows))] == ["west"]


def test_what_a_program_writes_is_asked_of_nobody() -> None:
    assert asked(a_book("2026-11-13,calls,5,,,script")) == []


def test_computed_and_external_numbers_are_never_asked_for() -> None:
    metrics = {
        "calls": a_metric(),
        "asks": a_metric(external="true"),
        "rate": a_metric(kind="rate", of="asks / calls"),
    }

    assert [metric for _, metric, _ in asked(a_book(metrics=metrics))] == ["calls"]


def test_each_metric_has_its_own_rhythm_and_lag() -> None:
    metrics = {
        "calls": a_metric(cadence="month", lag_days="5"),
        "asks": a_metric(cadence="day", owner="sato"),
    }
    book = a_book("2026-10-30,calls,1,,,sato", "2026-11-18,asks,1,,,sato", metrics=metrics)

    assert asked(book) == [("2026-11-19", "asks", ""), ("2026-11-20", "asks", "")]
    assert ("2026-11-30", "calls", "") not in asked(book, today=date(2026, 12, 4))
    assert ("2026-11-30", "calls", "") in asked(book, today=date(2026, 12, 5))


def test_last_value_and_plan_stand_beside_the_question() -> None:
    metrics = {"calls": a_metric(target="2,500", per="month")}
    (found,) = due.due(a_book("2026-11-13,calls,540,,,sato", metrics=metrics), "team", "sato", FRIDAY)

    assert found.last == (date(2026, 11, 13), "540")
    assert found.planned is not None
    assert round(found.planned, 1) == round(2500 * 12 / 365.2425 * 7, 1)
    assert (found.span.first, found.span.last) == (date(2026, 11, 16), date(2026, 11, 22))


def test_an_earlier_name_counts() -> None:
    metrics = {"calls": a_metric(was=["phone"])}

    assert asked(a_book("2026-11-20,phone,5,,,sato", metrics=metrics)) == []


def test_nothing_is_due_before_the_cycle_begins_or_without_one() -> None:
    assert asked(a_book(), today=date(2026, 9, 30)) == []
    assert due.next_day(a_book(), "team", "sato", date(2026, 9, 30)) is None
    assert asked(a_handbook(a_team(), spans={})) == []
