"""Periods.

Weeks (Monday to Sunday), months, quarters of the fiscal year and the whole of every cycle, cut to the cycle's
days; shortest first. Also those that have not begun.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames, layout
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "is_begun": frames.FLAG,
    "is_complete": frames.FLAG,  # the team's day has reached the last day
    "cycle_row": frames.WHOLE,
}


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the periods."""
    cycles = tables["cycles"]
    frame = layout.periods_of(cycles)
    of_cycle = cycles.iloc[frame["cycle_row"]].reset_index(drop=True)
    frame = frame.assign(
        team=of_cycle["team"],
        cycle=of_cycle["cycle"],
        period=pd.Categorical(frame["period"], dtype=frames.PERIOD),
        is_begun=frame["first"] <= of_cycle["as_of"],
        is_complete=frame["last"] <= of_cycle["as_of"],
    )
    return frames.conform(frame, COLUMNS)


TABLE: Final = Table(needs=("cycles",), columns=COLUMNS, build=build)
