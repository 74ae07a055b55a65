"""Factors.

What numbers are judged: every metric, in the order of the table ``metrics``, then every link of a funnel for
which no rate is declared, written ``appointments/calls``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from goalbook.analyse import frames, layout, lines, plan, thresholds
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.values import Direction, Fraction, Kind

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "factor": frames.TEXT,
    "kind": frames.TEXT,
    "direction": frames.TEXT,
    "numerator": frames.TEXT,
    "denominator": frames.TEXT,
    "is_rate": frames.FLAG,  # a share of cases, so that chance can be computed
    "is_count": frames.FLAG,
    "adds_up": frames.FLAG,
    "benchmark": frames.NUMBER,  # as given
    "min_denominator": frames.NUMBER,
    "is_external": frames.FLAG,
    "is_in_tree": frames.FLAG,  # logged for the KGI
    "is_kgi": frames.FLAG,
    "is_kpi": frames.FLAG,
    "cycle_row": frames.WHOLE,
    "numerator_row": frames.WHOLE,  # row of `metrics`, -1 for none
    "denominator_row": frames.WHOLE,
}
_TEXTS: Final = ("factor", "kind", "direction", "numerator", "denominator")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out metrics, then links."""
    limits, found = inputs.handbook.company.limits, list(layout.each_cycle(inputs))
    least = float(thresholds.MIN_DENOMINATOR.of(limits))
    rows = [row for place, (_, _, cycle, _) in enumerate(found) for row in _metrics(cycle, place, least)]
    rows += [row for place, (_, _, cycle, _) in enumerate(found) for row in _links(cycle, place, least)]
    cycles, metrics = tables["cycles"], tables["metrics"]
    frame = pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in {"team", "cycle"}])
    known = dict(zip(zip(metrics["cycle_row"], metrics["metric"], strict=True), metrics.index, strict=True))
    for part in ("numerator", "denominator"):
        keys = zip(frame["cycle_row"], frame[part], strict=True)
        frame[f"{part}_row"] = [known.get(key, -1) for key in keys]
    frame = frame.astype({"cycle_row": frames.WHOLE})
    frame = frame.assign(**{name: frames.texts(frame[name]) for name in _TEXTS})
    for name in ("team", "cycle"):
        frame[name] = cycles[name].array.take(frame["cycle_row"])
    return frames.conform(frame, COLUMNS)


def _metrics(cycle: Cycle, place: int, least: float) -> list[dict[str, Any]]:
    logged = lines.logged_for(cycle, lines.tree_of(cycle))
    return [
        {
            "cycle_row": place,
            "factor": name,
            "kind": metric.kind.value,
            "direction": metric.direction.value,
            "numerator": metric.of.numerator if metric.of and metric.kind.is_fraction else "",
            "denominator": metric.of.denominator if metric.of and metric.kind.is_fraction else "",
            "is_rate": metric.kind is Kind.RATE and _is_share(cycle, metric.of),
            "is_count": metric.kind is Kind.COUNT and plan.adds_up(metric),
            "adds_up": plan.adds_up(metric),
            "benchmark": _benchmark(metric),
            "min_denominator": least if metric.min_denominator is None else metric.min_denominator,
            "is_external": metric.external,
            "is_in_tree": name in logged,
            "is_kgi": name == cycle.kgi,
            "is_kpi": name in cycle.kpis,
        }
        for name, metric in cycle.metrics.items()
    ]


def _links(cycle: Cycle, place: int, least: float) -> list[dict[str, Any]]:
    found = {line.factor: line for line in lines.of_cycle(cycle) if line.factor not in cycle.metrics}
    return [
        {
            "cycle_row": place,
            "factor": factor,
            "kind": Kind.RATE.value,
            "direction": Direction.UP.value,
            "numerator": line.numerator,
            "denominator": line.denominator,
            "is_rate": _is_share(cycle, Fraction(line.numerator, line.denominator)),
            "is_count": False,
            "adds_up": False,
            "benchmark": None,
            "min_denominator": least,
            "is_external": False,
            "is_in_tree": True,
            "is_kgi": False,
            "is_kpi": False,
        }
        for factor, line in found.items()
    ]


def _is_share(cycle: Cycle, fraction: Fraction | None) -> bool:
    """Whether it is a share of cases; a margin, yen of yen, has no cases that chance could be counted in."""
    parts = (fraction.numerator, fraction.denominator) if fraction else ()
    kinds = {cycle.metrics[part].kind if part in cycle.metrics else None for part in parts}
    return kinds == {Kind.COUNT}


def _benchmark(metric: Metric) -> float | None:
    baseline = metric.baseline.value if metric.baseline else None
    return metric.benchmark.resolved(baseline) if metric.benchmark else None


TABLE: Final = Table(needs=("cycles", "metrics"), columns=COLUMNS, build=build)
