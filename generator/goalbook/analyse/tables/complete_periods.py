"""Complete periods.

Weeks, months and quarters that are over, in which something was logged and whose cases are closed: what a
metric's history is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames, unevenness
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "factor_row": "int32",
    "life": "int32",  # a metric through all its cycles and renames
    "period": "int8",  # a code of the periods
    "first": frames.DAY,
    "value": frames.NUMBER,
    "k": frames.NUMBER,
    "n": frames.NUMBER,
    "exposure": "int32",  # working days
    "is_whole": frames.FLAG,  # not cut by a cycle's end
}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Keep what is over and has a row."""
    return frames.conform(unevenness.complete(inputs, tables), COLUMNS)


TABLE: Final = Table(needs=("actuals", "factors", "cycles"), columns=COLUMNS, build=build)
