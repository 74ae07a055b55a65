"""Factors.

What numbers are judged: every metric, in the order of the table ``metrics``, then every link of a funnel for
which no rate is declared, written ``appointments/calls``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import cohorts, frames, layout, lines, plan, thresholds
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.lines import Line
from goalbook.analyse.remembered import once_alike
from goalbook.analyse.table import Table
from goalbook.model import effects
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.values import Direction, Fraction, Kind

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "factor": frames.TEXT,
    "kind": frames.TEXT,
    "direction": frames.TEXT,
    "effect": frames.TEXT,  # the direction in which it improves the KGI by arithmetic, else `direction`
    "numerator": frames.TEXT,
    "denominator": frames.TEXT,
    "is_rate": frames.FLAG,  # a share of cases, so that chance can be computed
    "is_count": frames.FLAG,
    "adds_up": frames.FLAG,
    "benchmark": frames.NUMBER,  # as given
    "min_denominator": frames.NUMBER,
    "is_cohort": frames.FLAG,  # its counts are dated by the day their case began
    "wait_days": frames.WHOLE,  # days after a period until the cases are closed that it counts
    "is_external": frames.FLAG,
    "is_in_tree": frames.FLAG,  # logged for the KGI
    "is_kgi": frames.FLAG,
    "is_kpi": frames.FLAG,
    "cycle_row": frames.WHOLE,
    "numerator_row": frames.WHOLE,  # row of `metrics`, -1 for none
    "denominator_row": frames.WHOLE,
}
_LAID_OUT: Final = (
    *("cycle_row", "kind", "direction", "numerator", "denominator", "numerator_row", "denominator_row"),
)
"""What the table ``metrics`` knows already."""
_SAID: Final = (
    *("effect", "is_rate", "adds_up", "benchmark", "min_denominator", "is_cohort", "wait_days"),
    *("is_external", "is_in_tree", "is_kgi", "is_kpi"),
)
_TEXTS: Final = ("factor", "kind", "direction", "effect", "numerator", "denominator")
_LINK: Final = {
    "kind": Kind.RATE.value,
    "adds_up": False,
    "benchmark": None,
    "is_cohort": False,
    "is_external": False,
    "is_in_tree": True,
    "is_kgi": False,
    "is_kpi": False,
}
"""What holds for every link without a declared rate."""

Columns = dict[str, list[Any]]


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out metrics, then links."""
    cycles, metrics = tables["cycles"], tables["metrics"]
    least = float(thresholds.MIN_DENOMINATOR.of(inputs.handbook.company.limits))
    found = [cycle for _, _, cycle, _ in layout.each_cycle(inputs)]
    declared = {"factor": metrics["metric"].tolist()} | {name: metrics[name].tolist() for name in _LAID_OUT}
    declared |= _columns(_SAID, [row for cycle in found for row in _metrics(cycle, least)])
    links = _links(found, least)
    known = {key: row for row, key in enumerate(zip(declared["cycle_row"], declared["factor"], strict=True))}
    for part in ("numerator", "denominator"):
        links[f"{part}_row"] = [known[key] for key in zip(links["cycle_row"], links[part], strict=True)]
    values = {name: [*declared[name], *links[name]] for name in declared}
    texts = {name: frames.texts(values[name]) for name in _TEXTS}
    kinds, sums = values["kind"], values["adds_up"]
    is_count = [kind == Kind.COUNT.value and adds_up for kind, adds_up in zip(kinds, sums, strict=True)]
    row = np.array(values["cycle_row"], dtype=np.int64)
    names = {name: cycles[name].array.take(row) for name in ("team", "cycle")}
    return frames.conform(pd.DataFrame(values | texts | names | {"is_count": is_count}), COLUMNS)


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Columns:
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def _metrics(cycle: Cycle, least: float) -> Iterator[tuple[Any, ...]]:
    """What each metric says, in the order of `_SAID`."""
    logged, signs, sides = _logged(cycle), _signs(cycle), effects.sides(cycle.kgi, cycle.metrics)
    waits = cohorts.wait_days(cycle)
    for name, metric in cycle.metrics.items():
        yield (
            _effect(metric, sides.get(signs.get(name, 0))).value,
            metric.kind is Kind.RATE and _is_share(cycle, metric.of),
            plan.adds_up(metric),
            _benchmark(metric),
            least if metric.min_denominator is None else metric.min_denominator,
            metric.cohort,
            waits.get(name, 0),
            metric.external,
            name in logged,
            name == cycle.kgi,
            name in cycle.kpis,
        )


def _links(cycles: Sequence[Cycle], least: float) -> Columns:
    """Each link without a declared rate."""
    found = [(place, cycle, line) for place, cycle in enumerate(cycles) for line in _undeclared(cycle)]
    helps = [_helps(cycle, line.numerator).value for _, cycle, line in found]
    waits = [cohorts.wait_days(cycle) for cycle in cycles]
    return {
        **{name: [value] * len(found) for name, value in (*_LINK.items(), ("min_denominator", least))},
        "cycle_row": [place for place, *_ in found],
        "factor": [line.factor for *_, line in found],
        "direction": helps,
        "effect": helps,
        "numerator": [line.numerator for *_, line in found],
        "denominator": [line.denominator for *_, line in found],
        "wait_days": [
            cohorts.link_waits(waits[place], line.numerator, line.denominator) for place, _, line in found
        ],
        "is_rate": [_is_share(cycle, Fraction(line.numerator, line.denominator)) for _, cycle, line in found],
    }


@once_alike
def _undeclared(cycle: Cycle) -> tuple[Line, ...]:
    known = {line.factor: line for line in lines.of_cycle(cycle) if line.factor not in cycle.metrics}
    return tuple(known.values())


@once_alike
def _logged(cycle: Cycle) -> frozenset[str]:
    return lines.logged_for(cycle, lines.tree_of(cycle))


@once_alike
def _signs(cycle: Cycle) -> Mapping[str, int]:
    return effects.signs(cycle.kgi, cycle.metrics)


def _helps(cycle: Cycle, metric: str) -> Direction:
    """The direction in which a metric improves the KGI; up where arithmetic does not say."""
    sides = effects.sides(cycle.kgi, cycle.metrics)
    return sides.get(_signs(cycle).get(metric, 0), Direction.UP)


def _effect(metric: Metric, helps: Direction | None) -> Direction:
    """A band keeps both its sides; of anything else arithmetic says which one helps."""
    return metric.direction if metric.direction is Direction.BAND else helps or metric.direction


def _is_share(cycle: Cycle, fraction: Fraction | None) -> bool:
    """Whether it is a share of cases; a margin, yen of yen, has no cases that chance could be counted in."""
    parts = (fraction.numerator, fraction.denominator) if fraction else ()
    kinds = {cycle.metrics[part].kind if part in cycle.metrics else None for part in parts}
    return kinds == {Kind.COUNT}


def _benchmark(metric: Metric) -> float | None:
    baseline = metric.baseline.value if metric.baseline else None
    return metric.benchmark.resolved(baseline) if metric.benchmark else None


TABLE: Final = Table(needs=("cycles", "metrics"), columns=COLUMNS, build=build)
