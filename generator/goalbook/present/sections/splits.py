"""The plan divided: over the cycle's months, over the weeks and the people of the period ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from goalbook.analyse import capacity, kpi_tree, volumes
from goalbook.analyse.volumes import Pieces, Work
from goalbook.analyse.workdays import Workdays
from goalbook.model.values import Kind, Period, Span, Text
from goalbook.present import loads, plans
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Stretch
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One column: a month or week with its working days, or a member.

    Attributes:
        stretch: The month or week.
        workdays: Its working days.
        is_estimated: Whether some of its holidays are reckoned, not announced yet.
        member: The member's name.
    """

    stretch: Stretch | None = None
    workdays: int | None = None
    is_estimated: bool = False
    member: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One number of a table.

    Attributes:
        value: What is asked; None for a month with days without a target.
        a_day: The same per working day, where months are compared.
    """

    value: float | None
    a_day: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure.

    Attributes:
        indicator: Which.
        parts: One for each column.
        total: Their sum.
    """

    indicator: Indicator
    parts: tuple[Part, ...]
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One table.

    Attributes:
        by: ``month``, ``week`` or ``member``.
        stretch: What is divided.
        heads: The columns.
        rows: From the KGI back to the first step.
    """

    by: str
    stretch: Stretch
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a volume asks of one full-time person on a working day.

    Attributes:
        indicator: Which.
        required: The volume of the period ahead.
        asked: Cases per person and working day.
        limit: What one person can do, as the goal file says (``capacity_per_day``).
        usual: What nine of ten recorded weeks (months, when that is how it is logged) stayed within.
        is_too_much: Whether more is asked than the limit, or where none is written than usual.
    """

    indicator: Indicator
    required: float
    asked: float
    limit: float | None
    usual: float | None
    is_too_much: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """All of it.

    Attributes:
        stretch: The period ahead.
        workdays: Its working days.
        estimated_from: The first year on these pages whose holidays are reckoned, not announced yet; or None.
        people: Full-time people.
        loads: The first steps of the work, and whatever is too much.
        divisions: Months, weeks, members.
    """

    stretch: Stretch
    workdays: int
    estimated_from: int | None
    people: float
    loads: tuple[Load, ...]
    divisions: tuple[Division, ...]


def _build(subject: Subject) -> Splits | None:
    work = plans.work(subject)
    if work is None or not work.by_month:
        return None
    stretch = plans.ahead(subject, work)
    days = Span(stretch.first, stretch.last)
    return Splits(
        stretch=stretch,
        workdays=work.days.count(days),
        estimated_from=_estimated_from(subject, work),
        people=sum(work.people.values()),
        loads=tuple(_loads(subject, work, days)),
        divisions=tuple(_divisions(subject, work, stretch)),
    )


def _estimated_from(subject: Subject, work: Work) -> int | None:
    span = work.ruler.span
    years = range(span.first.year, span.last.year + 1)
    return next((year for year in years if work.days.is_estimated(date(year, 12, 31), subject.day)), None)


# ---- divisions ------------------------------------------------------------------------


def _divisions(subject: Subject, work: Work, stretch: Stretch) -> Iterator[Division]:
    days = Span(stretch.first, stretch.last)
    whole = _stretch(subject, Period.CYCLE, work.ruler.span)
    yield _division(subject, "month", whole, volumes.by_month(work))
    if stretch.kind is not Period.CYCLE:
        yield _division(subject, "week", stretch, volumes.by_week(work, days))
    members = volumes.by_member(work, days)
    if members is not None and len(members.members) > 1:
        yield _division(subject, "member", stretch, members)


def _division(subject: Subject, by: str, stretch: Stretch, pieces: Pieces) -> Division:
    kind = Period.MONTH if by == "month" else Period.WEEK
    spans = zip(pieces.spans, pieces.workdays, strict=True)
    calendar = Workdays(subject.handbook.calendar(subject.team))
    heads = [
        Head(
            stretch=_stretch(subject, kind, span),
            workdays=days,
            is_estimated=calendar.is_estimated(span.last, subject.day),
        )
        for span, days in spans
    ]
    heads += [Head(member=subject.member(member)) for member in pieces.members]
    rows = (
        Row(
            indicator=subject.indicator(metric),
            parts=tuple(_parts(subject.indicator(metric), values, pieces if by == "month" else None)),
            total=sum(value for value in values if value is not None),
        )
        for metric, values in pieces.parts.items()
    )
    return Division(by=by, stretch=stretch, heads=tuple(heads), rows=tuple(rows))


def _parts(indicator: Indicator, values: Iterable[float | None], months: Pieces | None) -> Iterator[Part]:
    for place, value in enumerate(values):
        days = months.workdays[place] if months else 0
        is_paced = value is not None and days and indicator.kind is Kind.COUNT
        yield Part(value=value, a_day=value / days if value is not None and is_paced else None)


def _stretch(subject: Subject, kind: Period, days: Span) -> Stretch:
    return Stretch(
        kind=kind,
        cycle=subject.cycle_id,
        first=days.first,
        last=days.last,
        is_complete=days.last <= subject.day,
    )


# ---- capacity -------------------------------------------------------------------------


def _loads(subject: Subject, work: Work, days: Span) -> Iterator[Load]:
    """The first step of each funnel, and every other step that asks too much."""
    first = {stage.step for stage in kpi_tree.stages(work.cycle) if stage.previous is None}
    for line in volumes.lines(work, days):
        metric = work.cycle.metrics[line.metric]
        if line.planned.per is None or line.required is None or metric.kind is not Kind.COUNT:
            continue
        asked = capacity.per_person_day(line.required, tuple(work.people.values()), work.days.count(days))
        if asked is None:
            continue
        limit = metric.capacity_per_day.value if metric.capacity_per_day else None
        usual = loads.usual(subject, work, line.metric)
        is_too_much = bool(capacity.is_too_much(asked, usual if limit is None else limit))
        if line.metric in first or is_too_much:
            yield Load(
                indicator=subject.indicator(line.metric),
                required=line.required,
                asked=asked,
                limit=limit,
                usual=usual,
                is_too_much=is_too_much,
            )


SECTION = Section(needs=("actuals",), build=_build)
