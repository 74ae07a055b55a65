"""What a line of the process is called and how sure its number is, for every section that judges lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from goalbook.model.values import Direction, Kind
from goalbook.present.indicator import Indicator
from goalbook.present.measure import Measure, Style
from goalbook.present.readings import Stretch
from goalbook.present.subject import Subject

Line: TypeAlias = tuple[str, str, str]
"""Stage, step, and ``kgi`` or ``kpi`` for a row that is no part of the process itself."""
_BESIDE: Final = frozenset({"kgi", "kpi"})
_CLEAR: Final = frozenset({"strong", "moderate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure it is that a line is worse, or better, than its plan.

    Attributes:
        worse, better: Probabilities; None where nothing can be computed, as for amounts.
        level, level_better: ``strong``, ``moderate``, ``weak``, ``none`` or ``unknown``.
        is_withheld: Too few cases for a judgement, or cases that are still open.
        waits_until: The day from which a cohort is judged; None for what is no cohort, and for closed ones.
        has_cases: Whether chance could be computed from its cases; never for amounts.
    """

    worse: float | None = None
    better: float | None = None
    level: str = "unknown"
    level_better: str = "unknown"
    is_withheld: bool = False
    waits_until: date | None = None
    has_cases: bool = True

    @property
    def is_worse(self) -> bool:
        """Whether there is evidence of being worse than the plan."""
        return self.level in _CLEAR and not self.is_withheld

    @property
    def is_better(self) -> bool:
        """Whether there is evidence of being better than the plan."""
        return self.level_better in _CLEAR and not self.is_withheld


def indicator(subject: Subject, row: Any) -> Indicator:
    """What a row's factor is: a metric, or a step with both sides of its rate when no metric declares it."""
    found = subject.indicators.get(row.factor)
    if found is not None:
        return found
    if not row.numerator:
        return subject.indicator(row.step)
    return Indicator(
        id="",
        name=subject.indicator(row.step).name,
        kind=Kind.RATE,
        measure=Measure(Style.SHARE),
        direction=Direction.UP,
        numerator=subject.indicator(row.numerator).name,
        denominator=subject.indicator(row.denominator).name,
    )


def certainty(row: Any) -> Certainty:
    """From a row of the table `evidence`."""
    is_up = row.direction != Direction.DOWN.value
    return Certainty(
        worse=row.p_worse,
        better=None if row.p_worse is None else (row.p_above if is_up else row.p_below),
        level=row.level,
        level_better=row.level_better,
        is_withheld=row.is_withheld,
        waits_until=row.waits_until,
        has_cases=row.low is not None or row.waits_until is not None,
    )


def in_stretch(subject: Subject, table: str, stretch: Stretch | None) -> tuple[Any, ...]:
    """A table's rows of one period."""
    if stretch is None:
        return ()
    kind = stretch.kind.value
    return tuple(row for row in subject.rows(table) if row.period == kind and row.first == stretch.first)


def line(row: Any) -> Line:
    """The key of a line of the process within a period.

    A step that is the KGI too has two lines: its rate's, and the sum's. A chosen KPI that stands on no line
    may count a step.
    """
    return row.stage, row.step, row.kind if row.kind in _BESIDE else ""
