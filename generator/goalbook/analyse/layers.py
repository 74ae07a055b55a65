"""Which layer of the work a chosen KPI measures: what comes out, what people do, how well they do it.

Outcome: the KGI, amounts and what is computed from them, levels, and the last step of the KGI's funnel.
Behaviour: any other count, and milestones. Skill: rates, ratios, scores and durations. All but outcomes lead:
they move before the result does. A set of KPIs with outcomes alone says what happened, not what to do.

Source: method: checklist, behaviour that makes change; the layers are the column's (result, behaviour,
skill), their reading from the kinds of numbers a house default.
"""

from __future__ import annotations

from enum import StrEnum

from goalbook.analyse import kpi_tree
from goalbook.model.cycle import Cycle
from goalbook.model.values import Kind, Period

_OFTEN = {Period.DAY, Period.WEEK}


class Layer(StrEnum):
    """What a KPI measures."""

    OUTCOME = "outcome"
    BEHAVIOUR = "behaviour"
    SKILL = "skill"


def layer(cycle: Cycle, name: str, tree: kpi_tree.KpiTree | None = None) -> Layer:
    """The layer of one of a cycle's metrics."""
    metric, known = cycle.metrics[name], tree or kpi_tree.build_tree(cycle)
    above = cycle.metrics.get(metric.of.numerator) if metric.of else None
    is_money = metric.kind is Kind.AMOUNT or (above is not None and above.kind is Kind.AMOUNT)
    if name == known.kgi or is_money or metric.kind is Kind.LEVEL or name in _last_steps(cycle, known):
        return Layer.OUTCOME
    if metric.kind in {Kind.COUNT, Kind.MILESTONE}:
        return Layer.BEHAVIOUR
    return Layer.SKILL


def cadence(cycle: Cycle, name: str) -> Period:
    """How often a metric is known: of a fraction the rarer of its parts."""
    metric = cycle.metrics[name]
    parts = [metric.of.numerator, metric.of.denominator] if metric.of and metric.kind.is_fraction else [name]
    known = [cycle.metrics[part].cadence or cycle.cadence for part in parts if part in cycle.metrics]
    return max(known or [cycle.cadence], key=list(Period).index)


def is_often(period: Period) -> bool:
    """Whether it is known weekly or more often, so that it can steer a week's work."""
    return period in _OFTEN


def _last_steps(cycle: Cycle, tree: kpi_tree.KpiTree) -> set[str]:
    """Ends of funnels right below the KGI."""
    parts = tree.children(tree.kgi) if tree.kgi else ()
    return {name for name in parts if cycle.metrics[name].funnel and not _is_step(cycle, name)}


def _is_step(cycle: Cycle, name: str) -> bool:
    return any(name in metric.funnel and name != other for other, metric in cycle.metrics.items())
