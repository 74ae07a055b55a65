"""Scopes.

The stretches that pages speak of: the views of every cycle (months; quarters or the cycle when the KGI is
planned or logged that seldom) and the cycle as a whole. With the working days of each, how far the log
reaches into it, and the scopes to compare it with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, periods, scope_rows
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.values import Period

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "until": frames.DAY,  # last logged day of the KGI's numbers inside; none when nothing is logged
    "workdays": frames.WHOLE,
    "elapsed": frames.WHOLE,  # working days up to the team's day
    "known": frames.WHOLE,  # working days that the numbers speak of
    "is_view": frames.FLAG,
    "is_begun": frames.FLAG,
    "is_complete": frames.FLAG,
    "is_stale": frames.FLAG,  # the log ends more than a cadence before the team's day, or the period's end
    "place": frames.WHOLE,  # among the scopes of the cycle
    "previous": frames.WHOLE,  # row of this table, -1 for none
    "year": frames.WHOLE,
    "period_row": frames.WHOLE,
    "cycle_row": frames.WHOLE,
}


_NO_DAY: Final = np.iinfo(np.int64).min
"""What numpy reads as no day."""


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Choose the scopes of each cycle and measure them."""
    periods, cycles = tables["periods"], tables["cycles"]
    kinds = scope_rows.view_kinds(inputs)
    view = np.array([kinds[row].value for row in range(len(cycles))], dtype=object)[periods["cycle_row"]]
    is_view = (periods["period"].astype("object") == view).to_numpy()
    is_scope = is_view | (periods["period"] == Period.CYCLE.value).to_numpy()
    frame = periods[is_scope].assign(period_row=np.flatnonzero(is_scope), is_view=is_view[is_scope])
    frame = frame.sort_values(["cycle_row", "is_view", "first"], ascending=[True, False, True])
    frame = frame.reset_index(drop=True)
    frame["place"] = frame.groupby("cycle_row").cumcount()
    frame["until"] = _until(frame, tables)
    frame = _measured(frame, inputs, tables)
    return frames.conform(frame.assign(**scope_rows.neighbours(frame)), COLUMNS)


def _until(frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """The last day in each scope on which a number of the KGI's tree was logged."""
    reach, calendar = tables["reach"], tables["calendar"]
    is_known = tables["factors"]["is_in_tree"].to_numpy()[reach["metric_row"]]
    cell, until = (reach[name].to_numpy()[is_known] for name in ("cell_row", "until"))
    last = np.full(len(tables["periods"]), _NO_DAY)
    for kind in periods.SHOWN:
        np.maximum.at(last, calendar[layout.kind_column(kind)].to_numpy()[cell], until.astype(np.int64))
    return pd.Series(last[frame["period_row"]].astype(frames.DAY))


def _measured(frame: pd.DataFrame, inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    cycles = tables["cycles"]
    days = WorkdayRows.of(inputs, cycles)
    as_of = cycles["as_of"].array.take(frame["cycle_row"])
    today = pd.Series(as_of, index=frame.index)
    slack = scope_rows.slack_days(inputs)
    reached = frame["until"] + pd.to_timedelta(
        np.array([slack[row] for row in frame["cycle_row"]], dtype="int64"), unit="D"
    ).astype("timedelta64[s]")
    end = pd.concat([frame["last"], today], axis=1).min(axis=1)
    is_stale = frame["is_begun"] & ~(reached >= end)
    whole = days.count(frame["team"], frame["first"], frame["last"])
    # What is over and was logged to its end counts as a whole; its last row may stand days before.
    is_whole = (frame["is_complete"] & ~is_stale).to_numpy()
    known = np.where(is_whole, whole, days.count(frame["team"], frame["first"], frame["until"]))
    return frame.assign(
        workdays=whole,
        elapsed=np.where(frame["is_begun"], days.count(frame["team"], frame["first"], end), 0),
        known=known,
        is_stale=is_stale,
    )


TABLE: Final = Table(
    needs=("cycles", "periods", "calendar", "reach", "factors"), columns=COLUMNS, build=build
)
