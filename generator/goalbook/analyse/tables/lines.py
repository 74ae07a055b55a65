"""Lines.

The lines of every cycle's process table, without numbers, each with the factors that it may be judged by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from goalbook.analyse import frames, layout, lines
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.lines import LineKind
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "order": frames.WHOLE,
    "kind": frames.TEXT,  # leaf, stage, inner or kgi when all numbers are there; kpi: chosen, on no line
    "stage": frames.TEXT,
    "step": frames.TEXT,
    "factor": frames.TEXT,
    "numerator": frames.TEXT,
    "denominator": frames.TEXT,
    "is_step": frames.FLAG,  # of a funnel
    "parent": frames.WHOLE,  # row of this table, -1 on level 1
    "factor_row": frames.WHOLE,  # row of `factors`
    "step_row": frames.WHOLE,
    "cycle_row": frames.WHOLE,
}
_TEXTS: Final = ("kind", "stage", "step", "factor", "numerator", "denominator")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the lines of each cycle, then its chosen KPIs that stand on none."""
    factors, cycles = tables["factors"], tables["cycles"]
    keys = zip(factors["cycle_row"].tolist(), factors["factor"].tolist(), strict=True)
    known = {key: row for row, key in enumerate(keys)}
    rows: list[dict[str, Any]] = []
    for place, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs)):
        before = len(rows)
        for row in _of_cycle(cycle):
            row["parent"] += before if row["parent"] >= 0 else 0
            named = {"factor_row": known[place, row["factor"]], "step_row": known[place, row["step"]]}
            rows.append({**row, **named, "cycle_row": place})
    frame = pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in {"team", "cycle"}])
    frame = frame.astype(dict.fromkeys(("cycle_row", "parent", "factor_row", "step_row"), frames.WHOLE))
    frame = frame.assign(**{name: frames.texts(frame[name]) for name in _TEXTS})
    for name in ("team", "cycle"):
        frame[name] = cycles[name].array.take(frame["cycle_row"])
    return frames.conform(frame, COLUMNS)


def _of_cycle(cycle: Cycle) -> list[dict[str, Any]]:
    found = lines.of_cycle(cycle)
    rows = [
        {
            "order": line.order,
            "kind": line.kind.value,
            "stage": line.stage,
            "step": line.step,
            "factor": line.factor,
            "numerator": line.numerator,
            "denominator": line.denominator,
            "is_step": line.is_step,
            "parent": line.parent,
        }
        for line in found
    ]
    there = {name for line in found for name in (line.factor, line.step)}
    return rows + [
        _kpi(cycle, name, len(rows) + place)
        for place, name in enumerate(
            name for name in cycle.kpis if name in cycle.metrics and name not in there
        )
    ]


def _kpi(cycle: Cycle, name: str, order: int) -> dict[str, Any]:
    metric = cycle.metrics[name]
    of = metric.of if metric.kind.is_fraction else None
    return {
        "order": order,
        "kind": LineKind.KPI.value,
        "stage": "",
        "step": name,
        "factor": name,
        "numerator": of.numerator if of else "",
        "denominator": of.denominator if of else "",
        "is_step": False,
        "parent": -1,
    }


TABLE: Final = Table(needs=("cycles", "factors"), columns=COLUMNS, build=build)
