from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from goalbook.analyse import periods
from goalbook.analyse.periods import Held, Ruler
from goalbook.model.values import Period, Span

HALF = Ruler(span=Span(date(2026, 10, 1), date(2027, 3, 31)), year_starts=4)
spans = st.builds(
    lambda first, length: Span(first, first + timedelta(days=length)),
    st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    st.integers(0, 500),
)
rulers = st.builds(lambda span, month: Ruler(span=span, year_starts=month), spans, st.integers(1, 12))


def firsts(kind: Period, ruler: Ruler = HALF) -> list[str]:
    return [piece.first.isoformat() for piece in periods.split(ruler, kind)]


def shares(holds: Span, per: Period, as_of: date) -> dict[tuple[Period, date], periods.Share]:
    pieces = [(kind, piece.first) for kind in periods.SHOWN for piece in periods.split(HALF, kind)]
    found = periods.shares(HALF, Held(days=holds, per=per, as_of=as_of))
    return {pieces[share.place]: share for share in found}


def test_weeks_begin_on_monday_and_are_cut_to_the_cycle() -> None:
    weeks = periods.split(HALF, Period.WEEK)

    assert weeks[:2] == (
        Span(date(2026, 10, 1), date(2026, 10, 4)),
        Span(date(2026, 10, 5), date(2026, 10, 11)),
    )
    assert weeks[-1] == Span(date(2027, 3, 29), date(2027, 3, 31))


def test_months_of_a_half_year() -> None:
    assert firsts(Period.MONTH) == [f"2026-{month}-01" for month in (10, 11, 12)] + [
        f"2027-0{month}-01" for month in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("year_starts", "expected"),
    [
        (4, ["2026-10-01", "2027-01-01"]),
        (2, ["2026-10-01", "2026-11-01", "2027-02-01"]),
        (12, ["2026-10-01", "2026-12-01", "2027-03-01"]),
    ],
)
def test_quarters_are_those_of_the_fiscal_year(year_starts: int, expected: list[str]) -> None:
    assert firsts(Period.QUARTER, Ruler(span=HALF.span, year_starts=year_starts)) == expected


def test_a_cell_is_a_week_cut_at_the_end_of_a_month() -> None:
    around = [cell for cell in periods.cells(HALF) if date(2026, 10, 25) < cell.first < date(2026, 11, 9)]

    assert around == [
        Span(date(2026, 10, 26), date(2026, 10, 31)),
        Span(date(2026, 11, 1), date(2026, 11, 1)),
        Span(date(2026, 11, 2), date(2026, 11, 8)),
    ]


@given(rulers, st.sampled_from(periods.SHOWN))
def test_periods_cover_every_day_of_the_cycle_once(ruler: Ruler, kind: Period) -> None:
    covered = [day for piece in periods.split(ruler, kind) for day in piece.each_day()]

    assert covered == list(ruler.span.each_day())


@given(rulers, st.sampled_from(periods.SHOWN))
def test_every_period_is_made_of_whole_cells(ruler: Ruler, kind: Period) -> None:
    ends = {piece.last for piece in periods.split(ruler, kind)}

    assert ends <= {cell.last for cell in periods.cells(ruler)}


def test_april_to_september_are_six_months_and_two_quarters() -> None:
    half = Span(date(2026, 4, 1), date(2026, 9, 30))

    assert periods.units(half, Period.MONTH, HALF) == 6.0
    assert periods.units(half, Period.QUARTER, HALF) == 2.0
    assert periods.units(Span(date(2026, 10, 1), date(2026, 11, 15)), Period.MONTH, HALF) == 1.5


def test_a_target_of_60_a_month_is_14_for_a_week_of_november_and_180_for_a_quarter() -> None:
    found = shares(HALF.span, Period.MONTH, date(2026, 11, 12))

    assert found[Period.WEEK, date(2026, 11, 2)].units * 60 == pytest.approx(14)
    assert found[Period.MONTH, date(2026, 11, 1)].units == 1.0
    assert found[Period.QUARTER, date(2026, 10, 1)].units == 3.0
    assert found[Period.CYCLE, date(2026, 10, 1)].units == 6.0


def test_to_date_includes_the_day_itself_and_is_nothing_before_the_period_begins() -> None:
    found = shares(HALF.span, Period.MONTH, date(2026, 11, 12))

    assert found[Period.MONTH, date(2026, 11, 1)].units_to_date == pytest.approx(12 / 30)
    assert found[Period.MONTH, date(2026, 10, 1)].units_to_date == 1.0
    assert found[Period.MONTH, date(2026, 12, 1)].units_to_date == 0.0


def test_the_day_that_decides_is_today_while_the_period_runs_else_its_last() -> None:
    from_the_16th = Span(date(2026, 11, 16), date(2027, 3, 31))
    november = (Period.MONTH, date(2026, 11, 1))

    assert not shares(from_the_16th, Period.MONTH, date(2026, 11, 12))[november].is_in_force
    assert shares(from_the_16th, Period.MONTH, date(2026, 11, 16))[november].is_in_force
    assert shares(from_the_16th, Period.MONTH, date(2026, 12, 5))[november].is_in_force
    assert shares(from_the_16th, Period.MONTH, date(2026, 12, 5))[november].part == 0.5


@given(rulers, st.sampled_from(list(Period)), st.sampled_from(periods.SHOWN), st.integers(-10, 600))
def test_what_belongs_to_the_periods_of_a_kind_adds_up_to_the_cycle(
    ruler: Ruler, per: Period, kind: Period, day: int
) -> None:
    held = Held(days=ruler.span, per=per, as_of=ruler.span.first + timedelta(days=day))
    places = [shown for shown in periods.SHOWN for _ in periods.split(ruler, shown)]
    found = periods.shares(ruler, held)
    parts = [share for share in found if places[share.place] is kind]

    assert sum(share.units for share in parts) == pytest.approx(found[-1].units)
    assert sum(share.units_to_date for share in parts) == pytest.approx(found[-1].units_to_date)
