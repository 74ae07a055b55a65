"""Calendar.

The cells of every cycle: weeks cut at the ends of months and of the cycle. Every period is made of whole
cells, so numbers are reduced to cells once and then added up to weeks, months, quarters and cycles.
Sorted by team and first day, so that the cell of a day is found by bisection.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames, layout, periods
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "first": frames.DAY,
    "last": frames.DAY,
    **{layout.kind_column(kind): frames.WHOLE for kind in periods.SHOWN},  # row of the table `periods`
    "cycle_row": frames.WHOLE,
}


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the cells."""
    cycles = tables["cycles"]
    frame = layout.cells_of(cycles)
    frame["team"] = cycles["team"].array.take(frame["cycle_row"])
    return frames.conform(frame.sort_values(["team", "first", "cycle_row"]), COLUMNS)


TABLE: Final = Table(needs=("cycles",), columns=COLUMNS, build=build)
