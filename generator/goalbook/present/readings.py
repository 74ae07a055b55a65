"""A measure's number in a period, beside its target; and which period a page speaks about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, Final

from goalbook.analyse import periods
from goalbook.analyse.periods import Ruler
from goalbook.model.metric import Metric
from goalbook.model.values import Aggregate, Direction, Period, Span
from goalbook.present.indicator import Indicator
from goalbook.present.subject import Subject

NEEDS: Final = ("views", "targets")
_MONTHLY: Final = {Period.DAY: Period.MONTH, Period.WEEK: Period.MONTH}


class Result(Enum):
    """What a period's number says beside its target; a fact, never a judgement."""

    MET = "met"
    MISSED = "missed"
    RUNNING = "running"
    NO_DATA = "no-data"
    NO_TARGET = "no-target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A period of the calendar, cut to its cycle.

    Attributes:
        kind: Month, quarter or cycle.
        cycle: The cycle's id.
        first, last: Its days.
        is_complete: Whether the team's day has reached its last day.
    """

    kind: Period
    cycle: str
    first: date
    last: date
    is_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A measure in a period.

    Attributes:
        indicator: Which.
        stretch: When.
        actual: The number; None without rows, never 0 for them.
        numerator, denominator: Its sums, for a rate or ratio.
        target: Of the whole period, in force on its last day.
        expected: The part of the target that belongs to the days gone by.
        gap: actual - target; of a running period actual - expected.
        attainment: actual / target, or target / actual where lower is better; None without a positive target.
        low, high: Of a band, instead of a target.
        result: The fact.
    """

    indicator: Indicator
    stretch: Stretch
    actual: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    target: float | None = None
    expected: float | None = None
    gap: float | None = None
    attainment: float | None = None
    low: float | None = None
    high: float | None = None
    result: Result = Result.NO_DATA

    @property
    def is_asked(self) -> bool:
        """Whether it has a target or a band."""
        return self.target is not None or self.low is not None

    @property
    def to_date(self) -> float | None:
        """Actual by the target to date, or the other way round where lower is better."""
        if self.actual is None or self.expected is None or self.indicator.direction is Direction.BAND:
            return None
        upper, lower = self.actual, self.expected
        if self.indicator.direction is Direction.DOWN:
            upper, lower = lower, upper
        return upper / lower if lower > 0 and self.expected > 0 else None


@dataclass(frozen=True)
class Readings:
    """Every reading of a subject, by metric, kind of period and first day."""

    subject: Subject
    by_key: Mapping[tuple[str, str, date], Any]

    @classmethod
    def of(cls, subject: Subject, rows: Iterable[Any]) -> Readings:
        """From rows of the table `attainment`."""
        return cls(subject, {(row.metric, row.period, row.first): row for row in rows})

    def at(self, metric: str, stretch: Stretch) -> Reading:
        """One reading; without a row it has no data, and of a period ahead only what the plan asks."""
        indicator = self.subject.indicator(metric)
        row = self.by_key.get((metric, stretch.kind.value, stretch.first))
        if row is None:
            asked = self._ahead.get((metric, stretch.kind.value, stretch.first))
            known = (
                {} if asked is None else {name: getattr(asked, name) for name in ("target", "low", "high")}
            )
            return Reading(indicator=indicator, stretch=stretch, **known)
        return Reading(
            indicator=indicator,
            stretch=stretch,
            actual=row.actual,
            numerator=row.numerator,
            denominator=row.denominator,
            target=row.target,
            expected=row.expected,
            gap=row.gap,
            attainment=row.attainment,
            low=row.low,
            high=row.high,
            result=Result(row.result),
        )

    @cached_property
    def _ahead(self) -> Mapping[tuple[str, str, date], Any]:
        """What the plan asks in periods that have not begun."""
        rows = (row for row in self.subject.rows("targets") if row.first > self.subject.as_of)
        return {(row.metric, row.period, row.first): row for row in rows}

    def series(self, metric: str, kind: Period) -> tuple[Any, ...]:
        """A metric's rows of one kind of period, in order."""
        found = [row for key, row in self.by_key.items() if key[:2] == (metric, kind.value)]
        return tuple(sorted(found, key=lambda row: row.first))


def shown(subject: Subject) -> Stretch | None:
    """The period a team's page speaks about: that of its next review.

    None without a cycle. Its length is that of the KGI's target, but a month at least.
    A cycle that is not the team's current one is shown whole, and a page of one period speaks of that one.
    """
    span, cycle = subject.span, subject.cycle
    if span is None or cycle is None:
        return None
    if subject.view is not None:
        return _viewed(subject, subject.view)
    if not subject.is_current:
        return cycle_stretch(subject)
    length = _length(cycle.metrics.get(cycle.kgi or ""))
    if length is Period.CYCLE:
        return cycle_stretch(subject)
    view = next((row for row in subject.rows("views") if row.is_default), None)
    if view is not None:
        return _stretch(subject, Period(view.period), Span(view.first, view.last))
    begun = [piece for piece in _pieces(subject, span, length) if piece.first <= subject.day]
    complete = [piece for piece in begun if piece.last <= subject.day]
    pieces = complete or begun or _pieces(subject, span, length)[:1]
    return _stretch(subject, length, pieces[-1])


def _viewed(subject: Subject, first: date) -> Stretch | None:
    """The period that begins on a day."""
    view = next((row for row in subject.rows("views") if row.first == first), None)
    return None if view is None else _stretch(subject, Period(view.period), Span(view.first, view.last))


def ahead(subject: Subject) -> Stretch | None:
    """The running period, for a plan before the first number; the cycle's first before it begins."""
    span, cycle = subject.span, subject.cycle
    if span is None or cycle is None:
        return None
    length = _length(cycle.metrics.get(cycle.kgi or ""))
    pieces = (span,) if length is Period.CYCLE else _pieces(subject, span, length)
    begun = [piece for piece in pieces if piece.first <= subject.day]
    return _stretch(subject, length, begun[-1] if begun else pieces[0])


def cycle_stretch(subject: Subject) -> Stretch | None:
    """The whole cycle."""
    return None if subject.span is None else _stretch(subject, Period.CYCLE, subject.span)


def _stretch(subject: Subject, kind: Period, days: Span) -> Stretch:
    is_complete = days.last <= subject.day
    return Stretch(
        kind=kind, cycle=subject.cycle_id, first=days.first, last=days.last, is_complete=is_complete
    )


def _pieces(subject: Subject, span: Span, length: Period) -> tuple[Span, ...]:
    starts = subject.handbook.calendar(subject.team).fiscal_year_starts
    return periods.split(Ruler(span=span, year_starts=starts), length)


def _length(metric: Metric | None) -> Period:
    if metric is None:
        return Period.MONTH
    if metric.per is Period.CYCLE and metric.aggregate is not Aggregate.SUM:
        return Period.MONTH  # a rate or level has a value in every month; only a sum has to wait for its end
    return _MONTHLY.get(metric.per, metric.per)
