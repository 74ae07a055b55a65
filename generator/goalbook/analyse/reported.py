"""How far a number's log reaches, and which weeks were left out of it.

A week without a row is not a week of 0; but the row after it may speak of both. So nothing is filled in and
nothing is taken away: whoever judges a sum asks `Reported.missing_days` first. What is logged weekly or daily
is looked at by weeks, anything else at its own cadence; only whole weeks count as left out, for a row may be
dated a few days before a period's end or behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from goalbook.analyse import frames, layout
from goalbook.analyse.arrays import IntArray
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.values import Period

_DAY_BITS: Final = 2**22
_BEFORE_1970: Final = date(
    1970, 1, 1
).toordinal()  # days are counted from the calendar's first, never below 0
_KINDS: Final = len(frames.PERIOD.categories)
_WEEK: Final = list(frames.PERIOD.categories).index(Period.WEEK.value)


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
        grain = np.maximum(metrics["cadence"].cat.codes.to_numpy().astype(np.int64), _WEEK)
        held = periods["cycle_row"].to_numpy() * _KINDS + periods["period"].cat.codes.to_numpy()
        wanted = metrics["cycle_row"].to_numpy() * _KINDS + grain
        begin, end = (np.searchsorted(held, wanted, side=side) for side in ("left", "right"))
        before = np.cumsum([0, *(end - begin)])
        metric_row = np.repeat(np.arange(len(metrics)), end - begin)
        period_row = np.arange(before[-1]) + np.repeat(begin - before[:-1], end - begin)
        first, last = (periods[name].take(period_row) for name in ("first", "last"))
        length = days.count(periods["team"].take(period_row), first, last)
        logged = reach["metric_row"].to_numpy()
        length[before[logged] + _within(reach, grain[logged], tables) - begin[logged]] = 0
        return cls(
            rows=np.sort(_keys(logged, reach["until"])),
            firsts=_keys(metric_row, first),
            lasts=_keys(metric_row, last),
            missing=np.concatenate([[0], np.cumsum(length)]),
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
        day = (key % _DAY_BITS - _BEFORE_1970).astype("datetime64[D]").astype("datetime64[s]")
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


def _keys(metric_row: ArrayLike, day: pd.Series) -> IntArray:
    days: IntArray = day.to_numpy().astype("datetime64[D]").astype(np.int64)
    return np.asarray(metric_row).astype(np.int64) * _DAY_BITS + days + _BEFORE_1970


def _within(reach: pd.DataFrame, grain: IntArray, tables: Mapping[str, pd.DataFrame]) -> IntArray:
    """The row of ``periods`` that holds each logged cell, of the kind that its metric is looked at by."""
    cell, found = reach["cell_row"].to_numpy(), np.zeros(len(reach), dtype=np.int64)
    for code in np.unique(grain).tolist():
        kind = layout.kind_column(Period(frames.PERIOD.categories[code]))
        found = np.where(grain == code, tables["calendar"][kind].to_numpy()[cell], found)
    return found
