"""The fiscal year, named by the calendar year it begins in.

FY2026 is 2026-04-01..2027-03-31 when it starts in April.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goalbook.model.values import Span

_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """When the year begins.

    Attributes:
        starts: Month, 1 to 12.
    """

    starts: int

    def __post_init__(self) -> None:
        if not 1 <= self.starts <= _MONTHS:
            raise ValueError("a fiscal year starts in a month from 1 to 12")

    def year(self, day: date) -> int:
        """The fiscal year of a day."""
        return day.year - (day.month < self.starts)

    def quarter(self, day: date) -> int:
        """Its quarter, 1 to 4."""
        return (day.month - self.starts) % _MONTHS // 3 + 1

    def half(self, day: date) -> int:
        """Its half, 1 (上期) or 2 (下期)."""
        return (self.quarter(day) + 1) // 2

    def half_span(self, year: int, half: int) -> Span:
        """The days of a half of a fiscal year."""
        return self._span(year, month=6 * (half - 1), months=6)

    def _span(self, year: int, *, month: int, months: int) -> Span:
        first = self._first(year, month)
        return Span(first, self._first(year, month + months) - timedelta(days=1))

    def _first(self, year: int, month: int) -> date:
        years, place = divmod(self.starts - 1 + month, _MONTHS)
        return date(year + years, place + 1, 1)
