"""When reviews are due, and what became of them as the days of November 2026 pass."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_log, a_team
from goalbook.analyse import review_calendar, review_dates
from goalbook.analyse.review_calendar import PlannedReview
from goalbook.analyse.workdays import Workdays
from goalbook.model.company import Calendar
from goalbook.model.handbook import Handbook
from goalbook.model.review import Review, ReviewKind
from goalbook.model.values import Span

JAPAN = Workdays(Calendar())
NOVEMBER = date(2026, 11, 1)
ALL = ["month-start", "mid-month", "month-end", "quarter"]


def a_review(held: str, kind: str = "month-start", prose: str = "Kept.", **fields: Any) -> Review:
    return Review.model_validate({"kind": kind, "held": held, **fields}).model_copy(update={"prose": prose})


def book(*reviews: Review, **company: Any) -> Handbook:
    """A team that has recorded since October, with these reviews."""
    team = a_team(a_cycle(), logs=(a_log("2026-10-02,calls,10"),))
    held = {f"{review.held}-{review.kind.value}": review for review in reviews}
    return a_handbook(dataclasses.replace(team, reviews=held), **company)


def of_november(handbook: Handbook, day: str) -> dict[str, PlannedReview]:
    found = review_calendar.planned(handbook, "team", date.fromisoformat(day))
    return {one.kind.value: one for one in found if one.month == NOVEMBER}


def states(handbook: Handbook, day: str) -> dict[str, str]:
    return {kind: one.state.value for kind, one in of_november(handbook, day).items()}


def test_the_days_of_november_2026() -> None:
    found = of_november(book(reviews=ALL), "2026-11-01")

    assert {kind: (one.opens, one.due) for kind, one in found.items()} == {
        "month-start": (date(2026, 11, 2), date(2026, 11, 5)),
        "mid-month": (date(2026, 11, 16), date(2026, 11, 18)),
        "month-end": (date(2026, 12, 1), date(2026, 12, 3)),
    }


def test_a_quarter_is_due_on_the_fifth_working_day_after_its_end() -> None:
    found = review_calendar.planned(book(reviews=["quarter"]), "team", NOVEMBER)

    # 1 to 3 January 2027 and the weekend of 9 and 10 are off: 4, 5, 6, 7, 8 January.
    assert [(one.month, one.due) for one in found] == [
        (date(2026, 12, 1), date(2027, 1, 8)),
        (date(2027, 3, 1), date(2027, 4, 7)),
    ]


def test_closed_days_move_a_due_day() -> None:
    closed = Workdays(
        Calendar.model_validate({"closed": ["2026-11-04..2026-11-05", "2026-11-16..2026-11-16"]})
    )

    assert review_dates.due(ReviewKind.MONTH_START, NOVEMBER, JAPAN) == date(2026, 11, 5)
    assert review_dates.due(ReviewKind.MONTH_START, NOVEMBER, closed) == date(2026, 11, 9)
    assert review_dates.due(ReviewKind.MID_MONTH, NOVEMBER, closed) == date(2026, 11, 19)


def test_two_reviews_a_month_unless_the_company_or_the_team_says_otherwise() -> None:
    handbook = book()
    only = a_team(a_cycle(), reviews=["mid-month"])

    assert sorted(of_november(handbook, "2026-11-01")) == ["mid-month", "month-start"]
    assert sorted(of_november(a_handbook(only), "2026-11-01")) == ["mid-month"]
    assert review_calendar.planned(book(reviews=[]), "team", NOVEMBER) == ()


def test_november_passes_without_a_review() -> None:
    handbook = book()
    told = [states(handbook, f"2026-11-{day:02}") for day in range(1, 31)]

    assert [one["month-start"] for one in told] == ["upcoming"] + ["due"] * 4 + ["overdue"] * 10 + [
        "missed"
    ] * 15
    assert [one["mid-month"] for one in told] == ["upcoming"] * 15 + ["due"] * 3 + ["overdue"] * 12
    assert states(handbook, "2026-12-01")["mid-month"] == "missed"


@pytest.mark.parametrize(
    ("held", "state"),
    [("2026-10-30", "done"), ("2026-11-05", "done"), ("2026-11-06", "late"), ("2026-11-24", "done")],
)
def test_a_review_counts_from_a_week_before_its_window(held: str, state: str) -> None:
    found = review_calendar.planned(book(a_review(held)), "team", date(2026, 12, 10))
    one = next(one for one in found if one.review)

    assert one.state.value == state
    assert one.month == (date(2026, 12, 1) if held == "2026-11-24" else NOVEMBER)


def test_a_review_is_not_known_before_it_is_held() -> None:
    handbook = book(a_review("2026-11-05"), a_review("2026-11-18", "mid-month"))

    assert states(handbook, "2026-11-04") == {"month-start": "due", "mid-month": "upcoming"}
    assert states(handbook, "2026-11-05") == {"month-start": "done", "mid-month": "upcoming"}
    assert states(handbook, "2026-11-18") == {"month-start": "done", "mid-month": "done"}


@pytest.mark.parametrize(
    ("prose", "is_draft"),
    [
        ("## Keep\n\n## Problem\n- \n", True),
        ("<!-- goalbook: numbers -->\n27 calls\n<!-- goalbook: end of numbers -->\n## Keep\n", True),
        ("<!-- goalbook: numbers -->\n27 calls\n<!-- goalbook: end of numbers -->\n## Keep\n続ける\n", False),
        ("<!-- what went well -->\n## Keep", True),
        ("One sentence.", False),
    ],
)
def test_a_draft_is_not_held(prose: str, is_draft: bool) -> None:  # noqa: FBT001 - a parameter
    review = a_review("2026-11-18", "mid-month", prose)
    one = of_november(book(review), "2026-11-19")["mid-month"]

    assert review.is_draft is is_draft
    assert one.state.value == ("overdue" if is_draft else "done")
    assert one.review == "2026-11-18-mid-month"


def test_nobody_is_asked_for_reviews_before_the_first_trace() -> None:
    begun = a_team(a_cycle(), logs=(a_log("2026-11-10,calls,10"),))
    found = review_calendar.planned(a_handbook(begun), "team", date(2026, 11, 30))
    untouched = review_calendar.planned(a_handbook(a_team()), "team", date(2026, 11, 30))

    assert [one.due for one in found][:2] == [date(2026, 11, 18), date(2026, 12, 3)]
    assert {one.state.value for one in untouched} == {"upcoming"}


def test_a_finished_record_is_asked_for_none() -> None:
    record = a_team(a_cycle(), as_of="2026-11-30")

    assert review_calendar.planned(a_handbook(record), "team", NOVEMBER) == ()


def test_the_month_start_after_the_last_cycle_closes_it() -> None:
    found = review_calendar.planned(book(), "team", date(2027, 3, 31))

    assert (found[-1].kind, found[-1].due) == (ReviewKind.MONTH_START, date(2027, 4, 5))
    span = Span(date(2026, 10, 1), date(2027, 3, 31))
    assert len(review_calendar.of_span(found, span, is_last=True)) == 13
    assert len(review_calendar.of_span(found, span, is_last=False)) == 12


def test_every_state_follows_the_one_before_on_any_day() -> None:
    ranks = {"upcoming": 0, "due": 1, "overdue": 2, "missed": 3}
    handbook, day, before = book(reviews=ALL), date(2026, 10, 1), dict[tuple[str, date], int]()
    while day <= date(2027, 5, 1):
        for one in review_calendar.planned(handbook, "team", day):
            key = (one.kind.value, one.month)
            assert ranks[one.state.value] >= before.get(key, 0)
            before[key] = ranks[one.state.value]
        day += timedelta(days=1)
