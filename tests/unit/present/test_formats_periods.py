"""Days, periods and cycles by name."""

from __future__ import annotations

from datetime import date

import pytest

from goalbook.model.values import Period
from goalbook.present import periods, places
from goalbook.words import words

EN = words("en", places.locales())
JA = words("ja", places.locales())
QUARTER = (date(2026, 10, 1), date(2026, 12, 31))
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
HALF = (date(2026, 10, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("days", "period", "english", "japanese"),
    [
        (NOVEMBER, Period.MONTH, "November 2026", "2026年11月"),
        ((date(2026, 11, 16), date(2026, 11, 22)), Period.WEEK, "Week of 16 Nov 2026", "2026年11月16日の週"),
        (
            (date(2026, 10, 1), date(2026, 12, 31)),
            Period.QUARTER,
            "October to December 2026",
            "2026年10月〜12月",
        ),
        (HALF, Period.CYCLE, "October 2026 to March 2027", "2026年10月〜2027年3月"),
        ((date(2026, 11, 16), date(2026, 11, 16)), Period.DAY, "16 Nov 2026", "2026年11月16日"),
    ],
)
def test_a_period_has_a_name(days: tuple[date, date], period: Period, english: str, japanese: str) -> None:
    assert periods.period_name(days[0], EN, days[1], period) == english
    assert periods.period_name(days[0], JA, days[1], period) == japanese


def test_where_the_year_is_clear_it_is_left_out() -> None:
    week = (date(2026, 11, 16), date(2026, 11, 22))

    assert periods.period_short(NOVEMBER[0], EN, NOVEMBER[1], Period.MONTH) == "November"
    assert periods.period_short(NOVEMBER[0], JA, NOVEMBER[1], Period.MONTH) == "11月"
    assert periods.period_short(week[0], EN, week[1], Period.WEEK) == "Week of 16 Nov"
    assert periods.period_short(week[0], JA, week[1], Period.WEEK) == "11月16日の週"


@pytest.mark.parametrize(
    ("cycle", "english", "japanese"),
    [
        ("fy2026-h2", "FY2026 H2", "2026年度下期"),
        ("fy2026-h1", "FY2026 H1", "2026年度上期"),
        ("fy2018", "FY2018", "2018年度"),
        ("fy2026-q3", "FY2026 Q3", "2026年度第3四半期"),
        ("cy2017", "Year 2017", "2017年"),
        ("spring", "spring", "spring"),
        ("fy2026-h3", "fy2026-h3", "fy2026-h3"),
    ],
)
def test_a_cycle_is_named_by_its_id(cycle: str, english: str, japanese: str) -> None:
    assert periods.cycle_name(cycle, EN) == english
    assert periods.cycle_name(cycle, JA) == japanese


def test_a_day_to_keep_free_has_its_weekday() -> None:
    assert periods.weekday(date(2026, 12, 3), EN) == "Thu 3 Dec"
    assert periods.weekday(date(2026, 12, 3), JA) == "12月3日(木)"
    assert periods.day(None, EN) == "–"
