"""The few chosen KPIs: where each stands, and why it was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goalbook.model.values import Period, Text
from goalbook.present import readings
from goalbook.present.readings import Reading, Readings, Stretch
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What the newest point of a series says.

    Attributes:
        rule: ``none``, or the rule it meets: ``above``, ``run-above``, ``near-above``, and the same below.
        side: ``better``, ``worse`` or empty.
        period: ``week``, ``month`` or ``quarter``.
        length: Points in a row on one side of the centre.
        lower, upper: Its usual range.
        is_provisional: Whether few points make the range.
    """

    rule: str
    side: str
    period: Period
    length: int
    lower: float
    upper: float
    is_provisional: bool


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
    cycle, row = subject.cycle, _newest(subject, metric, reading.stretch)
    kpi = cycle.kpis[metric] if cycle else None
    return Chosen(
        reading=reading,
        because=kpi.because if kpi else None,
        owner=(subject.member(kpi.owner) if kpi else None) or subject.indicator(metric).owner,
        is_kgi=cycle is not None and metric == cycle.kgi,
        location=subject.locate("kpis", metric),
        signal=_signal(row) if row and not row.is_thin else None,
        course=Stretch(
            kind=Period(row.period), cycle=row.cycle, first=row.first, last=row.last, is_complete=True
        )
        if row
        else None,
        is_thin=bool(row and row.is_thin),
    )


def _newest(subject: Subject, metric: str, stretch: Stretch) -> Any:
    """The newest judged point up to the period's end; the shortest periods that are charted."""
    rows = [
        row
        for row in subject.rows_of("signals", metric)
        if row.last <= stretch.last and row.is_complete and row.signal not in {"", "unknown"}
    ]
    return max(rows, key=lambda row: (row.last, row.first), default=None)


def _signal(row: Any) -> Signal:
    return Signal(
        rule=row.signal,
        side=row.side or "",
        period=Period(row.period),
        length=row.run_length or 0,
        lower=row.lower,
        upper=row.upper,
        is_provisional=row.is_provisional,
    )


SECTION = Section(needs=("attainment", "signals", *readings.NEEDS), build=_build)
