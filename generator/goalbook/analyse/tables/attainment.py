"""Attainment.

Every actual beside its target, with the result of closed periods in one word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import attainment, cohort_rows, cohorts, frames, layout, row_numbers
from goalbook.analyse.arrays import BoolArray
from goalbook.analyse.attainment import Asked
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "actual": frames.NUMBER,
    "numerator": frames.NUMBER,
    "denominator": frames.NUMBER,
    "target": frames.NUMBER,  # of the whole period
    "expected": frames.NUMBER,  # up to the team's day; the target for rates and levels
    "gap": frames.NUMBER,  # actual - expected; of a closed period that is actual - target; 0 within a band
    "attainment": frames.NUMBER,  # actual / target, target / actual when lower is better
    "result": frames.TEXT,  # met, missed, running (also while cases are open), no-data, no-target
    "low": frames.NUMBER,  # of a band, for the whole period
    "high": frames.NUMBER,
    "is_complete": frames.FLAG,
}
_KEY: Final = ("team", "cycle", "metric", "period", "first")
_TAKEN: Final = ("target", "expected", "low", "high")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay targets beside actuals."""
    metrics, targets = tables["metrics"], tables["targets"]
    actuals, cycles, factors = tables["actuals"], tables["cycles"], tables["factors"]
    row = row_numbers.of(actuals, targets, _KEY)
    found = actuals.rename(columns={"value": "actual"}).assign(
        **row_numbers.taken(targets, row, {name: name for name in _TAKEN})
    )
    metric = row_numbers.of(actuals, metrics)  # also the row of `factors`, which begin with the metrics
    direction = pd.Series(metrics["direction"].array.take(metric))
    waits = cohort_rows.waits_until(
        found["last"],
        factors["wait_days"].to_numpy()[metric],
        pd.Series(cycles["as_of"].array.take(metrics["cycle_row"].to_numpy()[metric])),
    )
    asked = Asked(target=found["target"], direction=direction, low=found["low"], high=found["high"])
    found = found.assign(
        gap=attainment.gap(found["actual"], found["expected"], asked),
        attainment=attainment.attainment(found["actual"], asked),
        result=attainment.result(
            found["actual"], asked, found["is_complete"], waits.notna(), _is_growing(inputs)[metric]
        ),
    )
    return frames.conform(found, COLUMNS)


def _is_growing(inputs: Inputs) -> BoolArray:
    """Which metrics cases that are open can only add to; in the order of the table ``metrics``."""
    found: list[bool] = []
    for _, _, cycle, _ in layout.each_cycle(inputs):
        if cohorts.wait_days(cycle):
            growing = cohorts.growing(cycle)
            found += [name in growing for name in cycle.metrics]
        else:
            found += [False] * len(cycle.metrics)
    return np.array(found, dtype=np.bool_)


TABLE: Final = Table(
    needs=("actuals", "targets", "metrics", "factors", "cycles"), columns=COLUMNS, build=build
)
