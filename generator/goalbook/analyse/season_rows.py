"""The season of every monthly series: how its calendar month usually compares with an average month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from goalbook.analyse import season
from goalbook.analyse.arrays import floats
from goalbook.analyse.groups import Groups
from goalbook.model.values import Period

if TYPE_CHECKING:
    from numpy.typing import NDArray


def of_series(rows: pd.DataFrame) -> dict[str, NDArray[np.float64] | NDArray[np.int64]]:
    """The seasonal index of each month, and how many months in a row it rests on.

    What adds up over days is taken per working day. Months that are not over count as not reported.

    Args:
        rows: What `goalbook.analyse.series_rows.points` returns.

    Returns:
        season (NaN for what is no month, and with too few months), season_months, one per row.
    """
    index, months = np.full(len(rows), np.nan), np.zeros(len(rows), dtype=np.int64)
    is_month = (rows["period"] == Period.MONTH.value).to_numpy()
    found = rows[is_month]
    if len(found):
        number = found["first"].dt.year.to_numpy() * 12 + found["first"].dt.month.to_numpy() - 1
        runs = _in_a_row(found["series_row"].to_numpy(), number)
        adds_up = found["per_day"].notna()
        values = found["value"].mask(adds_up, found["per_day"]).mask(found["is_open"])
        each = season.index(floats(values), number % 12 + 1, runs)
        index[is_month] = np.where(each > 0, each, np.nan)
        months[is_month] = runs.sizes[runs.codes]
    return {"season": index, "season_months": months}


def _in_a_row(series: NDArray[np.int64], number: NDArray[np.int64]) -> Groups:
    """Months of one series without a month left out between them."""
    breaks = np.ones(len(series), dtype=np.bool_)
    breaks[1:] = (series[1:] != series[:-1]) | (number[1:] != number[:-1] + 1)
    return Groups.of(np.cumsum(breaks))
