"""Actuals by segment.

The same numbers as in the table ``actuals`` for each segment that was named in the log, by month, quarter and
cycle; rows without a segment are in no row here. Counts of all segments and of rows without one add up to the
whole. Only where something was reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames, totals
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "segment": frames.TEXT,
    "value": frames.NUMBER,
    "numerator": frames.NUMBER,
    "denominator": frames.NUMBER,
    "rows": frames.WHOLE,
    "is_complete": frames.FLAG,
}


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Add up the entries of each segment."""
    entries = tables["entries"]
    said = entries[entries["segment"] != ""]
    cells = totals.reduce(totals.weighed(said, tables["metrics"]), ["metric_row", "segment"])
    found = totals.by_period(cells, tables, ["segment"])
    return frames.conform(totals.named(found, tables), COLUMNS)


TABLE: Final = Table(needs=("entries", "metrics", "calendar", "periods"), columns=COLUMNS, build=build)
