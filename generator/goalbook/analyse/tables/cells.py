"""Cells.

The log, reduced: what each metric adds up to in each cell of the calendar. Numbers of which the last one
counts (levels) keep a row for each member and segment.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames, layout, totals
from goalbook.analyse.combinations import in_order
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "metric_row": "int32",
    "cell_row": "int32",
    "member": frames.TEXT,  # "" unless the last one counts
    "segment": frames.TEXT,
    "is_mean": frames.FLAG,
    "is_last": frames.FLAG,
    "total": frames.NUMBER,
    "weight": frames.NUMBER,
    "rows": frames.WHOLE,
}


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Reduce the entries."""
    metrics = tables["metrics"]
    entries = tables["entries"]
    places = layout.numbers(entries, "cell_row", metrics, tables["calendar"])
    cells = totals.reduce(totals.weighed(entries, metrics), ["metric_row"], places)
    cells["team"] = metrics["team"].array.take(cells["metric_row"])
    return frames.conform(in_order(cells, ["metric_row", "cell_row", "member", "segment"]), COLUMNS)


TABLE: Final = Table(needs=("entries", "metrics", "calendar"), columns=COLUMNS, build=build)
