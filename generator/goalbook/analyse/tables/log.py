"""Log.

Every reported number of all teams up to the team's day; what is dated later is not known yet and is left out,
also when its ``from`` is earlier. An empty value is not reported and is no row here.
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
    "date": frames.DAY,
    "metric": frames.TEXT,  # as logged: may be an earlier id
    "value": frames.NUMBER,
    "n": frames.NUMBER,  # number of cases behind a mean
    "since": frames.DAY,  # the row's `from`
    "member": frames.TEXT,  # "" when not said
    "segment": frames.TEXT,
    "by": frames.TEXT,  # who recorded it; "" when not said
}


def build(inputs: Inputs, _: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Read all logs."""
    found = frames.progress(inputs.handbook)
    as_of = frames.days(inputs.handbook.as_of(team, inputs.today) for team in found["team"].cat.categories)
    if len(found) and found["date"].max() > as_of.min():
        found = found[found["date"].to_numpy() <= as_of[found["team"].cat.codes]]
    return frames.conform(found, COLUMNS)


TABLE: Final = Table(columns=COLUMNS, build=build)
