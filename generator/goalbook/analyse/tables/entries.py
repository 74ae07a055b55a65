"""Entries.

Log rows that belong to a metric of a cycle: earlier ids (``was:``) carry the metric's row, and a row with
``from`` is split over the cells of its days, if its metric adds up over days. Any other row belongs to the
cell of its date. Rows outside every cycle, of unknown metrics and of rates (which are computed, never logged)
are left out; checks name them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, remembered, row_numbers, spread
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.values import Aggregate

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS: Final = {
    "team": frames.TEXT,
    "date": frames.DAY,
    "member": frames.TEXT,
    "segment": frames.TEXT,
    "value": frames.NUMBER,
    "n": frames.NUMBER,
    "metric_row": "int32",
    "cell_row": "int32",
}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Find the cell and the metric of each row."""
    log, metrics, calendar = tables["log"], tables["metrics"], tables["calendar"]
    rows = log.assign(cell_row=layout.cell_rows(calendar, log["team"], log["date"]))
    ids = _Ids(inputs, metrics)
    is_spread = spread.crosses(rows, calendar)
    if is_spread.any():
        found = ids.rows(rows[is_spread], calendar)
        adds_up = (metrics["aggregate"] == Aggregate.SUM.value).to_numpy()
        is_spread[is_spread] = (found >= 0) & adds_up[np.maximum(found, 0)]
    if is_spread.any():
        pieces = spread.spread(rows[is_spread], calendar, WorkdayRows.of(inputs, calendar))
        rows = pd.concat([rows[~is_spread], pieces], ignore_index=True)
    metric_row = ids.rows(rows, calendar)
    rows = rows.assign(metric_row=metric_row)
    return frames.conform(rows if (metric_row >= 0).all() else rows[metric_row >= 0], COLUMNS)


class _Ids:
    """Which row of ``metrics`` an id means in a cycle: its own id, else an earlier one."""

    def __init__(self, inputs: Inputs, metrics: pd.DataFrame) -> None:
        self._known: dict[tuple[int, str], int] = {}
        for row, key in enumerate(
            zip(metrics["cycle_row"].tolist(), metrics["metric"].tolist(), strict=True)
        ):
            self._known[key] = row
        for place, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs)):
            for old, name in remembered.renames(cycle).items():
                self._known.setdefault((place, old), self._known[place, name])
        self._is_logged = metrics["is_logged"].to_numpy()

    def rows(self, rows: pd.DataFrame, calendar: pd.DataFrame) -> NDArray[np.int64]:
        """The metric's row of each log row; -1 for none."""
        names = rows["metric"].cat.categories.tolist()
        code, size = {name: place for place, name in enumerate(names)}, len(names)
        known = {
            cycle * size + code[name]: row
            for (cycle, name), row in self._known.items()
            if name in code and self._is_logged[row]
        }
        if not known or rows.empty:
            return np.full(len(rows), -1)
        keys, found = (np.array(list(values)) for values in (known, known.values()))
        cell = rows["cell_row"].to_numpy()
        cycle = calendar["cycle_row"].to_numpy()[np.maximum(cell, 0)]
        wanted = cycle * size + rows["metric"].cat.codes.to_numpy()
        place = row_numbers.places(wanted, keys)
        return np.where((cell >= 0) & (place >= 0), found[place], -1)


TABLE: Final = Table(needs=("log", "metrics", "calendar"), columns=COLUMNS, build=build)
