"""Which stretches of a cycle pages speak of, and which of them are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, row_numbers, threshold_telling
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
_CYCLE: Final = frames.PERIOD.categories.get_loc(Period.CYCLE.value)
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
    period, first, last = (
        scopes["period"].cat.codes.to_numpy(),
        *(scopes[name].to_numpy() for name in ("first", "last")),
    )
    series = scopes["team"].cat.codes.to_numpy().astype(np.int64) * len(frames.PERIOD.categories) + period
    series = 2 * series + scopes["is_view"].to_numpy()
    order = np.lexsort([first, series])
    series, first, last, period = series[order], first[order], last[order], period[order]
    found = {name: np.full(len(scopes), -1) for name in ("previous", "year")}
    is_next = (first[1:] - last[:-1] == np.timedelta64(1, "D")) | (period[1:] == _CYCLE)
    is_next &= series[1:] == series[:-1]
    found["previous"][order[1:][is_next]] = order[:-1][is_next]
    month = first.astype("datetime64[M]").astype(np.int64)
    month += _MONTHS - month.min(initial=0)
    size = month.max(initial=0) + 1
    place = row_numbers.places(series * size + month - _MONTHS, series * size + month)
    found["year"][order[place >= 0]] = order[place[place >= 0]]
    return found
