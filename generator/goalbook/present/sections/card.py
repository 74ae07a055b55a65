"""One sheet to hang up: the cycle's one line, the chosen KPIs, this week's practice, the review dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import review_calendar
from goalbook.model.values import Text
from goalbook.present import readings
from goalbook.present.readings import Reading, Readings
from goalbook.present.section import Section
from goalbook.present.subject import Subject

_DATES: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """What is practised now.

    Attributes:
        text: What to do.
        minutes, per_week: How long and how often, or None.
        members: Names of those who practise it; empty = all.
    """

    text: Text
    minutes: int | None
    per_week: int | None
    members: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A chosen KPI.

    Attributes:
        reading: Its target in the running period.
        because: Why it was chosen, or None.
        owner: Who looks after it, or None.
    """

    reading: Reading
    because: Text | None
    owner: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A review to come.

    Attributes:
        kind: ``month-start``, ``mid-month``, ``month-end`` or ``quarter``.
        due: The day by which it is held.
    """

    kind: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The sheet.

    Attributes:
        kgi: The KGI's target in the running period, or None.
        kpis: The chosen ones, at most as many as the company's limit.
        drills: What is practised now.
        meetings: The next reviews of the cycle.
    """

    kgi: Reading | None
    kpis: tuple[Kpi, ...]
    drills: tuple[Drill, ...]
    meetings: tuple[Meeting, ...]


def _build(subject: Subject) -> Card | None:
    cycle, stretch, span = subject.cycle, readings.ahead(subject), subject.span
    if cycle is None or stretch is None or span is None:
        return None
    known = Readings.of(subject, subject.rows("attainment"))
    limit = subject.handbook.company.limits.kpis_per_team
    planned = review_calendar.planned(subject.handbook, subject.team, subject.day)
    return Card(
        kgi=known.at(cycle.kgi, stretch) if cycle.kgi in cycle.metrics and cycle.kgi else None,
        kpis=tuple(
            Kpi(
                reading=known.at(name, stretch),
                because=kpi.because,
                owner=subject.member(kpi.owner) or subject.indicator(name).owner,
            )
            for name, kpi in list(cycle.kpis.items())[:limit]
        ),
        drills=tuple(
            Drill(
                text=step.text,
                minutes=step.minutes,
                per_week=step.per_week,
                members=subject.members(step.members),
            )
            for practice in cycle.practices.values()
            for step in practice.steps.values()
            if step.now
        ),
        meetings=tuple(
            Meeting(kind=one.kind.value, due=one.due)
            for one in planned
            if one.is_asked and one.due >= subject.day
        )[:_DATES],
    )


SECTION = Section(needs=("attainment", *readings.NEEDS), build=_build)
