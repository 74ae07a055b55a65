"""What is compared with what: every scope with its plan, with the scope before it and with that of last year.

Months have different numbers of working days, so nothing that adds up over days is compared as it stands:
the earlier scope's counts and amounts are multiplied by ``working days now / working days then``, as if they
had gone on at the same rate per working day for as long. Rates, ratios and levels have no days in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import layout
from goalbook.analyse.arrays import FloatArray, IntArray, quotient
from goalbook.analyse.explained import Side
from goalbook.analyse.inputs import Inputs

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Base(StrEnum):
    """What a scope is compared with."""

    PLAN = "plan"
    PREVIOUS = "previous"
    YEAR = "year"


BASES: Final = tuple(base.value for base in Base)


def of_scopes(scopes: pd.DataFrame) -> pd.DataFrame:
    """Every begun scope with each of its bases.

    Returns:
        scope_row, base_row (row of ``scopes``; the scope itself for the plan), base (a value of `Base`),
        cycle_row, scale (what makes an earlier sum as long as this scope; 1 for the plan).
    """
    begun = np.flatnonzero(scopes["is_begun"] & scopes["until"].notna())
    earlier = (scopes[base].to_numpy()[begun] for base in (Base.PREVIOUS.value, Base.YEAR.value))
    base_row = np.column_stack([begun, *earlier]).ravel()
    scope_row, base = np.repeat(begun, len(BASES)), np.tile(np.array(BASES, dtype=object), len(begun))
    scope_row, base_row, base = (each[base_row >= 0] for each in (scope_row, base_row, base))
    known = scopes["known"].to_numpy()
    scale = np.where(base == Base.PLAN.value, 1.0, quotient(known[scope_row], np.maximum(known[base_row], 0)))
    return pd.DataFrame(
        {
            "scope_row": scope_row,
            "base_row": base_row,
            "base": base,
            "cycle_row": scopes["cycle_row"].to_numpy()[scope_row],
            "scale": scale,
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Numbers by factor and place, so that any of them is found at once; NaN where there is none.

    Attributes:
        value, k, n, expected: Columns of the table ``numbers``, shape (factors, places).
        place: Per scope, which place of its cycle it is.
        adds_up: Per factor.
        earlier: (factor, row of ``cycles``) to the factor of the same metric in another cycle of the team.
    """

    value: FloatArray
    k: FloatArray
    n: FloatArray
    expected: FloatArray
    place: IntArray
    adds_up: NDArray[np.bool_]
    earlier: Earlier

    @classmethod
    def of(cls, inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> Grid:
        """The grid of the tables ``numbers``, ``scopes`` and ``factors``."""
        numbers, scopes, factors = tables["numbers"], tables["scopes"], tables["factors"]
        place = scopes["place"].to_numpy()
        row, column = numbers["factor_row"].to_numpy(), place[numbers["scope_row"].to_numpy()]
        shape = (len(factors), int(place.max(initial=0)) + 1)
        sides: dict[str, Any] = {}
        for name in ("value", "k", "n", "expected"):
            sides[name] = np.full(shape, np.nan)
            sides[name][row, column] = numbers[name].to_numpy()
        return cls(
            **sides,
            place=place,
            adds_up=factors["adds_up"].to_numpy(),
            earlier=Earlier.of(inputs, factors),
        )

    def actual(self, factors: IntArray, scope_row: IntArray) -> Side:
        """What came to be; `factors` has a row per case and a column per metric."""
        place = self.place[scope_row][:, None]
        value, k, n = (side[factors, place] for side in (self.value, self.k, self.n))
        is_gone = factors < 0
        return Side(
            value=np.where(is_gone, np.nan, value), is_empty=np.isnan(value) & (k == 0) & (n == 0) & ~is_gone
        )

    def planned(self, factors: IntArray, scope_row: IntArray) -> Side:
        """What the plan asks up to the last logged day."""
        value = self.expected[factors, self.place[scope_row][:, None]]
        return Side(value=value, is_empty=np.zeros(value.shape, dtype=np.bool_))

    def scaled(self, side: Side, factors: IntArray, scale: FloatArray) -> Side:
        """A side with what adds up over days brought to another number of working days."""
        times = np.where(self.adds_up[factors], scale[:, None], 1.0)
        return Side(value=side.value * times, is_empty=side.is_empty)


@dataclass(frozen=True, slots=True)
class Earlier:
    """Which factor of another cycle of the team is the same: by id, else by an earlier id (``was:``).

    Attributes:
        known: (row of ``cycles``, factor) to row of ``factors``.
        names: Row of ``factors`` to its id.
        was: (row of ``cycles``, factor) to its earlier ids, of those that have any.
        cycle: Row of ``factors`` to row of ``cycles``.
    """

    known: Mapping[tuple[int, str], int]
    names: Sequence[str]
    was: Mapping[tuple[int, str], tuple[str, ...]]
    cycle: IntArray

    @classmethod
    def of(cls, inputs: Inputs, factors: pd.DataFrame) -> Earlier:
        """From the table ``factors``."""
        names, cycle = factors["factor"].tolist(), factors["cycle_row"].to_numpy().astype(np.int64)
        was = {
            (place, name): metric.was
            for place, (_, _, held, _) in enumerate(layout.each_cycle(inputs))
            for name, metric in held.metrics.items()
            if metric.was
        }
        pairs = zip(cycle.tolist(), names, strict=True)
        return cls({pair: row for row, pair in enumerate(pairs)}, names, was, cycle)

    def rows(self, factors: IntArray, cycle_row: IntArray) -> IntArray:
        """For each row of `factors` the same metrics in a cycle; -1 where there is none.

        Args:
            factors: One row per case.
            cycle_row: Per case, the cycle wanted.
        """
        found = factors.copy()
        moves = np.flatnonzero(self.cycle[factors[:, 0]] != cycle_row)
        made: dict[tuple[int, int], IntArray] = {}
        for case in moves.tolist():
            key = (int(factors[case, 0]), int(cycle_row[case]))
            if key not in made:
                made[key] = np.array([self._row(row, key[1]) for row in factors[case].tolist()])
            found[case] = made[key]
        return found

    def _row(self, factor: int, cycle: int) -> int:
        name = self.names[factor]
        row = self.known.get((cycle, name))
        if row is not None:
            return row
        names = self.was.get((int(self.cycle[factor]), name), ())
        return next((self.known[cycle, name] for name in names if (cycle, name) in self.known), -1)
