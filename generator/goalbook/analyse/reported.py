"""How far a number's log reaches, and which weeks were left out of it.

A week without a row is not a week of 0; but the row after it may speak of both. So nothing is filled in and
nothing is taken away: whoever judges a sum asks `Reported.missing_days` first. What is logged weekly or daily
is looked at by weeks, anything else at its own cadence; only whole weeks count as left out, for a row may be
dated a few days before a period's end or behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse import layout
from goalbook.analyse.arrays import IntArray
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.values import Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DAY_BITS: Final = 2**22
_LONGER: Final = (Period.MONTH.value, Period.QUARTER.value, Period.CYCLE.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What was logged when.

    Attributes:
        rows: (metric, day) of the last row in each cell as one number, ascending.
        firsts: (metric, first day) of each week, or longer period, of each metric, ascending.
        lasts: The same with last days.
        missing: Working days of the ones without a row, added up.
    """

    rows: IntArray
    firsts: IntArray
    lasts: IntArray
    missing: IntArray

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame], days: WorkdayRows) -> Reported:
        """From the tables metrics, periods, calendar and reach."""
        metrics, periods, reach = tables["metrics"], tables["periods"], tables["reach"]
        cadence = metrics["cadence"].astype("object").to_numpy()
        grain = np.where(np.isin(cadence, _LONGER), cadence, Period.WEEK.value)
        wanted = metrics[["cycle_row"]].assign(metric_row=metrics.index, period=grain)
        held = periods[["cycle_row", "period", "team", "first", "last"]].assign(period_row=periods.index)
        grid = wanted.merge(held.astype({"period": "object"}), on=["cycle_row", "period"])
        grid = grid.sort_values(["metric_row", "first"], ignore_index=True)
        is_there = np.isin(_pairs(grid["metric_row"], grid["period_row"]), _logged(reach, grain, tables))
        length = days.count(grid["team"], grid["first"], grid["last"])
        return cls(
            rows=np.sort(_keys(reach["metric_row"], reach["until"])),
            firsts=_keys(grid["metric_row"], grid["first"]),
            lasts=_keys(grid["metric_row"], grid["last"]),
            missing=np.concatenate([[0], np.cumsum(np.where(is_there, 0, length))]),
        )

    def until(self, rows: pd.DataFrame) -> pd.Series:
        """The last logged day of each row's metric between its first and last day; none when there is none.

        Args:
            rows: Columns metric_row, first, last.
        """
        if not len(self.rows):
            return pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]")
        place = np.searchsorted(self.rows, _keys(rows["metric_row"], rows["last"]), side="right") - 1
        key = self.rows[np.maximum(place, 0)]
        is_inside = (place >= 0) & (key >= _keys(rows["metric_row"], rows["first"]))
        day = (key % _DAY_BITS).astype("datetime64[D]").astype("datetime64[s]")
        return pd.Series(day, index=rows.index).where(is_inside)

    def missing_days(self, rows: pd.DataFrame) -> IntArray:
        """Working days of the weeks without any row of each row's metric, between its first day and `until`.

        Args:
            rows: Columns metric_row, first, until (none gives 0).
        """
        until = rows["until"].fillna(rows["first"])
        begin = np.searchsorted(self.firsts, _keys(rows["metric_row"], rows["first"]), side="left")
        end = np.searchsorted(self.lasts, _keys(rows["metric_row"], until), side="right")
        gaps: IntArray = self.missing[np.maximum(end, begin)] - self.missing[begin]
        return np.where(rows["until"].notna().to_numpy(), gaps, 0)


def _keys(metric_row: pd.Series, day: pd.Series) -> IntArray:
    days: IntArray = day.to_numpy().astype("datetime64[D]").astype(np.int64)
    return metric_row.to_numpy().astype(np.int64) * _DAY_BITS + days


def _pairs(metric_row: pd.Series, period_row: pd.Series) -> IntArray:
    rows: IntArray = period_row.to_numpy().astype(np.int64)
    return metric_row.to_numpy().astype(np.int64) * _DAY_BITS + rows


def _logged(reach: pd.DataFrame, grain: NDArray[np.object_], tables: Mapping[str, pd.DataFrame]) -> IntArray:
    """(metric, period) pairs with a row."""
    kind = grain[reach["metric_row"].to_numpy()]
    cell = reach["cell_row"].to_numpy()
    period = np.zeros(len(reach), dtype=np.int64)
    for name in (Period.WEEK.value, *_LONGER):
        within = tables["calendar"][layout.kind_column(Period(name))].to_numpy()[cell]
        period = np.where(kind == name, within, period)
    return _pairs(reach["metric_row"], pd.Series(period))
