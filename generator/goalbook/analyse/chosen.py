"""Which sides of the process the chosen KPIs hold: how many (volume) and how well (quality)."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.analyse import kpi_tree
from goalbook.model.cycle import Cycle
from goalbook.model.values import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What is steered by: the chosen KPIs and the metrics of key results.

    Attributes:
        in_funnel: Chosen KPIs that are a step of a funnel or the rate of one of its links.
        volumes: Steps of a funnel that are steered by.
        qualities: Rates and ratios that are steered by and lead to the KGI, also by an arrow.
        missing: Steps, or rates, of the funnels of `in_funnel` that would make up for a side that is empty.
    """

    in_funnel: tuple[str, ...]
    volumes: tuple[str, ...]
    qualities: tuple[str, ...]
    missing: tuple[str, ...]


def balance(cycle: Cycle) -> Balance:
    """Volume and quality among what a cycle is steered by."""
    tree = kpi_tree.build_tree(cycle)
    links = tuple(kpi_tree.flat(kpi_tree.stages(cycle)))
    steps = {stage.step for stage in links}
    rates = {stage.rate for stage in links if stage.rate}
    chosen = [name for name in cycle.kpis if name in cycle.metrics]
    aims = [
        result.metric for objective in cycle.objectives.values() for result in objective.key_results.values()
    ]
    steered = list(dict.fromkeys((*chosen, *(name for name in aims if name in cycle.metrics and name))))
    qualities = [
        name for name in steered if _is_quality(cycle, name) and (name in rates or tree.way_to_kgi(name))
    ]
    in_funnel = tuple(name for name in chosen if name in steps or name in rates)
    return Balance(
        in_funnel=in_funnel,
        volumes=tuple(name for name in steered if name in steps),
        qualities=tuple(qualities),
        missing=_counterparts(links, in_funnel),
    )


def _is_quality(cycle: Cycle, name: str) -> bool:
    kind = cycle.metrics[name].kind
    return kind.is_fraction or kind in {Kind.SCORE, Kind.DURATION}


def _counterparts(links: tuple[kpi_tree.Stage, ...], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The other side of each chosen link: its step for a rate, its rate for a step."""
    found = [
        other
        for stage in links
        for name, other in ((stage.rate, stage.step), (stage.step, stage.rate), (stage.previous, stage.rate))
        if name in chosen and other and other not in chosen
    ]
    return tuple(dict.fromkeys(found))
