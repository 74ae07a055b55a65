"""Repetitions.

How often each practice was done in each week. A week without a row has none here: nobody recorded it, which
is not the same as nothing done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout
from goalbook.analyse.combinations import Combinations, in_order
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.values import Period

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "practice": frames.TEXT,
    "metric": frames.TEXT,
    "period": frames.PERIOD.name,  # week
    "first": frames.DAY,
    "last": frames.DAY,
    "sessions": frames.WHOLE,
    "people": frames.WHOLE,
    "reps": frames.WHOLE,  # a row without a number of repetitions is one
    "minutes": frames.WHOLE_OR_NONE,  # of rows that say them
}
_KEY: Final = ["team", "cycle", "practice", "metric", "first", "last"]


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Add up each week."""
    rows, calendar, periods = tables["sessions"], tables["calendar"], tables["periods"]
    place = layout.cell_rows(calendar, rows["team"], rows["date"])
    rows = rows[place >= 0]
    week = calendar[layout.kind_column(Period.WEEK)].to_numpy()[place[place >= 0]]
    rows = rows.assign(
        first=periods["first"].to_numpy()[week],
        last=periods["last"].to_numpy()[week],
        reps=rows["reps"].fillna(1),
    )
    rows = in_order(rows, _KEY)
    each = Combinations.of(rows, _KEY)
    people = Combinations.of({"week": each.codes, "member": rows["member"].array}, ["week", "member"])
    sums = rows[["reps", "minutes"]].groupby(each.codes).sum(min_count=1)
    found = {
        **each.firsts(frames.arrays(rows, _KEY), _KEY),
        "period": pd.Categorical([Period.WEEK.value] * len(each), dtype=frames.PERIOD),
        "sessions": each.count(),
        "people": np.bincount(each.codes[people.first], minlength=len(each)),
        "reps": sums["reps"],
        "minutes": sums["minutes"],
    }
    return frames.conform(found, COLUMNS)


TABLE: Final = Table(needs=("sessions", "calendar", "periods"), columns=COLUMNS, build=build)
