"""Last rows.

The day of the last recorded row of every metric, up to the team's day: of what is computed from others the
earliest of theirs, for without one of them there is no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import derived, frames
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "last": frames.DAY,  # none where no row has come, or none of a part
}
_DEEPEST: Final = 4
"""Formulas within formulas, as far as they are followed here."""


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Look at each metric's rows, then at those of its parts."""
    metrics, reach = tables["metrics"], tables["reach"]
    last = reach.groupby("metric_row")["until"].max().reindex(metrics.index)
    parts = _parts(inputs, metrics)
    for _ in range(_DEEPEST if len(parts) else 0):
        each = parts.assign(last=last.reindex(parts["part_row"]).to_numpy()).groupby("metric_row")["last"]
        is_whole = each.count() == each.size()
        last = last.fillna(each.min().where(is_whole).reindex(metrics.index))
    return frames.conform(metrics[["team", "cycle", "metric"]].assign(last=last), COLUMNS)


def _parts(inputs: Inputs, metrics: pd.DataFrame) -> pd.DataFrame:
    sides = [
        pd.DataFrame({"metric_row": metrics.index, "part_row": metrics[f"{side}_row"]})
        for side in ("numerator", "denominator")
    ]
    found = pd.concat([*sides, derived.relations(inputs, metrics)[["metric_row", "part_row"]]])
    return found[found["part_row"] >= 0].reset_index(drop=True)


TABLE: Final = Table(needs=("metrics", "reach"), columns=COLUMNS, build=build)
