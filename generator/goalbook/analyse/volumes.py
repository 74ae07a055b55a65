"""What the plan asks of a team in a period: required volumes, and the same over months, weeks and people.

Counts are made whole by the tolerant ceil, each on its own after the exact chain; amounts are kept to the
currency's smallest unit. A target per month is asked in every month, whatever its length; one per quarter or
cycle is divided over the months by working days. Working days divide a month over its weeks, capacity divides
it over people. Every division keeps the sum (largest remainder). Rates are not divided: every period has the
same target.

Source: method: plan derivation; splitting over months, weeks, people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from goalbook.analyse import kpi_tree, periods, plan, plan_totals, split
from goalbook.analyse.kpi_tree import KpiTree
from goalbook.analyse.periods import Ruler
from goalbook.analyse.plan import Planned
from goalbook.analyse.view_kind import view_kind
from goalbook.analyse.workdays import Workdays
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.values import Kind, Period, Span

Months = tuple[float | None, ...]
"""A number for each month of the cycle."""

_LONG: Final = {Period.QUARTER, Period.CYCLE}
_SHORT: Final = {Period.DAY, Period.WEEK}
_CENTS: Final = 2
_WITHOUT_CENTS: Final = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
"""Currencies without a smaller unit (ISO 4217)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One metric of the plan in a period.

    Attributes:
        metric: Its id.
        planned: The plan as it stands: typed or worked back, for its own period.
        required: What the period asks: a count in whole cases, an amount in the currency's smallest unit, of
            a rate or level the target on the period's last day. None where some of its days have no target.
    """

    metric: str
    planned: Planned
    required: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A plan divided.

    Attributes:
        spans: The months or weeks, cut to the cycle; empty for people.
        workdays: Working days of each.
        members: The members' ids; empty for months and weeks.
        parts: Metric to its part for each; they sum to what the whole asks. None for a month with days
            without a target.
    """

    spans: tuple[Span, ...] = ()
    workdays: tuple[int, ...] = ()
    members: tuple[str, ...] = ()
    parts: Mapping[str, Months]


@dataclass(frozen=True, kw_only=True)
class Work:
    """One team's cycle, its days and its people.

    Attributes:
        cycle: What the team agreed.
        ruler: The cycle's days and fiscal year.
        days: The team's working days.
        people: Member to capacity, 1 = full time.
        decimals: Of the currency.
    """

    cycle: Cycle
    ruler: Ruler
    days: Workdays
    people: Mapping[str, float]
    decimals: int = 0

    @classmethod
    def of(cls, handbook: Handbook, team: str, cycle: str) -> Work | None:
        """A team's cycle; None when company.yml does not list it or the team has no such file."""
        files, span, calendar = handbook.teams[team], handbook.span(cycle), handbook.calendar(team)
        if span is None or cycle not in files.cycles:
            return None
        return cls(
            cycle=files.cycles[cycle],
            ruler=Ruler(span=span, year_starts=calendar.fiscal_year_starts, workdays=Workdays(calendar)),
            days=Workdays(calendar),
            people={name: member.capacity for name, member in files.team.members.items()},
            decimals=0 if handbook.currency(team) in _WITHOUT_CENTS else _CENTS,
        )

    @cached_property
    def tree(self) -> KpiTree:
        """The KPI tree."""
        return kpi_tree.build_tree(self.cycle)

    @cached_property
    def months(self) -> tuple[Span, ...]:
        """The cycle's months, the first and last cut to it."""
        return periods.split(self.ruler, Period.MONTH)

    def period(self, day: date) -> Span:
        """The period that holds a day and that the team looks at; the cycle's first or last outside it."""
        span = self.ruler.span
        inside = min(max(day, span.first), span.last)
        pieces = periods.split(self.ruler, view_kind(self.cycle))
        return next(piece for piece in pieces if inside in piece)

    @cached_property
    def by_month(self) -> Mapping[str, Months]:
        """What each month asks of each metric that adds up; None for a month with days without a target."""
        by_unit = {kind: self._asked(kind) for kind in (Period.MONTH, Period.QUARTER, Period.CYCLE)}
        found = {}
        for metric, planned in self.values(self.ruler.span.last).items():
            if planned.per is not None:
                kind = planned.per if planned.per in _LONG else Period.MONTH
                found[metric] = tuple(self._months_of(metric, by_unit[kind]))
        return found

    def _months_of(
        self, metric: str, units: Sequence[tuple[Span, Mapping[str, float]]]
    ) -> Iterator[float | None]:
        for span, asked in units:
            months = [month for month in self.months if month.overlaps(span)]
            if metric in asked:
                weights = [float(self.days.count(month)) for month in months]
                yield from self.divided(metric, asked[metric], weights)
            else:
                yield from [None] * len(months)

    def values(self, day: date) -> Mapping[str, Planned]:
        """The plan on a day of the cycle."""
        return next(values for span, values in self._stretches if day in span)

    def required(self, metric: str, period: Span) -> float | None:
        """What a period of whole months asks of a metric that adds up."""
        months = zip(self.months, self.by_month.get(metric, ()), strict=False)
        parts = [part for month, part in months if month.overlaps(period)]
        known = [part for part in parts if part is not None]
        return sum(known) if known and len(known) == len(parts) else None

    def moves(self, days: Span) -> bool:
        """Whether any target moves within these days."""
        return sum(span.overlaps(days) for span, _ in self._stretches) > 1

    def asked(self, days: Span) -> Mapping[str, float]:
        """What some days ask of each metric that adds up, exact and not made whole."""
        return plan_totals.totals(self._stretches, days, self.ruler)

    def _asked(self, kind: Period) -> tuple[tuple[Span, Mapping[str, float]], ...]:
        return tuple((piece, self.asked(piece)) for piece in periods.split(self.ruler, kind))

    @cached_property
    def _stretches(self) -> tuple[plan_totals.Stretch, ...]:
        return plan_totals.stretches(self.cycle, self.ruler.span)

    def divided(self, metric: str, total: float, weights: Sequence[float]) -> tuple[float, ...]:
        """A total in parts that sum to it, once it is made whole."""
        kind = self.cycle.metrics[metric].kind
        if kind is Kind.COUNT:
            whole, unit = plan.ceil_tol(total), 1
        else:
            unit = 10 ** (self.decimals if kind is Kind.AMOUNT else _CENTS)
            whole = round(total * unit)
        even = [1.0] * len(weights)
        found = split.parts(whole, weights if any(weights) else even)
        return tuple(part / unit for part in found)


def lines(work: Work, period: Span) -> tuple[Line, ...]:
    """The plan of a period from the KGI back to the first step, then metrics outside the tree."""
    values = work.values(period.last)
    order = dict.fromkeys((*backwards(work.cycle, work.tree), *work.cycle.metrics))
    return tuple(
        Line(
            metric=metric,
            planned=values[metric],
            required=work.required(metric, period) if values[metric].per else values[metric].value,
        )
        for metric in order
        if metric in values
    )


def backwards(cycle: Cycle, tree: KpiTree) -> Iterator[str]:
    """From the KGI by its formula, then against the course of every funnel, each step before its rate."""
    formula = cycle.metrics[tree.kgi].formula if tree.kgi else None
    yield from (tree.kgi,) if tree.kgi else ()
    stages = kpi_tree.stages(cycle)
    steps = {stage.step for stage in stages}
    yield from (
        part for part in (formula.parts if formula else ()) if part in cycle.metrics and part not in steps
    )
    for stage in reversed(stages):
        for link in (stage, *reversed(stage.parts)):
            yield link.step
            yield from (link.rate,) if link.rate else ()


def by_month(work: Work) -> Pieces:
    """The cycle's plan month by month."""
    workdays = tuple(work.days.count(month) for month in work.months)
    return Pieces(spans=work.months, workdays=workdays, parts=_ordered(work, work.by_month))


def by_week(work: Work, period: Span) -> Pieces:
    """The plan of a period week by week (Monday to Sunday, cut at its ends)."""
    weeks = [
        Span(max(week.first, period.first), min(week.last, period.last))
        for week in periods.split(work.ruler, Period.WEEK)
        if week.overlaps(period)
    ]
    cells = [cell for cell in periods.cells(work.ruler) if cell.overlaps(period)]
    place = [next(n for n, week in enumerate(weeks) if cell.overlaps(week)) for cell in cells]
    parts = {}
    for metric in work.by_month:
        if work.required(metric, period) is None:
            continue
        found = [0.0] * len(weeks)
        for week, part in zip(place, _of_cells(work, metric, cells), strict=True):
            found[week] += part
        parts[metric] = tuple(found)
    return _without_idle(work, weeks, _ordered(work, parts))


def _without_idle(work: Work, weeks: Sequence[Span], parts: Mapping[str, Months]) -> Pieces:
    """Weeks without a working day, in which nothing is asked, are left out."""
    workdays = [work.days.count(week) for week in weeks]
    kept = [n for n, days in enumerate(workdays) if days or any(found[n] for found in parts.values())]
    return Pieces(
        spans=tuple(weeks[n] for n in kept),
        workdays=tuple(workdays[n] for n in kept),
        parts={metric: tuple(found[n] for n in kept) for metric, found in parts.items()},
    )


def by_member(work: Work, period: Span) -> Pieces | None:
    """The plan of a period person by person, by capacity; None for a team without anybody who works."""
    if not any(work.people.values()):
        return None
    weights = tuple(work.people.values())
    parts = {
        metric: work.divided(metric, total, weights)
        for metric in work.by_month
        if (total := work.required(metric, period)) is not None
    }
    return Pieces(members=tuple(work.people), parts=_ordered(work, parts))


def _of_cells(work: Work, metric: str, cells: Sequence[Span]) -> Iterator[float]:
    """A metric's months divided over their weeks, cut at the months' ends."""
    for month in work.months:
        inside = [cell for cell in cells if cell.overlaps(month)]
        total = work.required(metric, month)
        if inside and total is not None:
            yield from work.divided(metric, total, _weights(work, metric, month, inside))


def _weights(work: Work, metric: str, month: Span, cells: Sequence[Span]) -> list[float]:
    """How a month is divided: by working days, unless its target speaks of less or moves in between."""
    per = work.values(work.ruler.span.last)[metric].per
    if per in _SHORT or work.moves(month):
        return [work.asked(cell).get(metric, 0.0) for cell in cells]
    return [float(work.days.count(cell)) for cell in cells]  # whole days, so that equal weeks get equal parts


def _ordered(work: Work, parts: Mapping[str, Months]) -> Mapping[str, Months]:
    order = dict.fromkeys((*backwards(work.cycle, work.tree), *work.cycle.metrics))
    return {metric: parts[metric] for metric in order if metric in parts}
