"""A team's plan as the rows of a sheet: what is typed, and what follows from it by a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse import plan, volumes
from goalbook.analyse.plan import Planned, PlanSource, Relation
from goalbook.analyse.scales import Scales
from goalbook.analyse.volumes import Work
from goalbook.model.values import Kind, Operator, Span
from goalbook.present import plans
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Stretch
from goalbook.present.subject import Subject

Name = Callable[[str], str]
"""What stands for a metric in a formula: its cell, or its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """How a formula is written: for a spreadsheet, or for a reader."""

    times: str
    divided: str
    plus: str
    minus: str


CELLS: Final = Signs(times="*", divided="/", plus="+", minus="-")
WORDS: Final = Signs(times=" × ", divided=" ÷ ", plus=" + ", minus=" − ")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One measure.

    Attributes:
        indicator: Which.
        value: What the plan asks in the period, exact.
        by: The equation it follows from; None for what is typed.
        aim, rate: The next step and the rate that leads there, where its chance can be computed; else empty.
        chance: That its volume gives at least the next step's; None where it cannot be computed.
        needed: The volume for the company's certainty; None without a chance.
    """

    indicator: Indicator
    value: float
    by: Relation | None
    aim: str = ""
    rate: str = ""
    chance: float | None = None
    needed: float | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it is made whole."""
        return self.indicator.kind is Kind.COUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """The sheet.

    Attributes:
        stretch: The period that its volumes speak of.
        workdays: Its working days.
        people: Full-time people.
        rows: From the KGI back to the first step, then other measures with a plan.
    """

    stretch: Stretch
    workdays: int
    people: float
    rows: tuple[SheetRow, ...]


def plan_sheet(subject: Subject) -> PlanSheet | None:
    """The sheet of a team's plan for the period ahead; None when nothing follows from anything."""
    work = plans.work(subject)
    if work is None:
        return None
    stretch = plans.ahead(subject, work)
    days = Span(stretch.first, stretch.last)
    values = _values(work, days)
    if not any(planned.by for planned in values.values()):
        return None
    links = {
        row.step: row
        for row in subject.rows("certainty")
        if not row.is_whole and row.period == stretch.kind.value and row.first == stretch.first
    }
    order = dict.fromkeys((*volumes.backwards(work.cycle, work.tree), *work.cycle.metrics))
    return PlanSheet(
        stretch=stretch,
        workdays=work.days.count(days),
        people=sum(work.people.values()),
        rows=tuple(
            _row(subject.indicator(metric), values, links.get(metric)) for metric in order if metric in values
        ),
    )


def _row(indicator: Indicator, values: Mapping[str, Planned], link: Any) -> SheetRow:
    planned = values[indicator.id]
    is_known = link is not None and {link.aim, link.rate_metric} <= values.keys()
    return SheetRow(
        indicator=indicator,
        value=planned.value,
        by=planned.by,
        aim=link.aim if is_known else "",
        rate=link.rate_metric if is_known else "",
        chance=link.chance if is_known else None,
        needed=link.needed if is_known else None,
    )


def _values(work: Work, days: Span) -> Mapping[str, Planned]:
    """The plan over the period: what is typed, and what follows from it there."""
    known = work.values(days.last)
    totals = work.asked(days)
    found = {
        metric: Planned(value=totals.get(metric, planned.value), per=None, source=planned.source)
        for metric, planned in known.items()
        if planned.by is None and (planned.per is None or metric in totals)
    }
    open_ones = {metric: planned.by for metric, planned in known.items() if planned.by is not None}
    while ready := {metric: by for metric, by in open_ones.items() if _is_ready(metric, by, found)}:
        for metric, by in ready.items():
            value = _solved(metric, by, found)
            if value is not None:
                found[metric] = Planned(value=value, per=None, source=PlanSource.DERIVED, by=by)
            del open_ones[metric]
    return found


def _is_ready(metric: str, by: Relation, found: Mapping[str, Planned]) -> bool:
    return all(name == metric or name in found for name in (by.result, *by.parts))


def _solved(metric: str, by: Relation, found: Mapping[str, Planned]) -> float | None:
    start = Planned(value=0.0, per=None, source=PlanSource.DERIVED)
    return plan.needed(by, metric, {**found, metric: start}, Scales())


def whole(value: float) -> int:
    """A volume in whole cases, as the sheet rounds it."""
    return plan.required_whole(value)


def formula(metric: str, by: Relation, name: Name, signs: Signs) -> str:
    """The equation turned round to one metric: ``C9/C12``, or in words."""
    if metric == by.result:
        return _sign(by.operator, signs).join(name(part) for part in by.parts)
    return _turned(metric, by, name, signs)


def _turned(metric: str, by: Relation, name: Name, signs: Signs) -> str:
    result, others = name(by.result), [name(part) for part in by.parts if part != metric]
    is_first = by.parts[0] == metric
    if by.operator is Operator.PRODUCT:
        below = signs.times.join(others)
        return f"{result}{signs.divided}{below if len(others) == 1 else f'({below})'}"
    if by.operator is Operator.SUM:
        return signs.minus.join((result, *others))
    if by.operator is Operator.DIFFERENCE:
        return _of_difference(result, others, signs, is_first=is_first)
    return f"{result}{signs.times}{others[0]}" if is_first else f"{others[0]}{signs.divided}{result}"


def _of_difference(result: str, others: Sequence[str], signs: Signs, *, is_first: bool) -> str:
    if is_first:
        return signs.plus.join((result, *others))
    return signs.minus.join((others[0], result, *others[1:]))


def _sign(operator: Operator, signs: Signs) -> str:
    return {
        Operator.PRODUCT: signs.times,
        Operator.SUM: signs.plus,
        Operator.DIFFERENCE: signs.minus,
        Operator.QUOTIENT: signs.divided,
    }[operator]
