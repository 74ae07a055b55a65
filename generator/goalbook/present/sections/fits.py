"""Key results beside the plan and each other.

What the KGI becomes when only one is met, what a volume takes, and which cannot be met together.

``At the floor of 15 %, new revenue comes to 180.0 a month, 60.0 short of plan.`` Nothing is said of a key
result that asks as much as the plan does, is no step of a funnel and can be met together with the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse.plan import ceil_tol
from goalbook.messages import Message, msg
from goalbook.model.values import Direction, Period, Text
from goalbook.present.indicator import Indicator
from goalbook.present.section import Section
from goalbook.present.subject import Subject

_FLOOR: Final = msg("floor")
_EDGES: Final = {Direction.DOWN: msg("ceiling")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a promised volume takes of the step before.

    Attributes:
        indicator: The step before.
        rate: The rate between the two.
        planned: That rate in the plan.
        target: The promise as written; of one member where it holds for each.
        value: `target` ÷ `planned`.
        whole: That as a whole number of cases, rounded up.
    """

    indicator: Indicator
    rate: Indicator
    planned: float
    target: float
    value: float
    whole: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Key results of which not all can be met.

    Attributes:
        titles: Of the others.
        is_twice: Whether the other asks another number of the same metric.
        reached: What the metric comes to with the others just met, of the whole team.
    """

    titles: tuple[Text, ...]
    is_twice: bool
    reached: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """One key result.

    Attributes:
        objective, key_result: Which.
        indicator: What it is measured by.
        target: What it asks of the whole team.
        plan: What the plan asks in the same figure.
        is_below_plan: Whether it asks less than the plan does.
        edge: ``floor``, or ``ceiling`` where staying below the target is the aim.
        kgi: The KGI, or None.
        kgi_period: The period its numbers speak of, or None.
        kgi_plan, kgi_if: The KGI in the plan, and when this key result is just met and all else as planned.
        kgi_gap: `kgi_if` - `kgi_plan`.
        is_kgi_over: Whether `kgi_if` lies above the plan, as with a KGI that is to stay low.
        need: What it takes, or None.
        clash: With what it cannot be met together, or None.
    """

    objective: str
    key_result: str
    indicator: Indicator
    target: float
    plan: float | None
    is_below_plan: bool
    edge: Message
    kgi: Indicator | None
    kgi_period: Period | None
    kgi_plan: float | None
    kgi_if: float | None
    kgi_gap: float | None
    is_kgi_over: bool
    need: Need | None
    clash: Clash | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fits:
    """Those with something to say.

    Attributes:
        rows: In the order of the file.
    """

    rows: tuple[Fit, ...]

    def of(self, objective: str, key_result: str) -> Fit | None:
        """One key result, or None."""
        found = (row for row in self.rows if (row.objective, row.key_result) == (objective, key_result))
        return next(found, None)


def _build(subject: Subject) -> Fits | None:
    rows = tuple(
        _fit(subject, row)
        for row in subject.rows("consistency")
        if row.is_below_plan or row.needs_metric or row.clashes_with
    )
    return Fits(rows=rows) if rows else None


def _fit(subject: Subject, row: Any) -> Fit:
    indicator = subject.indicator(row.metric)
    is_known = row.kgi and row.kgi_if is not None
    return Fit(
        objective=row.objective,
        key_result=row.key_result,
        indicator=indicator,
        target=row.target,
        plan=row.plan,
        is_below_plan=row.is_below_plan,
        edge=_EDGES.get(indicator.direction, _FLOOR),
        kgi=subject.indicator(row.kgi) if is_known and row.kgi != row.metric else None,
        kgi_period=Period(row.kgi_per) if row.kgi_per else None,
        kgi_plan=row.kgi_plan,
        kgi_if=row.kgi_if,
        kgi_gap=row.kgi_gap,
        is_kgi_over=(row.kgi_gap or 0.0) > 0,
        need=_need(subject, row) if row.needs_metric else None,
        clash=_clash(subject, row) if row.clashes_with else None,
    )


def _clash(subject: Subject, row: Any) -> Clash | None:
    if subject.cycle is None:
        return None
    ids = (each.split("/") for each in row.clashes_with.split())
    found = tuple(subject.cycle.objectives[aim].key_results[name] for aim, name in ids)
    return Clash(
        titles=tuple(one.title for one in found),
        is_twice=any(one.metric == row.metric for one in found),
        reached=row.clash_reached,
    )


def _need(subject: Subject, row: Any) -> Need | None:
    rate = next(
        (one for one in subject.indicators.values() if _leads(subject, one.id, row)),
        None,
    )
    if rate is None:
        return None
    return Need(
        indicator=subject.indicator(row.needs_metric),
        rate=rate,
        planned=row.needs_rate,
        target=row.needs_target,
        value=row.needs_value,
        whole=ceil_tol(row.needs_value),
    )


def _leads(subject: Subject, metric: str, row: Any) -> bool:
    of = subject.cycle.metrics[metric].of if subject.cycle else None
    return bool(of and (of.numerator, of.denominator) == (row.metric, row.needs_metric))


SECTION = Section(needs=("consistency",), build=_build)
