"""Which days are worked: the country's calendar, less the company's closed days, plus its extra working days.

Weekends, public and substitute holidays and working weekends come from `holidays`, which this file alone
knows. In Japan the two equinox days of a year are announced in February of the year before; later years are
computed (`is_estimated`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from goalbook.errors import ConfigError
from goalbook.model.company import Calendar
from goalbook.model.values import Span

_SEARCHED_YEARS: Final = 3
"""A calendar with no working day for so long is a mistake in `closed:`."""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of one calendar.

    Attributes:
        calendar: As written in company.yml, with a team's own entries.
    """

    calendar: Calendar

    def is_worked(self, day: date) -> bool:
        """Whether a day is a working day."""
        days = _of_year(self.calendar, day.year)
        place = bisect_left(days, day)
        return place < len(days) and days[place] == day

    def days(self, span: Span) -> tuple[date, ...]:
        """The working days of a span, in order."""
        found: list[date] = []
        for year in range(span.first.year, span.last.year + 1):
            days = _of_year(self.calendar, year)
            found += days[bisect_left(days, span.first) : bisect_right(days, span.last)]
        return tuple(found)

    def count(self, span: Span) -> int:
        """How many working days a span has."""
        total = 0
        for year in range(span.first.year, span.last.year + 1):
            days = _of_year(self.calendar, year)
            total += bisect_right(days, span.last) - bisect_left(days, span.first)
        return total

    def elapsed(self, span: Span, as_of: date) -> int:
        """Working days of a span up to and including a day; 0 before it begins."""
        passed = span.until(as_of)
        return self.count(passed) if passed else 0

    def remaining(self, span: Span, as_of: date) -> int:
        """Working days of a span after a day."""
        return self.count(span) - self.elapsed(span, as_of)

    def fraction(self, span: Span, as_of: date) -> float | None:
        """Elapsed of all working days; None for a span without any."""
        total = self.count(span)
        return self.elapsed(span, as_of) / total if total else None

    def nth(self, first: date, number: int) -> date:
        """The number-th working day on or after a day; 1 is the first.

        Raises:
            ValueError: The number is below 1, or the calendar is closed for years.
        """
        if number < 1:
            raise ValueError("working days are counted from 1")
        left = number
        for year in range(first.year, first.year + _SEARCHED_YEARS + number // _FEWEST_A_YEAR):
            days = _of_year(self.calendar, year)
            place = bisect_left(days, first) + left - 1
            if place < len(days):
                return days[place]
            left = place - len(days) + 1
        raise ValueError(f"no working day is left after {first}")

    def after(self, day: date, number: int) -> date:
        """The day so many working days after another; at least 1."""
        return self.nth(day + timedelta(days=1), number)

    def is_estimated(self, day: date, as_of: date) -> bool:
        """Whether a year's holidays were not yet announced on a day; known for Japan only."""
        if self.calendar.country != "JP":
            return False
        announced = as_of.year + (as_of.month >= _ANNOUNCED_IN)
        return day.year > announced


_ANNOUNCED_IN: Final = 3
"""Month by whose beginning next year's equinox days are public; they are announced early in February."""

_FEWEST_A_YEAR: Final = 100


@lru_cache(maxsize=1024)
def _of_year(calendar: Calendar, year: int) -> tuple[date, ...]:
    """The working days of a year, in order."""
    public = _public(calendar.country, year)
    closed = {day for span in calendar.closed for day in _within(span, year)}
    extra = {day for day in calendar.extra_workdays if day.year == year}
    return tuple(sorted((public - closed) | extra))


def _within(span: Span, year: int) -> tuple[date, ...]:
    if not span.first.year <= year <= span.last.year:
        return ()
    first, last = max(span.first, date(year, 1, 1)), min(span.last, date(year, 12, 31))
    return Span(first, last).each_day()


@lru_cache(maxsize=1024)
def _public(country: str, year: int) -> frozenset[date]:
    """The days of a year that are worked in a country."""
    import holidays

    try:
        calendar = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        raise ConfigError(
            'There is no holiday calendar for the country "{country}".',
            hint="Write the country's two letters in company.yml, for example JP.",
            country=country,
        ) from None
    whole = Span(date(year, 1, 1), date(year, 12, 31))
    return frozenset(day for day in whole.each_day() if calendar.is_working_day(day))
