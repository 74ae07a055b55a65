"""Which stretches of a cycle pages speak of, and which of them are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse import layout, threshold_telling
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.view_kind import view_kind
from goalbook.model.values import Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

SLACK: Final = {
    Period.DAY: threshold_telling.WEEKEND_DAYS.value,
    Period.WEEK: 7,
    Period.MONTH: 31,
    Period.QUARTER: 92,
    Period.CYCLE: 366,
}
"""Days after the last row up to which a log is as new as its cadence allows: the longest such period."""
_MONTHS: Final = 12


def view_kinds(inputs: Inputs) -> Mapping[int, Period]:
    """Row of the table ``cycles`` to what it is looked at by."""
    return {row: view_kind(cycle) for row, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs))}


def slack_days(inputs: Inputs) -> Mapping[int, int]:
    """Row of the table ``cycles`` to the days after which its log is old: a cadence and the longest lag."""
    return {
        row: SLACK[cycle.cadence] + max((metric.lag_days for metric in cycle.metrics.values()), default=0)
        for row, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs))
    }


def neighbours(scopes: pd.DataFrame) -> dict[str, NDArray[np.int64]]:
    """For each scope the one right before it and the one a year before, of the same kind; -1 for none.

    A cycle follows the team's cycle before it even when there are months between them.

    Args:
        scopes: Columns team, period, first, last, is_view; index 0..n-1.
    """
    frame = scopes[["team", "period", "first", "last", "is_view"]].assign(row=np.arange(len(scopes)))
    frame = frame.sort_values(["team", "period", "is_view", "first"], kind="stable")
    by = [frame["team"], frame["period"], frame["is_view"]]
    before = frame.groupby(by, observed=True)["row"].shift(1)
    gap = frame["first"] - frame.groupby(by, observed=True)["last"].shift(1)
    is_next = (gap == pd.Timedelta(days=1)) | (frame["period"] == Period.CYCLE.value)
    previous = before.where(is_next).fillna(-1)
    month = frame["first"].dt.year * _MONTHS + frame["first"].dt.month
    key = frame.assign(month=month)
    earlier = key.assign(month=month + _MONTHS).rename(columns={"row": "year"})
    names = ["team", "period", "is_view", "month"]
    year = key.merge(earlier[[*names, "year"]].drop_duplicates(names), on=names, how="left")["year"]
    found = pd.DataFrame(
        {"previous": previous.to_numpy(), "year": year.fillna(-1).to_numpy()}, index=frame["row"]
    )
    return {name: found[name].sort_index().to_numpy().astype(np.int64) for name in ("previous", "year")}
