"""The fiscal year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from goalbook.analyse.fiscal import FiscalYear
from goalbook.model.values import Span

APRIL = FiscalYear(4)


@pytest.mark.parametrize(
    ("day", "year", "half", "quarter"),
    [
        (date(2026, 4, 1), 2026, 1, 1),
        (date(2026, 9, 30), 2026, 1, 2),
        (date(2026, 10, 1), 2026, 2, 3),
        (date(2027, 3, 31), 2026, 2, 4),
        (date(2027, 4, 1), 2027, 1, 1),
    ],
)
def test_a_year_that_begins_in_april(day: date, year: int, half: int, quarter: int) -> None:
    assert (APRIL.year(day), APRIL.half(day), APRIL.quarter(day)) == (year, half, quarter)


def test_spans() -> None:
    assert APRIL.half_span(2026, 2) == Span(date(2026, 10, 1), date(2027, 3, 31))
    assert FiscalYear(1).half_span(2026, 1) == Span(date(2026, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize("month", [0, 13])
def test_there_is_no_such_month(month: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 12"):
        FiscalYear(month)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(1, 12))
def test_every_day_lies_in_the_spans_it_is_said_to(day: date, starts: int) -> None:
    fiscal = FiscalYear(starts)
    year = fiscal.year(day)

    assert day in fiscal.half_span(year, fiscal.half(day))
