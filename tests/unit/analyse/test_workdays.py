"""Working days."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import goalbook
from goalbook.analyse.workdays import Workdays
from goalbook.errors import ConfigError
from goalbook.model.company import Calendar
from goalbook.model.values import Span

JAPAN = Workdays(Calendar())
NEW_YEAR = Workdays(Calendar.model_validate({"closed": ["2026-12-29..2027-01-03"]}))
NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize(("month", "last", "days"), [(10, 31, 21), (11, 30, 19), (12, 31, 23)])
def test_working_days_of_a_quarter(month: int, last: int, days: int) -> None:
    assert JAPAN.count(Span(date(2026, month, 1), date(2026, month, last))) == days


def test_closed_days_are_taken_off() -> None:
    assert NEW_YEAR.count(Span(date(2026, 12, 1), date(2026, 12, 31))) == 20
    assert not NEW_YEAR.is_worked(date(2026, 12, 30))


def test_extra_working_days_are_added_even_to_closed_ones() -> None:
    calendar = Calendar.model_validate(
        {"closed": ["2026-12-29..2027-01-03"], "extra_workdays": ["2026-12-30", "2026-11-28"]}
    )

    assert Workdays(calendar).is_worked(date(2026, 12, 30))
    assert Workdays(calendar).is_worked(date(2026, 11, 28))


@pytest.mark.parametrize("day", ["2024-02-12", "2025-05-06", "2026-05-06", "2026-09-22", "2027-03-22"])
def test_substitute_and_citizens_holidays_are_days_off(day: str) -> None:
    assert not JAPAN.is_worked(date.fromisoformat(day))


def test_elapsed_and_total() -> None:
    day = date(2026, 11, 18)

    assert (JAPAN.elapsed(NOVEMBER, day), JAPAN.count(NOVEMBER), JAPAN.remaining(NOVEMBER, day)) == (
        12,
        19,
        7,
    )
    assert JAPAN.fraction(NOVEMBER, day) == 12 / 19


@pytest.mark.parametrize(("day", "elapsed"), [("2026-10-31", 0), ("2026-11-30", 19), ("2027-05-01", 19)])
def test_before_and_after_a_span(day: str, elapsed: int) -> None:
    assert JAPAN.elapsed(NOVEMBER, date.fromisoformat(day)) == elapsed


def test_a_span_without_working_days_has_no_fraction() -> None:
    weekend = Span(date(2026, 11, 7), date(2026, 11, 8))

    assert JAPAN.fraction(weekend, date(2026, 11, 8)) is None


def test_days_of_a_span_across_years() -> None:
    span = Span(date(2026, 12, 28), date(2027, 1, 4))

    assert NEW_YEAR.days(span) == (date(2026, 12, 28), date(2027, 1, 4))
    assert NEW_YEAR.count(span) == 2


def test_days_on_which_reviews_are_due() -> None:
    """Month start on the third working day; mid-month two working days after the first from the 15th on."""
    assert JAPAN.nth(date(2026, 11, 1), 3) == date(2026, 11, 5)
    assert JAPAN.after(JAPAN.nth(date(2026, 11, 15), 1), 2) == date(2026, 11, 18)
    assert JAPAN.nth(date(2026, 12, 1), 3) == date(2026, 12, 3)
    assert NEW_YEAR.after(date(2026, 12, 28), 1) == date(2027, 1, 4)
    assert JAPAN.nth(date(2026, 1, 1), 600) == JAPAN.days(Span(date(2026, 1, 1), date(2029, 1, 1)))[599]


def test_days_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        JAPAN.nth(date(2026, 11, 1), 0)


def test_a_calendar_that_is_always_closed_has_no_next_day() -> None:
    closed = Workdays(Calendar.model_validate({"closed": ["2026-01-01..2040-12-31"]}))

    with pytest.raises(ValueError, match="no working day"):
        closed.nth(date(2026, 1, 1), 1)


def test_weekends_are_the_countrys_own() -> None:
    # Friday and Saturday in Saudi Arabia; a working Saturday in China
    assert Workdays(Calendar(country="SA")).is_worked(date(2026, 11, 8))
    assert not Workdays(Calendar(country="SA")).is_worked(date(2026, 11, 6))
    assert Workdays(Calendar(country="CN")).is_worked(date(2026, 10, 10))


def test_an_unknown_country_is_told() -> None:
    with pytest.raises(ConfigError, match='the country "XX"'):
        Workdays(Calendar.model_construct(country="XX", closed=(), extra_workdays=())).count(NOVEMBER)


@pytest.mark.parametrize(
    ("as_of", "is_estimated"),
    [("2026-01-31", True), ("2026-03-01", False), ("2025-12-31", True), ("2027-01-01", False)],
)
def test_equinoxes_of_years_not_yet_announced_are_estimated(as_of: str, is_estimated: bool) -> None:  # noqa: FBT001 - a case
    assert JAPAN.is_estimated(date(2027, 3, 1), date.fromisoformat(as_of)) is is_estimated


def test_only_one_file_knows_the_library() -> None:
    package = Path(goalbook.__file__).parent
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (
            isinstance(node, ast.Import) and any(name.name.split(".")[0] == "holidays" for name in node.names)
        )
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "holidays")
    }

    assert users == {"analyse/workdays.py"}


def test_elsewhere_nothing_is_known_to_be_estimated() -> None:
    assert not Workdays(Calendar(country="DE")).is_estimated(date(2030, 3, 1), date(2026, 1, 1))


def test_the_search_goes_on_in_the_next_year() -> None:
    closed = Workdays(Calendar.model_validate({"closed": ["2025-12-20..2026-01-11"]}))

    assert closed.nth(date(2025, 12, 25), 2) == date(2026, 1, 14)
    assert closed.count(Span(date(2027, 1, 1), date(2027, 1, 31))) == 19
