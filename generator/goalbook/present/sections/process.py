"""The process table: every step beside its plan, with the rate that leads to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from goalbook.model.values import Kind, Period, Text
from goalbook.present import impact, readings
from goalbook.present.factors import Line
from goalbook.present.impact import Impact, Impacts
from goalbook.present.indicator import Indicator
from goalbook.present.measure import Measure, Style
from goalbook.present.readings import Stretch
from goalbook.present.section import Section
from goalbook.present.subject import Subject

_FULL: Final = 75
"""Per cent of a bar's room that a plan fills, so that beating it can be seen."""


class Role(Enum):
    """What a row stands for."""

    STEP = "step"
    FACTOR = "factor"
    KGI = "kgi"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRate:
    """The rate from the step before.

    Attributes:
        indicator: The declared rate, or one without an id that only knows both sides.
        value, plan: Shares of 1, or None.
        numerator, denominator: The counts behind `value`.
        gap: value - plan.
    """

    indicator: Indicator
    value: float | None
    plan: float | None
    numerator: float | None
    denominator: float | None
    gap: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRow:
    """One step, factor or the KGI.

    Attributes:
        indicator: Which.
        role: Step of a funnel, factor of the KGI's formula, or the KGI.
        level: 1, or 2 for a step inside a step.
        stage: The level-1 step that a level-2 row refines; empty on level 1.
        has_parts: Whether level-2 rows refine this step.
        actual: Its number in the period.
        plan: Its target; of a running period the part that belongs to the days gone by.
        attainment: actual / plan, None without a positive plan.
        rate: The rate that leads to it, or None.
        impact: What it contributes to the KGI's gap, or None.
    """

    indicator: Indicator
    role: Role
    level: int
    stage: str
    has_parts: bool
    actual: float | None
    plan: float | None
    attainment: float | None
    rate: StepRate | None
    impact: Impact | None = None

    @property
    def bar(self) -> float | None:
        """Width of the bar in per cent of its room, the plan at 75."""
        return None if self.attainment is None else max(0.0, min(100.0, round(_FULL * self.attainment, 1)))

    @property
    def is_kpi(self) -> bool:
        """Whether the team chose the step or its rate as KPI."""
        return self.indicator.is_kpi or (self.rate is not None and self.rate.indicator.is_kpi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """The table.

    Attributes:
        stretch: The period of its numbers.
        rows: Steps in order, then factors, then the KGI.
        kgi: The KGI when its gap is attributed to the rows, else None.
        zero: Where the bars of the impact begin, in per cent of their column.
        residual: Part of the KGI's gap that no row explains; 0 when the numbers add up.
    """

    stretch: Stretch
    rows: tuple[ProcessRow, ...]
    kgi: Indicator | None = None
    zero: float = 0.0
    residual: float = 0.0

    @property
    def has_rates(self) -> bool:
        """Whether any row has a rate."""
        return any(row.rate is not None for row in self.rows)

    @property
    def has_kpis(self) -> bool:
        """Whether any row is marked as chosen."""
        return any(row.is_kpi for row in self.rows)


def _build(subject: Subject) -> Process | None:
    stretch = readings.shown(subject)
    if stretch is not None and stretch.kind is Period.QUARTER:
        stretch = readings.cycle_stretch(subject)
    if stretch is None:
        return None
    found = [
        row
        for row in subject.rows("steps")
        if row.period == stretch.kind.value and row.first == stretch.first
    ]
    if len(found) < 2 or all(row.count is None for row in found):  # noqa: PLR2004 - the KGI alone is no process
        return None
    found.sort(key=lambda row: row.order)
    refined = {row.stage for row in found if row.stage}
    impacts = impact.of_plan(subject, stretch)
    return Process(
        stretch=stretch,
        rows=tuple(_rows(subject, found, refined, impacts)),
        kgi=impacts.kgi,
        zero=impacts.zero,
        residual=impacts.residual,
    )


def _rows(subject: Subject, rows: Iterable[Any], refined: set[str], impacts: Impacts) -> Iterable[ProcessRow]:
    for row in rows:
        plan = row.count_plan if row.is_complete else row.count_expected
        yield ProcessRow(
            indicator=subject.indicator(row.step),
            role=Role(row.role),
            level=int(row.level),
            stage=row.stage,
            has_parts=not row.stage and row.step in refined,
            actual=row.count,
            plan=plan,
            attainment=row.count / plan if row.count is not None and plan else None,
            rate=_rate(subject, row),
            impact=impacts.by_line.get(_line(row)),
        )


def _line(row: Any) -> Line:
    return row.stage, row.step, row.role if Role(row.role) is Role.KGI else ""


def _rate(subject: Subject, row: Any) -> StepRate | None:
    if not row.numerator or Role(row.role) is not Role.STEP:
        return None
    indicator = subject.indicator(row.rate_metric) if row.rate_metric else _undeclared(subject, row)
    gap = None if row.rate is None or row.rate_plan is None else row.rate - row.rate_plan
    return StepRate(
        indicator=indicator,
        value=row.rate,
        plan=row.rate_plan,
        numerator=row.rate_k,
        denominator=row.rate_n,
        gap=gap,
    )


def _undeclared(subject: Subject, row: Any) -> Indicator:
    return Indicator(
        id="",
        name=Text.plain(""),
        kind=Kind.RATE,
        measure=Measure(Style.SHARE),
        numerator=subject.indicator(row.numerator).name,
        denominator=subject.indicator(row.denominator).name,
    )


SECTION = Section(needs=("steps", *impact.NEEDS, *readings.NEEDS), build=_build)
