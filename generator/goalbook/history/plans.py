"""What a change of goals does to a cycle's plan on one day.

Three plans are set beside each other:

- before: the plan as it was;
- after: volumes as they were planned, rates as they are now, worked up to the KGI. A lower win rate with the
  same number of calls brings in less, whatever the KGI's typed target still says;
- keep: the KGI as it was, rates as they are now, worked back to the volumes it would take.

When the change moves the KGI's own target, the plan after it is simply the new one.
Source: method: plan derivation; exact chain, rounded at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from goalbook.analyse import kpi_tree, plan, threshold_targets
from goalbook.analyse.plan import Planned, PlanSource
from goalbook.analyse.scales import Scales
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.targets import Targets, TargetStep
from goalbook.model.values import Form, Quantity, Span

SAME: Final = threshold_targets.SAME.value
"""Numbers that differ by less than this share are the same; the rest is the noise of arithmetic."""

_ROUNDED: Final = threshold_targets.ROUNDED_APART.value
"""A typed KGI and what its parts come to may be apart so far because an author rounded them."""

Values = Mapping[str, Planned]
"""Metric id, as it is now, to what the plan asks of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What a team agreed for a cycle, before or now.

    Attributes:
        cycle: The cycle file.
        span: The cycle's days; None when company.yml does not list it.
    """

    cycle: Cycle
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """Three plans of one cycle on one day.

    Attributes:
        kgi: The KGI's id now; None without one, or when another metric became it.
        before: The plan as it was.
        after: The plan with the change.
        keep: What it takes to keep the KGI as it was; empty when it does not move or its own target did.
        is_goal_moved: Whether the KGI's own target moved, or another metric became the KGI.
        is_unclear: Whether the plan moves and nobody can say by how much: its targets did not agree before.
    """

    kgi: str | None
    before: Values
    after: Values
    keep: Values
    is_goal_moved: bool
    is_unclear: bool = False

    def moves(self, metric: str) -> bool:
        """Whether the change gives a metric another planned value."""
        return differs(self.before.get(metric), self.after.get(metric))


def plans(old: Side, new: Side, day: date, renames: Mapping[str, str]) -> Plans:
    """The three plans.

    Args:
        old: Before.
        new: Now.
        day: The day they are asked for.
        renames: Metric id before to metric id now.
    """
    before = _named(plan.plan_values(old.cycle, day, old.span), renames)
    typed = plan.plan_values(new.cycle, day, new.span)
    kgi = new.cycle.kgi
    if not kgi or kgi != renames.get(old.cycle.kgi or "", old.cycle.kgi):
        return Plans(kgi=None, before=before, after=typed, keep={}, is_goal_moved=bool(kgi or old.cycle.kgi))
    if _is_typed_anew(before.get(kgi), typed.get(kgi)):
        return Plans(kgi=kgi, before=before, after=typed, keep={}, is_goal_moved=True)
    after: Values | None = typed
    is_unclear = False
    if _is_typed(typed.get(kgi)):
        was = _named(_worked_up(old, day, _named_back(before, renames)), renames)
        now = _worked_up(new, day, before)
        after = _scaled(now, was, before, kgi)
        is_unclear = after is None and differs(was.get(kgi), now.get(kgi))
    if after is None or not differs(before.get(kgi), after.get(kgi)):
        return Plans(kgi=kgi, before=before, after=typed, keep={}, is_goal_moved=False, is_unclear=is_unclear)
    return Plans(kgi=kgi, before=before, after=after, keep=_kept(new, day, before), is_goal_moved=False)


def differs(one: Planned | None, other: Planned | None) -> bool:
    """Whether two planned values are not the same number in the same period."""
    if one is None or other is None:
        return one is not other
    return one.per is not other.per or abs(one.value - other.value) > SAME * max(
        abs(one.value), abs(other.value)
    )


def in_period(planned: Planned, like: Planned, span: Span | None) -> float | None:
    """A planned value in the period of another; None when the two have no common length."""
    if planned.per is None or like.per is None or planned.per is like.per:
        return planned.value
    factor = Scales(span=span).factor(planned.per, like.per)
    return None if factor is None else planned.value * factor


def _worked_up(side: Side, day: date, before: Values) -> Values:
    """The plan from the volumes as they were and the rates as this side has them.

    Where a part of a step is not planned at all, the step itself stays as it was.
    """
    tree = kpi_tree.build_tree(side.cycle)
    metrics = side.cycle.metrics
    relations = plan.equations(side.cycle)
    results = {relation.result for relation in relations}
    known = {name for name in metrics if name in before or metrics[name].targets.on(day) is not None}
    held = {relation.result for relation in relations if not known.issuperset(set(relation.parts) - results)}
    changed: dict[str, Metric] = {}
    for name in tree.below(tree.kgi) if tree.kgi else ():
        is_worked_up = name in results and name not in held
        if is_worked_up or (name in held and name not in before):
            changed[name] = metrics[name].model_copy(update={"target": None})
        elif name in before and (name in held or metrics[name].targets.on(day) is None):
            changed[name] = _with_target(metrics[name], before[name])
    return plan.plan_values(_with(side.cycle, changed), day, side.span)


def _scaled(after: Values, was: Values, before: Values, kgi: str) -> Values | None:
    """The plan with the change, its KGI free of what an author rounded.

    The typed KGI and what its parts come to may differ by rounding. The same step is taken on both sides, and
    the typed KGI moves by their ratio.

    Returns:
        None when the parts did not come to the KGI even before: nobody can say what the change does to it.
    """
    if kgi not in after or kgi not in was or not was[kgi].value:
        return None
    if was[kgi].per is not before[kgi].per or abs(was[kgi].value / before[kgi].value - 1) > _ROUNDED:
        return None
    value = before[kgi].value * after[kgi].value / was[kgi].value
    return {**after, kgi: replace(after[kgi], value=value)}


def _kept(new: Side, day: date, before: Values) -> Values:
    """The plan worked back from the KGI as it was, with the rates as they are."""
    tree = kpi_tree.build_tree(new.cycle)
    metrics = new.cycle.metrics
    below = tree.below(tree.kgi) if tree.kgi else ()
    changed = {
        name: metrics[name].model_copy(update={"target": None})
        for name in below
        if plan.adds_up(metrics[name])
    }
    if tree.kgi and tree.kgi in before:
        changed[tree.kgi] = _with_target(metrics[tree.kgi], before[tree.kgi])
    return plan.plan_values(_with(new.cycle, changed), day, new.span)


def _named(values: Values, renames: Mapping[str, str]) -> Values:
    return {renames.get(name, name): value for name, value in values.items()}


def _named_back(values: Values, renames: Mapping[str, str]) -> Values:
    return _named(values, {new: old for old, new in renames.items()})


def _with(cycle: Cycle, metrics: Mapping[str, Metric]) -> Cycle:
    return cycle.model_copy(update={"metrics": {**cycle.metrics, **metrics}})


def _with_target(metric: Metric, planned: Planned) -> Metric:
    """A metric whose target is a number that was worked out."""
    quantity = Quantity(text="", value=planned.value, form=Form.PLAIN)
    targets = Targets((TargetStep(value=quantity),))
    per = {"per": planned.per} if planned.per else {}
    return metric.model_copy(update={"target": targets, **per})


def _is_typed(planned: Planned | None) -> bool:
    return planned is not None and planned.source is PlanSource.TYPED


def _is_typed_anew(old: Planned | None, new: Planned | None) -> bool:
    """Whether a target that somebody typed is another one now."""
    return (_is_typed(old) or _is_typed(new)) and (_is_typed(old) is not _is_typed(new) or differs(old, new))
