"""Do key results fit the plan, and each other? From the goal files alone, in plain Python.

A key result's target is brought to the figure of the whole team (``each: member`` times the members) over the
time it speaks of, and so is the plan. A floor of 15 % where the plan needs 20 % makes 1,800,000 of a KGI of
2,400,000 when everything else is as planned.

Source: method: the column's four key results mapped; the plan's targets agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from goalbook.analyse import kpi_tree, plan, plan_totals, threshold_targets
from goalbook.analyse.kpi_tree import KpiTree, Stage
from goalbook.analyse.periods import Ruler
from goalbook.analyse.plan import Planned, Relation
from goalbook.analyse.promises import Contradiction, Fit, Need, Promise
from goalbook.analyse.remembered import once_alike
from goalbook.analyse.scales import Scales
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.objective import KeyResult
from goalbook.model.values import Direction, Form, Kind, Operator, Period, Quantity, Span

_ROUNDED: Final = threshold_targets.ROUNDED_APART.value


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What one team agreed for one cycle.

    Attributes:
        cycle: The cycle file.
        ruler: The cycle's days and fiscal year.
        members: How many members the team has.
    """

    cycle: Cycle
    ruler: Ruler
    members: int

    @cached_property
    def tree(self) -> KpiTree:
        """The KPI tree."""
        return kpi_tree.build_tree(self.cycle)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The plan's equations from the KGI down."""
        return plan.equations(self.cycle)

    @cached_property
    def upwards(self) -> tuple[tuple[str, Relation], ...]:
        """Each metric that an equation makes, and that equation; parts before results."""
        return tuple(reversed(plan.made_by(self.relations).items()))

    @cached_property
    def scales(self) -> Scales:
        """Lengths of periods."""
        return Scales(span=self.ruler.span)

    def values(self, day: date) -> Mapping[str, Planned]:
        """The plan on a day."""
        if day not in self._values:
            span = self.ruler.span
            self._values[day] = plan.plan_values(self.cycle, day, span)
        return self._values[day]

    @cached_property
    def _values(self) -> dict[date, Mapping[str, Planned]]:
        return {}

    @cached_property
    def _stretches(self) -> tuple[plan_totals.Stretch, ...]:
        return plan_totals.stretches(self.cycle, self.ruler.span)

    def key_result(self, promise: Promise) -> KeyResult:
        """The key result behind a promise."""
        return self.cycle.objectives[promise.objective].key_results[promise.key_result]

    def planned(self, promise: Promise) -> float | None:
        """What the plan asks in the figure of a promise; None when it asks nothing of the metric."""
        found = self.values(promise.due).get(promise.metric)
        if found is None or promise.per is None or found.per is None:
            return found.value if found else None
        if promise.days is not None:
            return plan_totals.totals(self._stretches, promise.days, self.ruler).get(promise.metric)
        factor = self.scales.factor(found.per, promise.per)
        return None if factor is None else found.value * factor


def promises(terms: Terms) -> tuple[Promise, ...]:
    """Every key result with a target of its own that the files state in full, in the order written.

    A target that is a change from an earlier cycle's result (``baseline_from``) is not among them; whoever
    reads the log can make its `Promise`.
    """
    return tuple(
        promise
        for objective, goal in terms.cycle.objectives.items()
        for name, result in goal.key_results.items()
        if (promise := _promise(terms, (objective, name), result)) is not None
    )


def fits(terms: Terms, promised: Sequence[Promise]) -> tuple[Fit, ...]:
    """How the promises fit the plan; those whose metric the plan says nothing about are left out."""
    return tuple(found for promise in promised if (found := _fit(terms, promise)) is not None)


def need(terms: Terms, promise: Promise) -> Need | None:
    """What a promised volume takes of the step before; None for anything but a step of a funnel."""
    link = _links(terms.cycle).get(promise.metric)
    rate = terms.values(promise.due).get(link.rate or "") if link else None
    if link is None or rate is None or link.previous is None or rate.value <= 0:
        return None
    target = promise.target / promise.heads
    return Need(
        metric=link.previous,
        rate_metric=link.rate or "",
        rate=rate.value,
        target=target,
        value=target / rate.value,
    )


@once_alike
def _links(cycle: Cycle) -> Mapping[str, Stage]:
    """Each step of a funnel to the first link with a declared rate that leads to it."""
    links = [link for link in kpi_tree.flat(kpi_tree.stages(cycle)) if link.rate]
    return {link.step: link for link in reversed(links)}


def contradictions(terms: Terms, promised: Sequence[Promise]) -> Iterator[Contradiction]:
    """Promises that other promises do not reach.

    Two key results on one metric, over the same time, due on the same day and of the same type, with
    different targets; and a metric whose parts all have key results that come to less than its own.
    """
    yield from _twice(terms, promised)
    by_metric = {promise.metric: promise for promise in promised}
    for relation in terms.relations:
        names = (relation.result, *relation.parts)
        if all(name in by_metric for name in names):
            yield from _short(terms, relation, by_metric)


def _promise(terms: Terms, ids: tuple[str, str], result: KeyResult) -> Promise | None:
    metric = terms.cycle.metrics.get(result.metric or "")
    span = terms.ruler.span
    due = result.due if result.due and result.due in span else span.last
    typed = result.target.on(due) if result.target else None
    if metric is None or typed is None or not _is_clear(metric, typed):
        return None
    baseline = result.baseline or (None if result.baseline_from else metric.baseline)
    target = typed.resolved(baseline.value if baseline else None)
    if target is None:
        return None
    is_sum = plan.adds_up(metric)
    is_shared = result.each is not None and (is_sum or metric.kind is Kind.LEVEL)
    heads = max(1, terms.members) if is_shared else 1
    per, number = _time(result) if is_sum else (None, 1)
    is_whole = per is Period.CYCLE
    return Promise(
        objective=ids[0],
        key_result=ids[1],
        metric=result.metric or "",
        target=target * heads / number,
        written=target,
        heads=heads,
        per=per,
        days=Span(span.first, due) if is_whole else None,
        due=due,
    )


def _is_clear(metric: Metric, typed: Quantity) -> bool:
    """Whether a target is one number, and of a rate one written as a share."""
    is_share = metric.kind is Kind.RATE
    return metric.direction is not Direction.BAND and not (
        is_share and typed.form in {Form.PLAIN, Form.MONEY}
    )


def _time(result: KeyResult) -> tuple[Period, int]:
    """The period a sum is stated per, and how many of them the target speaks of."""
    if result.over is not None:
        return result.over.period, result.over.number
    return result.per or Period.CYCLE, 1


def _fit(terms: Terms, promise: Promise) -> Fit | None:
    planned = terms.planned(promise)
    if planned is None:
        return None
    metric = terms.cycle.metrics[promise.metric]
    kgi = terms.values(promise.due).get(terms.tree.kgi or "")
    return Fit(
        promise=promise,
        plan=planned,
        is_below_plan=_is_short(metric, promise.target, planned),
        kgi=terms.tree.kgi or "",
        kgi_per=kgi.per if kgi else None,
        kgi_plan=kgi.value if kgi else None,
        kgi_if=_kgi_if(terms, promise, planned),
        has_reason=terms.key_result(promise).differs is not None,
    )


def _kgi_if(terms: Terms, promise: Promise, planned: float) -> float | None:
    values, kgi = terms.values(promise.due), terms.tree.kgi
    if kgi is None or kgi not in values or not planned:
        return None
    share = promise.target / planned
    before, after = (_worked_up(terms, values, promise.metric, factor) for factor in (1.0, share))
    if before is None or after is None:
        return None
    # The typed KGI may differ from what its parts come to by what an author rounded; that is no news here.
    return values[kgi].value + after - before


def _worked_up(terms: Terms, values: Mapping[str, Planned], metric: str, factor: float) -> float | None:
    """The KGI from the plan with one metric multiplied; None when it does not depend on it."""
    kgi = terms.tree.kgi or ""
    known = {**values, metric: _moved(values[metric], values[metric].value * factor)}
    moved = {metric}
    for result, relation in terms.upwards:
        if result == metric or moved.isdisjoint(relation.parts) or result not in known:
            continue
        value = plan.needed(relation, result, known, terms.scales)
        if value is None:
            return None
        known[result] = _moved(known[result], value)
        moved.add(result)
    return known[kgi].value if kgi in moved else None


def _moved(planned: Planned, value: float) -> Planned:
    return Planned(value=value, per=planned.per, source=planned.source, by=planned.by)


def _is_short(metric: Metric, found: float, wanted: float) -> bool:
    """Whether a number lies on the bad side of another, by more than rounding."""
    room = _ROUNDED * abs(wanted)
    return found > wanted + room if metric.direction is Direction.DOWN else found < wanted - room


def _twice(terms: Terms, promised: Sequence[Promise]) -> Iterator[Contradiction]:
    first: dict[tuple[object, ...], Promise] = {}
    for promise in promised:
        result = terms.key_result(promise)
        key = (promise.metric, promise.per, result.over, promise.due, result.type)
        known = first.setdefault(key, promise)
        if known is not promise and abs(known.target - promise.target) > _ROUNDED * abs(known.target):
            yield Contradiction(promise=promise, others=(known,), reached=known.target)


def _short(terms: Terms, relation: Relation, by_metric: Mapping[str, Promise]) -> Iterator[Contradiction]:
    """Whether the parts' promises come to less than the whole's."""
    whole, parts = by_metric[relation.result], [by_metric[part] for part in relation.parts]
    metrics = terms.cycle.metrics
    if len({promise.days for promise in (whole, *parts) if promise.per is not None}) > 1:
        return  # a total by a due day is not held against a month's number
    known = [_per(terms, promise, whole.per) for promise in parts]
    reached = plan.combined(relation.operator, known)
    if reached is None or not _is_short(metrics[relation.result], reached, whole.target):
        return
    is_few = metrics[relation.result].kind is Kind.COUNT and abs(reached - whole.target) < 1
    if not is_few and relation.operator is not Operator.QUOTIENT:
        yield Contradiction(promise=whole, others=tuple(parts), reached=reached)


def _per(terms: Terms, promise: Promise, per: Period | None) -> float | None:
    """A promise in another period; as it is where there is none."""
    if promise.per is None or per is None:
        return promise.target
    factor = terms.scales.factor(promise.per, per)
    return None if factor is None else promise.target * factor
