"""The periods that a chart over time shows: actual and plan side by side, holes included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from goalbook.analyse import cohorts
from goalbook.model.values import Period
from goalbook.present.chart import Rows, Subject

NEEDS: Final = ("actuals", "targets", "signals", "pace")
Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One period.

    Attributes:
        first, last: Its days.
        actual: Its row of the table `actuals`, None without one.
        target: Its row of `targets`, None without one.
        is_running: Whether more is to come: it goes on after the subject's day, or its cases are still open.
        waits_until: Of open cases the day from which it is judged, or None.
        signal: Its row of `signals`, None without one.
        pace: Its row of `pace`, None without one.
    """

    first: date
    last: date
    actual: Any
    target: Any
    is_running: bool
    signal: Any = None
    pace: Any = None
    waits_until: date | None = None

    @property
    def value(self) -> float | None:
        """The number, None where none was logged."""
        return None if self.actual is None else self.actual.value

    @property
    def plan(self) -> float | None:
        """The plan of the whole period."""
        return None if self.target is None else self.target.target

    @property
    def band(self) -> tuple[float, float] | None:
        """Lowest and highest of a metric that is to stay between."""
        row = self.target
        return None if row is None or row.low is None or row.high is None else (row.low, row.high)

    @property
    def usual(self) -> tuple[float, float] | None:
        """Where its number usually lies, from the metric's own past."""
        row = self.signal
        return None if row is None or row.lower is None or row.upper is None else (row.lower, row.upper)

    @property
    def forecast(self) -> tuple[float, float, float] | None:
        """Where a running period will end at this pace: low, middle, high of the 80 % interval."""
        row = self.pace if self.is_running else None
        if row is None or row.state == "too-few" or None in {row.low, row.mean, row.high}:
            return None
        return row.low, row.mean, row.high

    @property
    def numbers(self) -> tuple[float, ...]:
        """What is written of it."""
        return tuple(number for number in (self.value, self.plan, *(self.band or ())) if number is not None)

    @property
    def drawn(self) -> tuple[float, ...]:
        """What its picture must have room for."""
        return (*self.numbers, *(self.usual or ()), *(self.forecast or ()))

    @property
    def expected(self) -> float | None:
        """The plan up to the subject's day."""
        return None if self.target is None else self.target.expected


def slots(subject: Subject, rows: Mapping[str, Rows]) -> tuple[Slot, ...]:
    """Every period of the subject's metric from the first with a number to the subject's day.

    Args:
        subject: Metric, length of period, day.
        rows: The tables of `NEEDS`; rows of other metrics and periods are passed over.
    """
    actuals, targets, signals, pace = (_by_days(subject, rows[table]) for table in NEEDS)
    numbered = sorted(days for days, row in actuals.items() if row.value is not None)
    if not numbered:
        return ()
    known = sorted(days for days in actuals | targets if days >= numbered[0])
    lag = timedelta(days=cohorts.wait_days(subject.cycle).get(subject.metric, 0))
    return tuple(
        Slot(
            first=first,
            last=last,
            actual=actuals.get((first, last)),
            target=targets.get((first, last)),
            is_running=last + lag > subject.as_of,
            signal=signals.get((first, last)),
            pace=pace.get((first, last)),
            waits_until=last + lag if last <= subject.as_of < last + lag else None,
        )
        for first, last in _without_holes(known, subject.period)
    )


def _by_days(subject: Subject, rows: Rows) -> dict[Days, Any]:
    until = min(subject.day or subject.as_of, subject.as_of)
    return {
        (row.first, row.last): row
        for row in rows
        if row.metric == subject.metric and row.period == subject.period.value and row.first <= until
    }


def _without_holes(known: Sequence[Days], period: Period) -> list[Days]:
    """The same with every period between that no table knows."""
    filled = list(known[:1])
    for first, last in known[1:]:
        while (free := filled[-1][1] + timedelta(days=1)) < first:
            filled.append((free, min(_last_day(free, period), first - timedelta(days=1))))
        filled.append((first, last))
    return filled


def _last_day(first: date, period: Period) -> date:
    """The last day of the period that holds a day."""
    if period is Period.DAY:
        return first
    if period is Period.WEEK:
        return first + timedelta(days=6 - first.weekday())
    months = {Period.MONTH: 1, Period.QUARTER: 3}.get(period)
    if months is None:
        return date.max
    end = first.year * 12 + (first.month - 1) // months * months + months
    return date(end // 12, end % 12 + 1, 1) - timedelta(days=1)
