"""Which numbers are asked of whom, on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team
from goalbook.analyse import due, run
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
    assert found.planned == pytest.approx(2500 * 5 / 19)  # five of November's working days in Japan
    assert (found.span.first, found.span.last) == (date(2026, 11, 16), date(2026, 11, 22))


def test_a_target_that_moves_within_the_week_is_asked_for_from_that_day_on() -> None:
    """100 a month, from Wednesday 18 November on 200: two working days of the old one, three of the new."""
    metrics = {
        "calls": a_metric(
            target=[{"from": "2026-10-01", "value": "100"}, {"from": "2026-11-18", "value": "200"}],
            per="month",
        )
    }
    (found,) = due.due(a_book("2026-11-13,calls,5,,,sato", metrics=metrics), "team", "sato", FRIDAY)

    assert found.planned == pytest.approx(100 * 2 / 19 + 200 * 3 / 19)


def test_an_earlier_name_counts() -> None:
    metrics = {"calls": a_metric(was=["phone"])}

    assert asked(a_book("2026-11-20,phone,5,,,sato", metrics=metrics)) == []


def test_nothing_is_due_before_the_cycle_begins_or_without_one() -> None:
    assert asked(a_book(), today=date(2026, 9, 30)) == []
    assert due.next_day(a_book(), "team", "sato", date(2026, 9, 30)) is None
    assert asked(a_handbook(a_team(), spans={})) == []


WEEKS = ("2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27")


def wanted(book: Handbook, today: date = FRIDAY, until: date = date(2026, 12, 4)) -> dict[str, Any]:
    """Metric and member to who is asked, and the days of what is due by then and later."""
    found = due.wanted(book, "team", today, until)
    return {
        f"{each.slot.metric} {each.slot.member}".strip(): (
            each.recorder,
            [due_.day.isoformat() for due_ in each.dues],
            [due_.day.isoformat() for due_ in each.dues if due_.since <= today],
        )
        for each in found
    }


def test_what_falls_due_later_comes_with_what_is_due() -> None:
    assert wanted(a_book("2026-11-06,calls,5,,,sato")) == {
        "calls": ("sato", ["2026-11-13", "2026-11-20", "2026-11-27", "2026-12-04"], list(WEEKS[4:6]))
    }


def test_nothing_is_wanted_beyond_the_cycle() -> None:
    last = date(2027, 3, 31)
    found = due.wanted(a_book("2027-03-26,calls,5,,,sato"), "team", date(2027, 3, 29), date(2027, 4, 20))

    assert [each.span.last for one in found for each in one.dues] == [last]


def test_what_a_table_has_seen_asks_for_the_same_as_the_log() -> None:
    rows = [f"{day},calls,{number},,,sato" for number, day in enumerate(WEEKS[:5])]
    rows += [
        f"{day},visits,{number},{who},,{who}"
        for number, day in enumerate(WEEKS[:4])
        for who in ("sato", "ito")
    ]
    metrics = {"calls": a_metric(), "visits": a_metric()}
    book = a_book(*rows, metrics=metrics)
    table = run.build(book, FRIDAY, ["recorded"]).rows("recorded", "team")
    seen: dict[due.Slot, due.Seen] = {}
    for row in table:
        each = seen.setdefault(due.Slot(row.metric, row.member, row.segment), due.Seen(begun=row.begun))
        each.add(row.date, {"value": f"{row.value:.0f}", "by": row.by})

    until = date(2026, 12, 4)
    assert due.wanted(book, "team", FRIDAY, until, seen) == due.wanted(book, "team", FRIDAY, until)


def test_the_table_keeps_the_last_row_however_old_and_the_recent_ones() -> None:
    old = [f"2026-10-{day:02},calls,1,,,sato" for day in (2, 9)]
    book = a_book(*old, "2027-01-15,asks,2,,,ito", metrics={"calls": a_metric(), "asks": a_metric()})
    rows = run.build(book, date(2027, 1, 22), ["recorded"]).rows("recorded", "team")

    assert [(row.metric, row.date, row.begun, row.by) for row in rows] == [
        ("calls", date(2026, 10, 9), date(2026, 10, 2), "sato"),
        ("asks", date(2027, 1, 15), date(2027, 1, 15), "ito"),
    ]
