"""A table cut into teams: rows as named tuples of plain Python values, the only form that reaches pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

Stretch = Callable[[slice], list[Any]]
"""Hands out a stretch of a column."""

_PLAIN: Final = {
    "float64": float,
    "int64": int,
    "int32": int,
    "Int64": int,
    "bool": bool,
    "datetime64[s]": date,
}


class Cut:
    """Where each team begins in a table, and its columns ready to be handed out.

    Args:
        key: The table's key; gives the rows their name.
        frame: The table.
    """

    def __init__(self, key: str, frame: pd.DataFrame) -> None:
        codes = frame["team"].cat.codes.to_numpy()
        if (np.diff(codes) < 0).any():
            frame = frame.sort_values("team", kind="stable")
            codes = frame["team"].cat.codes.to_numpy()
        teams = frame["team"].cat.categories
        ends = np.searchsorted(codes, np.arange(len(teams) + 1))
        self._stretches = {team: slice(*ends[place : place + 2]) for place, team in enumerate(teams)}
        self._columns = [_column(frame[name].array) for name in frame]
        fields = [(str(name), _PLAIN.get(str(dtype), str)) for name, dtype in frame.dtypes.items()]
        self._type: Any = NamedTuple(key.title().replace("-", ""), fields)  # type: ignore[misc]

    def rows(self, team: str) -> tuple[Any, ...]:
        """A team's rows in the table's order; none for a team that the table does not know."""
        where = self._stretches.get(team, slice(0))
        return tuple(map(self._type._make, zip(*(column(where) for column in self._columns), strict=True)))


def _column(column: Any) -> Stretch:
    """Text and days are looked up by number, so that each different one is made once."""
    if isinstance(column, pd.Categorical):
        return _known(np.array([*column.categories, ""], dtype=object), column.codes)
    if column.dtype.kind == "M":
        days, place = np.unique(column.to_numpy().astype("datetime64[D]"), return_inverse=True)
        return _known(days.astype(object), place)  # no day becomes None
    is_whole = column.dtype == "Int64"
    values = column.to_numpy(dtype="float64", na_value=np.nan) if is_whole else column.to_numpy()
    if values.dtype.kind != "f":
        return lambda where: list(values[where].tolist())
    return _numbers(values, int if is_whole else float)


def _known(known: NDArray[np.object_], place: NDArray[np.int64]) -> Stretch:
    return lambda where: list(known[place[where]].tolist())


def _numbers(values: NDArray[np.float64], kind: type) -> Stretch:
    def stretch(where: slice) -> list[Any]:
        found = values[where].astype(object)
        found[np.isnan(values[where])] = None
        return [value if value is None else kind(value) for value in found] if kind is int else found.tolist()

    return stretch
