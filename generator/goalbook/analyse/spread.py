"""Rows that speak of several days: a count logged for a stretch of days belongs to every cell it touches.

Whole numbers stay whole: largest remainder by working days (Hamilton), ties to the earlier cell, so that the
parts always add up to what was logged (method: splitting). A stretch without any working day is divided by
calendar days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse import layout
from goalbook.analyse.workday_rows import WorkdayRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LARGEST_EXACT: Final = 1e12
"""Above this, times days, a number no longer fits a whole number of the machine."""
_TOLERANCE: Final = 1e-9


def crosses(rows: pd.DataFrame, calendar: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows speak of more than one cell: a ``since`` before the first day of the cell of their date.

    Args:
        rows: Columns team, date, since, cell_row.
        calendar: The table ``calendar``.
    """
    if calendar.empty or not rows["since"].notna().any():
        return np.zeros(len(rows), dtype=bool)
    cell = rows["cell_row"].to_numpy()
    begins = calendar["first"].to_numpy()[np.maximum(cell, 0)]
    is_earlier: NDArray[np.bool_] = (cell >= 0) & (rows["since"].to_numpy() < begins)
    return is_earlier


def spread(rows: pd.DataFrame, calendar: pd.DataFrame, workdays: WorkdayRows) -> pd.DataFrame:
    """Split rows over the cells of their days; days outside the team's cycles keep their part and drop out.

    Args:
        rows: Rows for which `crosses` holds.
        calendar: The table ``calendar``.
        workdays: Working days of the teams.

    Returns:
        One row per row and cell, dated the last of the row's days in that cell.
    """
    pieces = _pieces(rows, calendar, workdays)
    pieces["value"] = divide(pieces["value"].to_numpy(), pieces["days"].to_numpy(), pieces["row"].to_numpy())
    return pieces.loc[pieces["cell_row"] >= 0, rows.columns]


def divide(
    value: NDArray[np.float64], weight: NDArray[np.int64], row: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Divide each row's value among its pieces by weight, by largest remainder.

    Whole values are divided into whole numbers, values with two decimals into hundredths, any other exactly
    in proportion. 60 over (21, 19, 20) is [21, 19, 20].

    Args:
        value: The row's value, repeated for each of its pieces.
        weight: Weight of each piece, >= 0; pieces of one row are neighbours.
        row: Which row a piece belongs to, ascending.
    """
    if not len(row):
        return value
    starts = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
    group = np.cumsum(np.r_[False, row[1:] != row[:-1]])
    total = np.add.reduceat(weight, starts)[group]
    scale = np.where(value == np.round(value), 1.0, 100.0)
    units = np.round(np.abs(value) * scale)
    is_exact = (np.abs(np.abs(value) * scale - units) <= _TOLERANCE) & (units <= _LARGEST_EXACT)
    whole, rest = np.divmod(np.where(is_exact, units, 0).astype("int64") * weight, total)
    left = np.add.reduceat(rest, starts)[group] // total
    order = np.lexsort((-rest, group))  # stable: ties keep their order
    rank = np.empty_like(group)
    rank[order] = np.arange(len(row)) - starts[group[order]]
    parts = np.where(is_exact, (whole + (rank < left)) / scale, np.abs(value) * weight / total)
    return np.asarray(np.sign(value) * parts, dtype="float64")


def _pieces(rows: pd.DataFrame, calendar: pd.DataFrame, workdays: WorkdayRows) -> pd.DataFrame:
    until = rows["cell_row"].to_numpy()
    since = np.minimum(np.maximum(layout.cells_until(calendar, rows["team"], rows["since"]), 0), until)
    teams = calendar["team"].cat.codes.to_numpy()
    since = np.where(teams[since] == rows["team"].cat.codes.to_numpy(), since, since + 1)
    row = np.repeat(np.arange(len(rows)), until - since + 2)  # one more for the days outside every cycle
    place = np.arange(len(row)) - np.r_[0, np.cumsum(until - since + 2)[:-1]][row]
    cell = np.where(place > 0, since[row] + place - 1, -1)
    pieces = rows.iloc[row].assign(row=row, cell_row=cell)
    first = np.maximum(calendar["first"].to_numpy()[cell], pieces["since"].to_numpy())
    last = np.minimum(calendar["last"].to_numpy()[cell], pieces["date"].to_numpy())
    held = pieces.assign(
        first=np.where(cell >= 0, first, pieces["since"]), last=np.where(cell >= 0, last, pieces["date"])
    )
    pieces["days"] = _weights(held, workdays)
    pieces["date"] = held["last"]
    return pieces[pieces["days"] > 0].reset_index(drop=True)


def _weights(pieces: pd.DataFrame, workdays: WorkdayRows) -> NDArray[np.int64]:
    """What each piece weighs; the piece outside every cycle weighs what the row's other pieces leave over.

    Args:
        pieces: Columns row, cell_row (-1 for the days outside every cycle), team, first, last; of that one
            the days of the whole row.
        workdays: Working days of the teams.
    """
    row, is_inside = pieces["row"].to_numpy(), (pieces["cell_row"] >= 0).to_numpy()
    length = (pieces["last"] - pieces["first"]).dt.days.to_numpy() + 1
    kinds = (
        workdays.count(pieces["team"], pieces["first"], pieces["last"]),
        np.maximum(length, 0).astype(np.int64),
    )
    found = []
    for days in kinds:
        inside = np.where(is_inside, days, 0)
        covered = np.bincount(row, weights=inside, minlength=row.max() + 1).astype(np.int64)[row]
        found.append(np.where(is_inside, days, np.maximum(days - covered, 0)))
    has_any = np.bincount(row, weights=found[0], minlength=row.max() + 1)[row] > 0
    return np.where(has_any, *found)
