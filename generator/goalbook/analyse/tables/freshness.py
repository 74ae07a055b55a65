"""Freshness.

How far each team's log reaches, up to the team's day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "last_row": frames.DAY,  # no day without any row
    "rows": frames.WHOLE,  # reported numbers; empty values are not reported
    "as_of": frames.DAY,
}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Look at each team's last row."""
    log, teams = tables["log"], sorted(inputs.handbook.teams)
    each = log.groupby("team", observed=False)["date"]
    frame = pd.DataFrame(
        {
            "team": frames.texts(teams),
            "last_row": each.max().reindex(teams).to_numpy(),
            "rows": each.size().reindex(teams).to_numpy(),
            "as_of": frames.days(inputs.handbook.as_of(team, inputs.today) for team in teams),
        }
    )
    return frames.conform(frame, COLUMNS)


TABLE: Final = Table(needs=("log",), columns=COLUMNS, build=build)
