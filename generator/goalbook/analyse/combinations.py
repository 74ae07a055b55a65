"""Rows of a frame by what several of its columns say together, each combination known by one whole number.

A sum over millions of rows then needs one pass for its key and one for each of its columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from goalbook.analyse import frames
from goalbook.analyse.arrays import FloatArray, IntArray, floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

Columns: TypeAlias = Mapping[str, Any]
"""Name to a column's array, text as categories: as good as a frame, and made at no cost."""

_MOST: Final = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Combinations:
    """The combinations that occur, in order of appearance unless they were numbered before.

    Attributes:
        codes: Row to combination, 0..n-1.
        first: Combination to the place of its first row.
        last: Combination to the place of its last row.
    """

    codes: IntArray
    first: IntArray
    last: IntArray

    @classmethod
    def of(cls, frame: pd.DataFrame | Columns, by: Sequence[str]) -> Combinations:
        """Of some columns: categories, whole numbers or flags, none of them missing."""
        keys = _keys(frame, by)
        is_new = np.diff(keys, prepend=keys[:1] - 1)
        if (is_new >= 0).all():  # they stand together already
            first = np.flatnonzero(is_new)
            codes = np.cumsum(is_new != 0) - 1
            return cls(codes=codes, first=first, last=np.append(first[1:], len(keys))[: len(first)] - 1)
        codes, known = pd.factorize(keys)
        return cls._of_codes(codes, len(known))

    @classmethod
    def numbered(cls, numbers: IntArray) -> Combinations:
        """Of combinations that have numbers from 0 on already, mostly one a row; in their order."""
        is_there = np.bincount(numbers) > 0
        return cls._of_codes((np.cumsum(is_there) - 1)[numbers], int(is_there.sum()))

    @classmethod
    def _of_codes(cls, codes: IntArray, count: int) -> Combinations:
        place = np.arange(len(codes))
        first, last = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        first[codes[::-1]] = place[::-1]
        last[codes] = place
        return cls(codes=codes, first=first, last=last)

    def __len__(self) -> int:
        return len(self.first)

    def rows(self, frame: pd.DataFrame, columns: Sequence[str], **values: ArrayLike) -> pd.DataFrame:
        """One row for each combination: columns of the frame, then further ones with a value for each."""
        names = {name: frame[name].array.take(self.first) for name in columns}
        return frames.of_arrays({**names, **values}, len(self))

    def firsts(self, columns: Columns, names: Sequence[str]) -> dict[str, Any]:
        """Some columns, with one row for each combination."""
        return {name: columns[name].take(self.first) for name in names}

    def total(self, values: ArrayLike) -> FloatArray:
        """Sum per combination."""
        return floats(np.bincount(self.codes, floats(values), len(self)))

    def count(self) -> IntArray:
        """Rows per combination."""
        return np.bincount(self.codes, minlength=len(self)).astype(np.int64)

    def largest(self, values: NDArray[np.int64]) -> IntArray:
        """Largest whole number per combination."""
        if len(self) and (self.codes[1:] >= self.codes[:-1]).all():  # they stand together
            return np.maximum.reduceat(values.astype(np.int64), self.first)
        found = np.full(len(self), np.iinfo(np.int64).min)
        np.maximum.at(found, self.codes, values)
        return found


def in_order(frame: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Rows sorted by some columns, equal ones as they stood; index 0..n-1.

    Args:
        frame: The rows.
        by: Categories, whole numbers, flags or days, none of them missing.
    """
    places = order(frame, by)
    if places is None:
        return frame.reset_index(drop=True)
    arrays = {str(name): frame[name].array.take(places) for name in frame}
    return frames.of_arrays(arrays, len(frame))


def order(frame: pd.DataFrame, by: Sequence[str]) -> IntArray | None:
    """The places of rows sorted by some columns, as of `in_order`; None for those in order already."""
    keys = _keys(frame, by)
    return None if (keys[1:] >= keys[:-1]).all() else np.argsort(keys, kind="stable")


def _keys(frame: pd.DataFrame | Columns, by: Sequence[str]) -> IntArray:
    count = len(frame) if isinstance(frame, pd.DataFrame) else len(next(iter(frame.values())))
    keys, size = np.zeros(count, dtype=np.int64), 1
    for name in by:
        codes = _codes(frame[name])
        low = int(codes.min(initial=0))
        width = int(codes.max(initial=0)) - low + 1
        if width == 1:
            continue  # the same in every row
        if size * width > _MOST:
            keys, known = pd.factorize(keys, sort=True)
            size = len(known)
        keys *= width
        keys += codes
        keys -= low
        size *= width
    return keys


def _codes(column: Any) -> NDArray[np.integer[Any]]:
    array = column.array if isinstance(column, pd.Series) else column
    if isinstance(array, pd.Categorical):
        return np.asarray(array.codes)
    values = np.asarray(array)
    return values.astype(np.int64) if values.dtype.kind in "Mb" else values
