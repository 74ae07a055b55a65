"""Working days of many stretches of days at once, each by its own team's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse.arrays import IntArray
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.workdays import Workdays
from goalbook.model.company import Calendar
from goalbook.model.values import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER: Final = date(1970, 1, 1)
_EPOCH: Final = _NEVER.toordinal()
_BEFORE: Final = timedelta(days=366)
"""Days before the first cycle that a log row may speak of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkdayRows:
    """How many days of a stretch are worked, for any row of any team.

    Attributes:
        teams: Team ids in the order of the teams' category.
        calendar: For each team the row of its calendar in `passed`.
        passed: For each calendar, how many working days lie before each day from `first` on.
        first: Days since 1970 of the first day that is known.
    """

    teams: tuple[str, ...]
    calendar: IntArray
    passed: IntArray
    first: int

    @classmethod
    def of(cls, inputs: Inputs, cycles: pd.DataFrame) -> WorkdayRows:
        """The calendars of all teams over all days of the table ``cycles``."""
        book, teams = inputs.handbook, tuple(cycles["team"].cat.categories)
        calendars = [book.calendar(team) for team in teams]
        different = list(dict.fromkeys(calendars))
        row = {calendar: place for place, calendar in enumerate(different)}
        span = _days(cycles)
        return cls(
            teams=teams,
            calendar=np.array([row[calendar] for calendar in calendars], dtype=np.int64),
            passed=np.array([_passed(calendar, span) for calendar in different], dtype=np.int64).reshape(
                len(different), span.days + 1
            ),
            first=span.first.toordinal() - _EPOCH,
        )

    def count(self, team: pd.Series, first: pd.Series, last: pd.Series) -> IntArray:
        """Working days from a first to a last day, both included.

        Args:
            team: Category with the teams of the table ``cycles``.
            first: First days, within the cycles.
            last: Last days; missing or before the first day gives 0.
        """
        calendar = self.calendar[team.cat.codes.to_numpy()]
        begins, ends = self._place(first), self._place(last) + 1
        days = self.passed[calendar, np.maximum(ends, begins)] - self.passed[calendar, begins]
        return np.where(last.notna().to_numpy(), days, 0)

    def _place(self, day: pd.Series) -> IntArray:
        days: NDArray[np.int64] = day.to_numpy().astype("datetime64[D]").astype(np.int64) - self.first
        return np.clip(days, 0, self.passed.shape[1] - 2)


def _days(cycles: pd.DataFrame) -> Span:
    if cycles.empty:
        return Span(_NEVER, _NEVER)
    return Span(cycles["first"].min().date() - _BEFORE, cycles["last"].max().date())


@lru_cache(maxsize=256)
def _passed(calendar: Calendar, span: Span) -> IntArray:
    found = np.zeros(span.days + 1, dtype=np.int64)
    for day in Workdays(calendar).days(span):
        found[(day - span.first).days + 1] = 1
    return np.cumsum(found)
