"""Finds the rows of a table by its names, for many rows at once and without joining text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import pandas as pd
from pandas.api.extensions import take

from goalbook.analyse.arrays import IntArray

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = ("team", "cycle", "metric")

FACTOR: Final[Mapping[str, str]] = {"team": "team", "cycle": "cycle", "metric": "factor"}
"""`NAMES` of a table that calls a metric a factor."""

_DENSE: Final = 2
"""Numbers up to so many times the rows are looked up by place, others searched for."""


def of(
    frame: pd.DataFrame, table: pd.DataFrame, names: Sequence[str] | Mapping[str, str] = NAMES
) -> IntArray:
    """For each row of a frame the first row of a table with the same names; -1 for none.

    Args:
        frame: Columns `names`: categories, also other ones than the table's, whole numbers or days.
        table: Columns `names`; index 0..n-1.
        names: Columns of both; or name in the frame to name in the table.
    """
    if not len(table):
        return np.full(len(frame), -1)
    wanted, known = np.zeros(len(frame), dtype=np.int64), np.zeros(len(table), dtype=np.int64)
    is_known = np.ones(len(frame), dtype=np.bool_)
    for name, other in (
        names if isinstance(names, Mapping) else dict(zip(names, names, strict=True))
    ).items():
        codes, others = _codes(frame[name], table[other])
        size = int(others.max()) + 2
        is_known &= (codes >= 0) & (codes < size)
        wanted *= size
        wanted += codes
        known *= size
        known += others
    return np.where(is_known, places(wanted, known), -1)


def places(wanted: IntArray, known: IntArray) -> IntArray:
    """The first place of each wanted number among the known ones, -1 for none; numbers below 0 are none."""
    if not len(known):
        return np.full(len(wanted), -1)
    if known.min() < 0:
        kept = np.flatnonzero(known >= 0)
        found = places(wanted, known[kept])
        return np.append(kept, -1)[found]
    most = int(known.max())
    if most < _DENSE * (len(known) + len(wanted)):
        first = np.full(most + 1, -1)
        first[known[::-1]] = np.arange(len(known))[::-1]
        row: NDArray[np.int64] = first[np.clip(wanted, 0, most)]
        return np.where((wanted >= 0) & (wanted <= most), row, -1)
    order = None if (known[1:] >= known[:-1]).all() else np.argsort(known, kind="stable")
    ordered = known if order is None else known[order]
    place = np.minimum(np.searchsorted(ordered, wanted), len(known) - 1)
    row = place if order is None else order[place]
    return np.where(ordered[place] == wanted, row, -1)


def pairs(wanted: IntArray, known: IntArray) -> tuple[IntArray, IntArray]:
    """Every pair of equal numbers, in order of the wanted ones, then of the known.

    Returns:
        Place among the wanted ones, place among the known.
    """
    order = np.argsort(known, kind="stable")
    each, begin, times = np.unique(known[order], return_index=True, return_counts=True)
    number = places(wanted, each)
    found = np.flatnonzero(number >= 0)
    number = number[found]
    count = times[number]
    place = np.arange(count.sum()) + np.repeat(begin[number] - np.cumsum(count) + count, count)
    return np.repeat(found, count), order[place]


def taken(table: pd.DataFrame, row: IntArray, columns: Mapping[str, str]) -> dict[str, Any]:
    """Columns of the rows that `of` found; a missing value where it found none.

    Args:
        table: The table.
        row: What `of` returned.
        columns: Name in the table to name wanted.
    """
    return {new: take(table[old].array, row, allow_fill=True) for old, new in columns.items()}


def _codes(column: pd.Series, other: pd.Series) -> tuple[IntArray, IntArray]:
    """Numbers from 0 for a table's column, and for another column by the same rule; -1 for unknown words."""
    if not isinstance(other.dtype, pd.CategoricalDtype):
        numbers, known = (_whole(values) for values in (column, other))
        return numbers - known.min(), known - known.min()
    mine, theirs = cast("pd.Categorical", column.array), cast("pd.Categorical", other.array)
    categories, words = mine.categories, theirs.categories
    codes = mine.codes.astype(np.int64)
    if categories is not words and not categories.equals(words):
        codes = np.append(words.get_indexer(categories), -1)[codes].astype(np.int64)
    return codes, theirs.codes.astype(np.int64)


def _whole(column: pd.Series) -> IntArray:
    """Days as days since 1970, anything else as it is."""
    values = column.to_numpy()
    found: IntArray = (values.astype("datetime64[D]") if values.dtype.kind == "M" else values).astype(
        np.int64
    )
    return found
