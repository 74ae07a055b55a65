"""Lines.

The lines of every cycle's process table, without numbers, each with the factors that it may be judged by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, lines
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.lines import LineKind
from goalbook.analyse.remembered import once_alike
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
_TOLD: Final = ("order", *_TEXTS, "is_step", "parent")
_OF_CYCLE: Final = ("team", "cycle")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the lines of each cycle, then its chosen KPIs that stand on none."""
    factors, cycles = tables["factors"], tables["cycles"]
    keys = zip(factors["cycle_row"].tolist(), factors["factor"].tolist(), strict=True)
    known = {key: row for row, key in enumerate(keys)}
    values: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for place, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs)):
        told, before = _of_cycle(cycle), len(values["parent"])
        for name, column in told.items():
            values[name] += column
        values["parent"][before:] = (row + before if row >= 0 else row for row in told["parent"])
        values["factor_row"] += [known[place, name] for name in told["factor"]]
        values["step_row"] += [known[place, name] for name in told["step"]]
        values["cycle_row"] += [place] * len(told["parent"])
    row = np.array(values["cycle_row"], dtype=np.int64)
    columns = {
        name: frames.texts(values[name]) if name in _TEXTS else np.array(values[name], dtype=dtype)
        for name, dtype in COLUMNS.items()
        if name not in _OF_CYCLE
    } | {name: cycles[name].array.take(row) for name in _OF_CYCLE}
    return frames.conform(frames.of_arrays(columns, len(row)), COLUMNS)


@once_alike
def _of_cycle(cycle: Cycle) -> Mapping[str, list[Any]]:
    """Columns of the lines of one cycle."""
    rows = _rows(cycle)
    return {name: [row[name] for row in rows] for name in _TOLD}


def _rows(cycle: Cycle) -> list[dict[str, Any]]:
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
