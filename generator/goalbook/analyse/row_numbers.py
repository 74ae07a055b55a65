"""Finds the rows of a table by its names, for many rows at once and without joining text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from goalbook.analyse.arrays import IntArray

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = ("team", "cycle", "metric")


def of(frame: pd.DataFrame, table: pd.DataFrame, names: Sequence[str] = NAMES) -> IntArray:
    """For each row of a frame the row of a table with the same names; -1 for none.

    Args:
        frame: Category columns `names`, also of other categories than the table's.
        table: Category columns `names`, unique together; index 0..n-1.
        names: Columns of both.
    """
    wanted, known = np.zeros(len(frame), dtype=np.int64), np.zeros(len(table), dtype=np.int64)
    is_known = np.ones(len(frame), dtype=np.bool_)
    for name in names:
        codes = _codes(frame[name], table[name])
        size = len(table[name].cat.categories) + 1
        is_known &= codes >= 0
        wanted = wanted * size + codes
        known = known * size + table[name].cat.codes.to_numpy()
    if not len(table):
        return np.full(len(frame), -1)
    order = np.argsort(known, kind="stable")
    place = np.minimum(np.searchsorted(known[order], wanted), len(table) - 1)
    row: NDArray[np.int64] = order[place]
    return np.where(is_known & (known[row] == wanted), row, -1)


def _codes(column: pd.Series, other: pd.Series) -> IntArray:
    """Codes of a column in the categories of another."""
    categories, known = column.cat.categories, other.cat.categories
    codes = column.cat.codes.to_numpy().astype(np.int64)
    if categories is known or categories.equals(known):
        return codes
    return np.append(known.get_indexer(categories), -1)[codes].astype(np.int64)
