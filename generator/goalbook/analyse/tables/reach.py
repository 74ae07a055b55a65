"""Reach.

The last day on which each metric was logged in each cell of the calendar. A number speaks of the days up to
there: what is logged on Fridays says nothing of the Monday after.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "metric_row": "int32",
    "cell_row": "int32",
    "until": frames.DAY,
}


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Find the last row of each cell."""
    entries, metrics = tables["entries"], tables["metrics"]
    cells = int(entries["cell_row"].max()) + 1 if len(entries) else 1
    key = entries["metric_row"].to_numpy().astype(np.int64) * cells + entries["cell_row"].to_numpy()
    last = pd.Series(entries["date"].to_numpy().astype(np.int64)).groupby(key).max()
    metric_row, cell_row = np.divmod(last.index.to_numpy().astype(np.int64), cells)
    frame = pd.DataFrame(
        {
            "metric_row": metric_row,
            "cell_row": cell_row,
            "until": last.to_numpy().astype(frames.DAY),
        }
    )
    frame["team"] = metrics["team"].array.take(metric_row)
    return frames.conform(frame, COLUMNS)


TABLE: Final = Table(needs=("entries", "metrics"), columns=COLUMNS, build=build)
