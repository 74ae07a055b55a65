"""Last rows.

The day of the last recorded row of every metric, up to the team's day: of what is computed from others the
earliest of theirs, for without one of them there is no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import derived, frames
from goalbook.analyse.arrays import IntArray
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "last": frames.DAY,  # none where no row has come, or none of a part
}
_NONE: Final = np.iinfo(np.int64).min
"""What numpy reads as no day."""
_DEEPEST: Final = 4
"""Formulas within formulas, as far as they are followed here."""


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Look at each metric's rows, then at those of its parts."""
    metrics, reach = tables["metrics"], tables["reach"]
    last = np.full(len(metrics), _NONE)
    np.maximum.at(last, reach["metric_row"].to_numpy(), reach["until"].to_numpy().astype(np.int64))
    metric, part = _parts(inputs, metrics)
    for _ in range(_DEEPEST if len(part) else 0):
        least = np.full(len(metrics), np.iinfo(np.int64).max)
        np.minimum.at(least, metric, last[part])
        is_made = np.bincount(metric, minlength=len(metrics)) > 0
        last = np.where((last == _NONE) & is_made, least, last)
    names = {name: metrics[name].array for name in ("team", "cycle", "metric")}
    return frames.of_arrays({**names, "last": last.astype(frames.DAY)}, len(metrics))


def _parts(inputs: Inputs, metrics: pd.DataFrame) -> tuple[IntArray, IntArray]:
    """Rows of what is computed, and of what it is computed from."""
    formulas, row = derived.relations(inputs, metrics), np.arange(len(metrics))
    sides = [metrics[f"{side}_row"].to_numpy() for side in ("numerator", "denominator")]
    metric = np.concatenate([row, row, formulas["metric_row"].to_numpy(dtype=np.int64)])
    part = np.concatenate([*sides, formulas["part_row"].to_numpy(dtype=np.int64)])
    return metric[part >= 0], part[part >= 0]


TABLE: Final = Table(needs=("metrics", "reach"), columns=COLUMNS, build=build)
