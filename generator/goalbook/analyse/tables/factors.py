"""Factors.

What numbers are judged: every metric, in the order of the table ``metrics``, then every link of a funnel for
which no rate is declared, written ``appointments/calls``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import cohorts, frames, layout, lines, plan, thresholds
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle
from goalbook.model.effects import effects
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
    "wait_days": frames.WHOLE,  # of a cohort and its hits: days after a period until its cases are closed
    "is_external": frames.FLAG,
    "is_in_tree": frames.FLAG,  # logged for the KGI
    "is_kgi": frames.FLAG,
    "is_kpi": frames.FLAG,
    "cycle_row": frames.WHOLE,
    "numerator_row": frames.WHOLE,  # row of `metrics`, -1 for none
    "denominator_row": frames.WHOLE,
}
_READ: Final = (
    *(
        "cycle_row",
        "factor",
        "kind",
        "direction",
        "effect",
        "numerator",
        "denominator",
        "is_rate",
        "is_count",
        "adds_up",
    ),
    *(
        "benchmark",
        "min_denominator",
        "is_cohort",
        "wait_days",
        "is_external",
        "is_in_tree",
        "is_kgi",
        "is_kpi",
    ),
)
_TEXTS: Final = ("factor", "kind", "direction", "effect", "numerator", "denominator")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out metrics, then links."""
    limits, found = inputs.handbook.company.limits, list(layout.each_cycle(inputs))
    least = float(thresholds.MIN_DENOMINATOR.of(limits))
    rows = [row for place, (_, _, cycle, _) in enumerate(found) for row in _metrics(cycle, place, least)]
    rows += [row for place, (_, _, cycle, _) in enumerate(found) for row in _links(cycle, place, least)]
    cycles, metrics = tables["cycles"], tables["metrics"]
    frame = pd.DataFrame(rows, columns=list(_READ)).astype({"cycle_row": frames.WHOLE})
    named = zip(metrics["cycle_row"].tolist(), metrics["metric"].tolist(), strict=True)
    known = {key: row for row, key in enumerate(named)}
    cycle = frame["cycle_row"].tolist()
    for part in ("numerator", "denominator"):
        keys = zip(cycle, frame[part].tolist(), strict=True)
        frame[f"{part}_row"] = [known.get(key, -1) if key[1] else -1 for key in keys]
    frame = frame.assign(**{name: frames.texts(frame[name]) for name in _TEXTS})
    for name in ("team", "cycle"):
        frame[name] = cycles[name].array.take(frame["cycle_row"])
    return frames.conform(frame, COLUMNS)


def _metrics(cycle: Cycle, place: int, least: float) -> list[tuple[object, ...]]:
    """Each metric, in the order of `_READ`."""
    logged = lines.logged_for(cycle, lines.tree_of(cycle))
    helps = effects(cycle.kgi, cycle.metrics)
    waits = cohorts.wait_days(cycle)
    summed = {name: plan.adds_up(metric) for name, metric in cycle.metrics.items()}
    return [
        (
            place,
            name,
            metric.kind.value,
            metric.direction.value,
            _effect(metric, helps.get(name)).value,
            *_parts(metric),
            metric.kind is Kind.RATE and _is_share(cycle, metric.of),
            metric.kind is Kind.COUNT and summed[name],
            summed[name],
            _benchmark(metric),
            least if metric.min_denominator is None else metric.min_denominator,
            metric.cohort,
            waits.get(name, 0),
            metric.external,
            name in logged,
            name == cycle.kgi,
            name in cycle.kpis,
        )
        for name, metric in cycle.metrics.items()
    ]


def _links(cycle: Cycle, place: int, least: float) -> list[tuple[object, ...]]:
    """Each link without a declared rate, in the order of `_READ`."""
    found = {line.factor: line for line in lines.of_cycle(cycle) if line.factor not in cycle.metrics}
    helps = effects(cycle.kgi, cycle.metrics) if found else {}
    sides = {line.factor: helps.get(line.numerator, Direction.UP).value for line in found.values()}
    return [
        (
            *(place, factor, Kind.RATE.value, sides[factor], sides[factor], line.numerator, line.denominator),
            _is_share(cycle, Fraction(line.numerator, line.denominator)),
            *(False, False, None, least, False, 0, False, True, False, False),
        )
        for factor, line in found.items()
    ]


def _effect(metric: Metric, helps: Direction | None) -> Direction:
    """A band keeps both its sides; of anything else arithmetic says which one helps."""
    return metric.direction if metric.direction is Direction.BAND else helps or metric.direction


def _parts(metric: Metric) -> tuple[str, str]:
    of = metric.of if metric.kind.is_fraction else None
    return (of.numerator, of.denominator) if of else ("", "")


def _is_share(cycle: Cycle, fraction: Fraction | None) -> bool:
    """Whether it is a share of cases; a margin, yen of yen, has no cases that chance could be counted in."""
    parts = (fraction.numerator, fraction.denominator) if fraction else ()
    kinds = {cycle.metrics[part].kind if part in cycle.metrics else None for part in parts}
    return kinds == {Kind.COUNT}


def _benchmark(metric: Metric) -> float | None:
    baseline = metric.baseline.value if metric.baseline else None
    return metric.benchmark.resolved(baseline) if metric.benchmark else None


TABLE: Final = Table(needs=("cycles", "metrics"), columns=COLUMNS, build=build)
