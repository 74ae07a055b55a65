from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import a_key_result
from goalbook.analyse import scoring, windows
from goalbook.analyse.periods import Ruler
from goalbook.analyse.windows import Scored, Wait
from goalbook.model.objective import KeyResult
from goalbook.model.values import Span

HALF = Ruler(span=Span(date(2026, 10, 1), date(2027, 3, 31)), year_starts=4)


def scored(as_of: str, **fields: Any) -> Scored:
    key_result = KeyResult.model_validate(a_key_result(**fields))
    return windows.scored(key_result, HALF, date.fromisoformat(as_of))


def days(as_of: str, **fields: Any) -> str:
    found = scored(as_of, **fields)
    state = "over" if found.is_complete else "running"
    return f"{found.days.first}..{found.days.last} {found.per} {state}"


@pytest.mark.parametrize(
    ("as_of", "fields", "expected"),
    [
        ("2026-11-30", {"per": "month"}, "2026-11-01..2026-11-30 month over"),
        ("2026-11-29", {"per": "month"}, "2026-10-01..2026-10-31 month over"),
        ("2026-10-15", {"per": "month"}, "2026-10-01..2026-10-15 month running"),
        ("2026-12-31", {"per": "quarter"}, "2026-10-01..2026-12-31 quarter over"),
        ("2026-10-10", {"per": "week"}, "2026-10-05..2026-10-10 week running"),
        ("2026-10-12", {"per": "week"}, "2026-10-05..2026-10-11 week over"),
        ("2026-10-03", {"per": "day"}, "2026-10-03..2026-10-03 day over"),
        ("2027-08-01", {"per": "week"}, "2027-03-22..2027-03-28 week over"),
        ("2027-08-01", {"per": "month"}, "2027-03-01..2027-03-31 month over"),
        ("2026-11-30", {}, "2026-10-01..2026-11-30 cycle running"),
        ("2026-11-30", {"per": "cycle"}, "2026-10-01..2026-11-30 cycle running"),
        ("2027-03-31", {}, "2026-10-01..2027-03-31 cycle over"),
        ("2027-08-01", {"due": "2026-12-15"}, "2026-10-01..2026-12-15 cycle over"),
        ("2027-08-01", {"due": "2026-12-15", "per": "month"}, "2026-11-01..2026-11-30 month over"),
        ("2026-11-30", {"due": "2029-01-01"}, "2026-10-01..2026-11-30 cycle running"),
        ("2026-11-30", {"over": "3 months"}, "2026-09-01..2026-11-30 window over"),
        ("2026-12-30", {"over": "3 months"}, "2026-09-01..2026-11-30 window over"),
        ("2026-12-31", {"over": "3 months"}, "2026-10-01..2026-12-31 window over"),
        ("2026-10-15", {"over": "3 months"}, "2026-10-01..2026-10-15 window running"),
        ("2026-11-30", {"over": "2 weeks"}, "2026-11-16..2026-11-29 window over"),
        ("2026-12-31", {"over": "2 quarters"}, "2026-07-01..2026-12-31 window over"),
    ],
)
def test_the_days_that_count(as_of: str, fields: dict[str, Any], expected: str) -> None:
    assert days(as_of, **fields) == expected


@pytest.mark.parametrize(
    ("as_of", "fields", "is_pooled", "expected"),
    [
        # 60 days after 31 October is 30 December.
        ("2026-12-29", {"per": "month"}, True, "2026-10-01..2026-10-31 month running 2026-12-30"),
        ("2026-12-30", {"per": "month"}, True, "2026-10-01..2026-10-31 month over None"),
        ("2026-12-30", {"per": "month"}, False, "2026-10-01..2026-10-31 month over None"),
        ("2026-10-15", {"per": "month"}, True, "2026-10-01..2026-10-15 month running None"),
        ("2026-12-29", {"over": "2 months"}, True, "2026-10-01..2026-10-31 window running 2026-12-30"),
        ("2027-01-31", {"over": "2 months"}, True, "2026-10-01..2026-11-30 window over None"),
        # A rate of the cycle is taken of the cases that are closed, a count is what it is so far.
        ("2026-12-15", {}, True, "2026-10-01..2026-10-16 cycle running None"),
        ("2026-11-20", {}, True, "2026-10-01..2026-11-20 cycle running 2027-05-30"),
        ("2026-12-15", {}, False, "2026-10-01..2026-12-15 cycle running 2027-05-30"),
        ("2027-05-29", {}, False, "2026-10-01..2027-03-31 cycle running 2027-05-30"),
        ("2027-05-29", {}, True, "2026-10-01..2027-03-30 cycle running None"),
        ("2027-05-30", {}, True, "2026-10-01..2027-03-31 cycle over None"),
    ],
)
def test_a_cohort_is_scored_on_what_is_closed(
    as_of: str, fields: dict[str, Any], expected: str, *, is_pooled: bool
) -> None:
    key_result = KeyResult.model_validate(a_key_result(**fields))
    wait = Wait(days=60, is_pooled=is_pooled)
    found = windows.scored(key_result, HALF, date.fromisoformat(as_of), wait)

    state = "over" if found.is_complete else "running"
    days = f"{found.days.first}..{found.days.last}"
    assert f"{days} {found.per} {state} {found.waits_until}" == expected


def test_before_the_cycle_nothing_has_begun() -> None:
    for fields in ({}, {"per": "month"}, {"over": "3 months"}):
        found = scored("2026-09-15", **fields)
        assert (found.days, found.is_begun, found.is_complete) == (HALF.span, False, False)


def test_a_cycle_that_begins_in_mid_month_counts_its_first_whole_month() -> None:
    ruler = Ruler(span=Span(date(2026, 10, 15), date(2027, 1, 20)))
    monthly = KeyResult.model_validate(a_key_result(per="month"))

    assert not windows.scored(monthly, ruler, date(2026, 11, 10)).is_begun
    assert windows.scored(monthly, ruler, date(2026, 11, 30)).days.first == date(2026, 11, 1)
    assert windows.scored(monthly, ruler, date(2027, 3, 1)).days.first == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (["2026-10-01..2027-03-31", "2026-04-01..2026-09-30"], "2026-08-01"),
        (["2026-10-01..2027-03-31", "2026-04-01..2026-09-29"], "2026-10-01"),
        (["2026-10-01..2027-03-31", "2026-09-10..2026-09-30"], "2026-09-10"),
        (["2026-10-01..2027-03-31"], "2026-10-01"),
    ],
)
def test_a_window_reaches_back_over_cycles_without_a_break(spans: list[str], expected: str) -> None:
    known = [Span(*map(date.fromisoformat, span.split(".."))) for span in spans]
    window = Span(date(2026, 8, 1), date(2026, 10, 31))

    assert scoring.reach_back(window, known) == Span(date.fromisoformat(expected), date(2026, 10, 31))
