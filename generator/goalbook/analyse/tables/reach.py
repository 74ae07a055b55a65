"""Reach.

The last day on which each metric was logged in each cell of the calendar. A number speaks of the days up to
there: what is logged on Fridays says nothing of the Monday after.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout
from goalbook.analyse.combinations import Combinations
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
    each = Combinations.numbered(layout.numbers(entries, "cell_row", metrics, tables["calendar"]))
    last = each.largest(entries["date"].to_numpy().astype(np.int64))
    frame = each.rows(entries, ("metric_row", "cell_row"), until=last.astype(frames.DAY))
    frame["team"] = metrics["team"].array.take(frame["metric_row"])
    return frames.conform(frame, COLUMNS)


TABLE: Final = Table(needs=("entries", "metrics", "calendar"), columns=COLUMNS, build=build)
