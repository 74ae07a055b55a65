"""What the plan asks of every metric: targets as typed, the rest worked back (method: plan derivation).

A formula is one `Relation`; a funnel is one per link, ``step = step before × rate``.
Whoever has a target keeps it. A relation with one unknown gives that unknown: first from the KGI down to the
volumes it needs, then from what is still known up to the KGI.

Counts and amounts that add up over days speak of a period (``per``). Within a relation they are brought to
the same one by average lengths (a month is 365.2425 / 12 days; a cycle of whole months is so many months), so
that the plan does not depend on which month it is. Rates, ratios and levels have no period.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from goalbook.analyse import kpi_tree
from goalbook.analyse.remembered import once, once_alike
from goalbook.analyse.scales import Scales
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.values import Aggregate, Formula, Fraction, Operator, Period, Span

_NOISE: Final = 1e-9


class PlanSource(Enum):
    """Where a planned value comes from."""

    TYPED = "typed"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the plan asks of one metric.

    Attributes:
        value: The target, not rounded; a rate is a share.
        per: The period it speaks of; None for what does not add up over days (rates, ratios, levels, means).
        source: Typed by the author, or derived from other metrics.
        by: The equation it was derived with; None for a typed one.
    """

    value: float
    per: Period | None
    source: PlanSource
    by: Relation | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One equation of the plan: ``result = parts joined by operator``.

    Attributes:
        result: The metric above.
        operator: What joins the parts.
        parts: The metrics below; for a link of a funnel the step before and the rate.
        owner: The metric whose formula or funnel this is.
    """

    result: str
    operator: Operator
    parts: tuple[str, ...]
    owner: str


def plan_values(cycle: Cycle, day: date, span: Span | None = None) -> Mapping[str, Planned]:
    """What the plan asks of each metric on a day.

    Args:
        cycle: What the team agreed.
        day: Picks the step of a dated target that is in force.
        span: The cycle's days; without them a target per cycle is not compared with one per month.

    Returns:
        Metric id to its planned value, in the order written; what is not known is absent.
    """
    known = _plans(cycle)
    stretch = bisect_right(change_days(cycle), day)
    if (stretch, span) not in known:
        solver = _Solver(cycle=cycle, scales=Scales(span=span), known=_typed(cycle, day))
        solver.solve(equations(cycle))
        found = {metric: solver.known[metric] for metric in cycle.metrics if metric in solver.known}
        known[stretch, span] = MappingProxyType(found)
    return known[stretch, span]


@once
def _plans(_: Cycle) -> dict[tuple[int, Span | None], Mapping[str, Planned]]:
    """The plans of a cycle that were worked out so far: by its stretch between two changes, and its days."""
    return {}


@once
def change_days(cycle: Cycle) -> tuple[date, ...]:
    """The days on which a metric's target moves, sorted; between two of them the plan is the same."""
    steps = (step for metric in cycle.metrics.values() for step in metric.targets.steps)
    return tuple(sorted({step.since for step in steps if step.since is not None}))


@once_alike
def equations(cycle: Cycle) -> tuple[Relation, ...]:
    """The plan's equations from the KGI down; none from a loop or from a formula with an unknown name."""
    tree = kpi_tree.build_tree(cycle)
    rates = kpi_tree.declared_rates(cycle)
    found: list[Relation] = []
    for metric in tree.parents_first():
        if tree.parts[metric]:
            found += _of_formula(cycle, metric)
            found += _of_funnel(kpi_tree.funnel_steps(cycle, metric), rates)
    return tuple(found)


def made_by(relations: Sequence[Relation]) -> dict[str, Relation]:
    """Metric to the one equation that makes it, results before parts.

    Where there are several, its own formula or funnel is taken, before a link of a longer funnel.
    """
    found: dict[str, Relation] = {}
    for relation in relations:
        known = found.get(relation.result)
        if known is None or (known.owner != known.result and relation.owner == relation.result):
            found[relation.result] = relation
    return found


def adds_up(metric: Metric) -> bool:
    """Whether a metric's days are summed, so that its target speaks of a period."""
    return metric.aggregate is Aggregate.SUM


def needed(relation: Relation, metric: str, values: Mapping[str, Planned], scales: Scales) -> float | None:
    """What one metric of a relation would have to be for the others to hold, in its own period.

    Returns:
        For the result what its parts make of it; None when anything else is unknown.
    """
    planned = values.get(metric)
    if planned is None:
        return None
    base = planned.per or _first_period((relation.result, *relation.parts), values)
    return _solved(relation, metric, base, _Given(values=values, scales=scales))


def combined(operator: Operator, numbers: Sequence[float | None]) -> float | None:
    """A formula's value; None when a part is unknown or the divisor is 0."""
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    if operator is Operator.PRODUCT:
        return _finite(math.prod(known))
    if operator is Operator.SUM:
        return _finite(sum(known))
    if operator is Operator.DIFFERENCE:
        return _finite(known[0] - sum(known[1:]))
    return _finite(known[0] / known[1]) if known[1] else None


def ceil_tol(value: float) -> int:
    """The next whole number, not one more because of noise in the last digits: 21 / 0.07 is 300."""
    return math.ceil(value - _NOISE)


def required_whole(value: float) -> int:
    """How many whole cases reach a planned volume."""
    return max(0, ceil_tol(value))


def _typed(cycle: Cycle, day: date) -> dict[str, Planned]:
    found = {}
    for name, metric in cycle.metrics.items():
        baseline = metric.baseline.value if metric.baseline else None
        target = metric.targets.on(day)
        value = target.resolved(baseline) if target else None
        if value is not None:
            per = metric.per if adds_up(metric) else None
            found[name] = Planned(value=value, per=per, source=PlanSource.TYPED)
    return found


def _of_formula(cycle: Cycle, metric: str) -> tuple[Relation, ...]:
    formula: Formula | None = cycle.metrics[metric].formula
    if formula is None or not all(part in cycle.metrics for part in formula.parts):
        return ()
    return (Relation(result=metric, operator=formula.operator, parts=formula.parts, owner=metric),)


def _of_funnel(steps: tuple[str, ...], rates: Mapping[Fraction, str]) -> tuple[Relation, ...]:
    links = ((after, before, rates.get(Fraction(after, before))) for before, after in pairwise(steps))
    return tuple(
        Relation(result=after, operator=Operator.PRODUCT, parts=(before, rate), owner=steps[-1])
        for after, before, rate in reversed(tuple(links))
        if rate
    )


@dataclass(slots=True, kw_only=True)
class _Solver:
    """Fills what is unknown, one relation with one unknown at a time.

    Attributes:
        cycle: The metrics.
        scales: Lengths of periods.
        known: Typed values, then also derived ones.
        wanted: The period a derived volume is stated in, when the author named one.
    """

    cycle: Cycle
    scales: Scales
    known: dict[str, Planned]
    wanted: Period | None = field(init=False)

    def __post_init__(self) -> None:
        kgi = self.cycle.metrics.get(self.cycle.kgi or "")
        is_named = kgi is not None and adds_up(kgi) and _names_period(kgi)
        self.wanted = kgi.per if kgi and is_named else None

    def solve(self, equations: Sequence[Relation]) -> None:
        while self._go_down(equations) or self._go_up(equations):
            pass

    def _go_down(self, equations: Sequence[Relation]) -> bool:
        found = False
        for relation in equations:
            unknown = [part for part in relation.parts if part not in self.known]
            if relation.result in self.known and len(unknown) == 1:
                found |= self._fill(relation, unknown[0])
        return found

    def _go_up(self, equations: Sequence[Relation]) -> bool:
        found = False
        for relation in reversed(equations):
            if relation.result not in self.known and all(part in self.known for part in relation.parts):
                found |= self._fill(relation, relation.result)
        return found

    def _fill(self, relation: Relation, unknown: str) -> bool:
        metric = self.cycle.metrics[unknown]
        base = _first_period((relation.result, *relation.parts), self.known)
        value = _solved(relation, unknown, base, _Given(values=self.known, scales=self.scales))
        if value is None:
            return False
        per = None
        if adds_up(metric):
            value, per = self._stated(metric, value, base)
        self.known[unknown] = Planned(
            value=_without_noise(value), per=per, source=PlanSource.DERIVED, by=relation
        )
        return True

    def _stated(self, metric: Metric, value: float, base: Period | None) -> tuple[float, Period]:
        wanted = metric.per if _names_period(metric) else self.wanted
        if base is None or wanted is None:
            return value, base or metric.per
        factor = self.scales.factor(base, wanted)
        return (value, base) if factor is None else (value * factor, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    values: Mapping[str, Planned]
    scales: Scales

    def in_period(self, metric: str, per: Period | None) -> float | None:
        """A metric's value brought to a period; as it is when it or the relation has none."""
        planned = self.values.get(metric)
        if planned is None or planned.per is None or per is None:
            return planned.value if planned else None
        factor = self.scales.factor(planned.per, per)
        return None if factor is None else planned.value * factor


def _solved(relation: Relation, metric: str, base: Period | None, given: _Given) -> float | None:
    if metric == relation.result:
        return combined(relation.operator, [given.in_period(part, base) for part in relation.parts])
    if relation.parts.count(metric) > 1:
        return None
    result = given.in_period(relation.result, base)
    others = [given.in_period(part, base) for part in relation.parts if part != metric]
    return _unknown_part(relation, metric, result, others)


def _unknown_part(
    relation: Relation, unknown: str, result: float | None, others: Sequence[float | None]
) -> float | None:
    """The formula turned round to the one part that is unknown."""
    is_first = relation.parts[0] == unknown
    if relation.operator is Operator.PRODUCT:
        return combined(Operator.QUOTIENT, [result, combined(Operator.PRODUCT, others)])
    if relation.operator is Operator.SUM:
        return combined(Operator.DIFFERENCE, [result, *others])
    if relation.operator is Operator.DIFFERENCE:
        if is_first:
            return combined(Operator.SUM, [result, *others])
        return combined(Operator.DIFFERENCE, [others[0], result, *others[1:]])
    if is_first:
        return combined(Operator.PRODUCT, [result, *others])
    return combined(Operator.QUOTIENT, [*others, result])


def _first_period(metrics: Sequence[str], values: Mapping[str, Planned]) -> Period | None:
    periods = (values[metric].per for metric in metrics if metric in values)
    return next((per for per in periods if per is not None), None)


def _names_period(metric: Metric) -> bool:
    return "per" in metric.model_fields_set


def _without_noise(value: float) -> float:
    """A whole number where only the last digits of the arithmetic differ from it."""
    whole = round(value)
    return float(whole) if whole and abs(value - whole) <= _NOISE * 1e-3 * abs(whole) else value


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
