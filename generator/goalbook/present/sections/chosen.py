"""The few chosen KPIs: where each stands, and why it was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.model.values import Text
from goalbook.present import readings
from goalbook.present.readings import Reading, Readings
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One chosen KPI.

    Attributes:
        reading: Its number in the page's period.
        because: Why it was chosen, or None.
        owner: The member who looks after it, or None.
        is_kgi: Whether it is the KGI, whose course stands at the top already.
        location: Its line in the goal file.
    """

    reading: Reading
    because: Text | None
    owner: Text | None
    is_kgi: bool
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """All of them.

    Attributes:
        first: As many as the company's limit.
        rest: Those beyond it, to be folded.
    """

    first: tuple[Chosen, ...]
    rest: tuple[Chosen, ...]


def _build(subject: Subject) -> Choice | None:
    cycle, stretch = subject.cycle, readings.shown(subject)
    if cycle is None or stretch is None or not cycle.kpis:
        return None
    known = Readings.of(subject, subject.rows("attainment"))
    limit = subject.handbook.company.limits.kpis_per_team
    chosen = tuple(
        Chosen(
            reading=known.at(metric, stretch),
            because=kpi.because,
            owner=subject.member(kpi.owner) or subject.indicator(metric).owner,
            is_kgi=metric == cycle.kgi,
            location=subject.locate("kpis", metric),
        )
        for metric, kpi in cycle.kpis.items()
    )
    return Choice(first=chosen[:limit], rest=chosen[limit:])


SECTION = Section(needs=("attainment",), build=_build)
