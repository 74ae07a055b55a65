"""The few chosen KPIs: where each stands, and why it was chosen."""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    reading: Reading
    because: Text | None
    owner: Text | None
    is_kgi: bool
    location: Location
    signal: Signal | None = None


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
            signal=_signal(subject, metric, stretch),
        )
        for metric, kpi in cycle.kpis.items()
    )
    return Choice(first=chosen[:limit], rest=chosen[limit:])


def _signal(subject: Subject, metric: str, stretch: Stretch) -> Signal | None:
    """Of the newest judged point up to the period's end; the shortest periods that are charted."""
    rows = [
        row
        for row in subject.rows_of("signals", metric)
        if row.last <= stretch.last and row.is_complete and row.signal not in {"", "unknown"}
    ]
    if not rows:
        return None
    row = max(rows, key=lambda row: (row.last, row.first))
    if row.is_thin:
        return None
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
