"""The plan of every cycle file, once for each stretch of days on which no target moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from goalbook.analyse import kpi_tree, plan
from goalbook.analyse.kpi_tree import Stage
from goalbook.analyse.plan import Planned, PlanSource, Relation
from goalbook.analyse.scales import Scales
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.metric import Metric
from goalbook.model.values import Form, Kind
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed
from goalbook.validate.once import once


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The plan from a day on.

    Attributes:
        agreed: The cycle file.
        since: Its first day; None for the stretch the cycle begins with.
        values: Metric to its planned value.
        relations: The plan's equations.
        links: The links of its funnels in order, finer ones after the link they refine.
        scales: Lengths of periods.
    """

    agreed: Agreed
    since: date | None
    values: Mapping[str, Planned]
    relations: tuple[Relation, ...]
    links: tuple[Stage, ...]
    scales: Scales

    def is_typed(self, metric: str) -> bool:
        """Whether a metric has a target of its own."""
        return metric in self.values and self.values[metric].source is PlanSource.TYPED


@once
def stretches(handbook: Handbook) -> Iterator[Stretch]:
    """Every stretch of every cycle file that plans anything, in order of time."""
    for found in agreed.cycles(handbook):
        if any(found.tree.parts.values()):
            yield from _of_cycle(found)


def _of_cycle(found: Agreed) -> Iterator[Stretch]:
    cycle = readable(found.cycle)
    relations = plan.equations(cycle)
    links = tuple(kpi_tree.flat(kpi_tree.stages(cycle)))
    first = found.span.first if found.span else date.min
    days = [day for day in plan.change_days(cycle) if day > first]
    for day in (first, *days):
        yield Stretch(
            agreed=found,
            since=None if day == first else day,
            values=plan.plan_values(cycle, day, found.span),
            relations=relations,
            links=links,
            scales=Scales(span=found.span),
        )


def readable(cycle: Cycle) -> Cycle:
    """The cycle without targets that say something else than meant; each of them has a problem of its own."""
    doubtful = {name: metric for name, metric in cycle.metrics.items() if _is_doubtful(metric)}
    if not doubtful:
        return cycle
    plain = {name: metric.model_copy(update={"target": None}) for name, metric in doubtful.items()}
    return cycle.model_copy(update={"metrics": {**cycle.metrics, **plain}})


def _is_doubtful(metric: Metric) -> bool:
    values = [step.value for step in metric.targets.steps]
    if metric.kind is Kind.RATE:
        return any(value.form in {Form.PLAIN, Form.MONEY} or not 0 <= value.value <= 1 for value in values)
    is_share = any(value.form is Form.PERCENT for value in values) and metric.kind is not Kind.RATIO
    return is_share or (metric.kind is Kind.COUNT and any(value.value < 0 for value in values))
