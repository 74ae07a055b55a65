"""The few chosen KPIs: where each stands, and why it was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.model.values import Text
from goalbook.present import readings, signals
from goalbook.present.readings import Reading, Readings, Stretch
from goalbook.present.section import Section
from goalbook.present.signals import Signal
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
        signal: Whether its newest point is more than its usual variation; None without enough past.
        course: The newest charted period, for a thumbnail of periods like it; None without any.
        is_thin: Whether that period has too few cases to be judged.
    """

    reading: Reading
    because: Text | None
    owner: Text | None
    is_kgi: bool
    location: Location
    signal: Signal | None = None
    course: Stretch | None = None
    is_thin: bool = False


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
    chosen = tuple(_chosen(subject, metric, known.at(metric, stretch)) for metric in cycle.kpis)
    return Choice(first=chosen[:limit], rest=chosen[limit:])


def _chosen(subject: Subject, metric: str, reading: Reading) -> Chosen:
    cycle, row = subject.cycle, next(iter(signals.judged(subject, metric, reading.stretch.last)), None)
    kpi = cycle.kpis[metric] if cycle else None
    return Chosen(
        reading=reading,
        because=kpi.because if kpi else None,
        owner=(subject.member(kpi.owner) if kpi else None) or subject.indicator(metric).owner,
        is_kgi=cycle is not None and metric == cycle.kgi,
        location=subject.locate("kpis", metric),
        signal=signals.told(row) if row and not row.is_thin else None,
        course=signals.told(row).stretch if row else None,
        is_thin=bool(row and row.is_thin),
    )


SECTION = Section(needs=("attainment", "signals", *readings.NEEDS), build=_build)
