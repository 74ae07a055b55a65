"""Where every counted measure of the running period is heading: the pace table of a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goalbook.present import answers, factors, lanes
from goalbook.present.indicator import Indicator
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One measure.

    Attributes:
        indicator: Which.
        actual, target, expected: So far, of the whole period, and what the plan asks by now.
        numerator, denominator: The counts of a rate, or None.
        mean, low, high: The forecast and its 80 % interval; None when it cannot be told.
        chance: Probability of reaching the target, or None.
        state: ``on-course``, ``either-way``, ``unlikely`` or ``too-few``.
    """

    indicator: Indicator
    actual: float
    target: float
    expected: float | None
    numerator: float | None
    denominator: float | None
    mean: float | None
    low: float | None
    high: float | None
    chance: float | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paces:
    """All of them.

    Attributes:
        first: The KGI, the chosen KPIs, and what the lanes speak of.
        rest: The others in the order of the file.
    """

    first: tuple[Pace, ...]
    rest: tuple[Pace, ...]


def _build(subject: Subject) -> Paces | None:
    cycle = subject.cycle
    if cycle is None:
        return None
    rows = {row.metric: row for row in factors.in_stretch(subject, "pace", answers.answer(subject).stretch)}
    known = {name: row for name, row in rows.items() if row.actual is not None and row.target is not None}
    found = lanes.lanes(subject)
    steps = [one.indicator.id for one in (found.act, found.find, *found.above) if one] if found else []
    first = [name for name in dict.fromkeys((cycle.kgi or "", *cycle.kpis, *steps)) if name in known]
    rest = [name for name in cycle.metrics if name in known and name not in first]
    if not known:
        return None
    return Paces(
        first=tuple(_pace(subject, name, known[name]) for name in first),
        rest=tuple(_pace(subject, name, known[name]) for name in rest),
    )


def _pace(subject: Subject, name: str, row: Any) -> Pace:
    return Pace(
        indicator=subject.indicator(name),
        actual=row.actual,
        target=row.target,
        expected=row.expected,
        numerator=row.numerator,
        denominator=row.denominator,
        mean=row.mean,
        low=row.low,
        high=row.high,
        chance=row.p_hit,
        state=row.state,
    )


SECTION = Section(needs=(*lanes.NEEDS, "pace"), build=_build)
