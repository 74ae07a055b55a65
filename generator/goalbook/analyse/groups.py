"""Rows that belong together, so that a formula runs over all teams and periods in one go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse.arrays import FloatArray, IntArray, floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Neighbouring rows that share a label: a team's factors of one month, a metric's months.

    Attributes:
        codes: Row to group, 0..n-1 in order of appearance.
        starts: Group to its first row.
        sizes: Group to its number of rows.
    """

    codes: IntArray
    starts: IntArray
    sizes: IntArray

    @classmethod
    def of(cls, labels: ArrayLike) -> Groups:
        """Groups of rows with equal neighbouring labels, for example ``frame.groupby(keys).ngroup()``.

        Raises:
            ValueError: The rows of a label are not next to each other.
        """
        names = np.asarray(labels)
        is_first = np.ones(names.shape, dtype=np.bool_)
        is_first[1:] = names[1:] != names[:-1]
        starts = np.flatnonzero(is_first).astype(np.int64)
        is_sorted = (names[1:] >= names[:-1]).all()
        if not is_sorted and len(np.unique(names)) != len(starts):
            raise ValueError("the rows of a group must stand together; sort by its keys first")
        codes = np.cumsum(is_first, dtype=np.int64) - 1
        return cls(codes=codes, starts=starts, sizes=np.diff(starts, append=len(names)))

    @classmethod
    def rows_of(cls, shape: tuple[int, ...]) -> Groups:
        """One group per row of an array whose last axis holds a group's members; for its flattened values."""
        count, size = int(np.prod(shape[:-1])), shape[-1]
        places = np.arange(count, dtype=np.int64)
        return cls(codes=np.repeat(places, size), starts=places * size, sizes=np.full(count, size))

    def __len__(self) -> int:
        return len(self.starts)

    def total(self, values: ArrayLike) -> FloatArray:
        """Sum per group; NaN when any row is NaN."""
        return np.add.reduceat(floats(values), self.starts)

    def product(self, values: ArrayLike) -> FloatArray:
        """Product per group; NaN when any row is NaN."""
        return np.multiply.reduceat(floats(values), self.starts)

    def present_total(self, values: ArrayLike) -> FloatArray:
        """Sum per group of the rows that are not NaN; 0 when none is."""
        known = floats(values)
        return self.total(np.where(np.isnan(known), 0.0, known))

    def present(self, values: ArrayLike) -> FloatArray:
        """Number of rows per group that are not NaN."""
        return self.total(~np.isnan(floats(values)))

    def spread(self, per_group: FloatArray) -> FloatArray:
        """A value per group, repeated on each of its rows."""
        return per_group[self.codes]

    def follows(self) -> IntArray:
        """How many rows of the same group stand before each row."""
        return np.arange(len(self.codes), dtype=np.int64) - self.starts[self.codes]
