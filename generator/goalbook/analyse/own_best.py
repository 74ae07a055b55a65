"""The best that a rate has been: in an earlier scope of the team, or in a segment of this one.

Used where neither a benchmark nor a target is given; taken at the pessimistic end of the interval
(`goalbook.analyse.benchmark`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from goalbook.analyse import benchmark, cohort_rows, row_numbers
from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray
from goalbook.analyse.combinations import Combinations
from goalbook.analyse.groups import Groups
from goalbook.model.values import Direction


def of_rows(rows: pd.DataFrame, is_open: BoolArray, tables: Mapping[str, pd.DataFrame]) -> FloatArray:
    """The best earlier view of each row's rate; NaN where it is not asked for or there is none.

    Args:
        rows: Columns factor_row, scope_row.
        is_open: Rows that ask for it.
        tables: factors, scopes, numbers, cycles.
    """
    factors, scopes, numbers = tables["factors"], tables["scopes"], tables["numbers"]
    wanted = _Wanted.of(rows, is_open, factors)
    is_view = scopes["is_view"].to_numpy()[numbers["scope_row"].to_numpy()] & numbers["n"].notna().to_numpy()
    views = numbers.take(np.flatnonzero(is_view))
    views = views[~_is_open(views, tables)]
    series = Combinations.of(factors, ("team", "factor")).codes
    asked, place = row_numbers.pairs(series[wanted.factor], series[views["factor_row"].to_numpy()])
    last = scopes["last"].to_numpy()[views["scope_row"].to_numpy()[place]]
    is_before = last < scopes["first"].to_numpy()[wanted.scope[asked]]
    asked, place = asked[is_before], place[is_before]
    return _best(wanted, asked, *(views[name].to_numpy()[place] for name in ("k", "n")))


def of_peers(rows: pd.DataFrame, is_open: BoolArray, tables: Mapping[str, pd.DataFrame]) -> FloatArray:
    """The best segment of each row's rate in the same scope; NaN where it is not asked for or there is none.

    Args:
        rows: Columns factor_row, scope_row.
        is_open: Rows that ask for it.
        tables: factors, scopes, by-segment.
    """
    factors, scopes, segments = tables["factors"], tables["scopes"], tables["by-segment"]
    wanted, size = _Wanted.of(rows, is_open, factors), len(scopes)
    known = segments[segments["denominator"].notna()]
    factor = row_numbers.of(known, factors, row_numbers.FACTOR)
    scope = row_numbers.of(known, scopes, ("team", "cycle", "period", "first"))
    number = np.where((factor >= 0) & (scope >= 0), factor * size + scope, -1)
    asked, place = row_numbers.pairs(wanted.factor * size + wanted.scope, number)
    return _best(wanted, asked, *(known[name].to_numpy()[place] for name in ("numerator", "denominator")))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Rows that ask for a best.

    Attributes:
        row: Which they are, of `size` rows.
        factor, scope: Rows of the tables ``factors`` and ``scopes``.
        is_down: Whether lower is better.
        least: Fewest cases to count.
    """

    row: IntArray
    size: int
    factor: IntArray
    scope: IntArray
    is_down: BoolArray
    least: FloatArray

    @classmethod
    def of(cls, rows: pd.DataFrame, is_open: BoolArray, factors: pd.DataFrame) -> _Wanted:
        row = np.flatnonzero(is_open)
        factor = rows["factor_row"].to_numpy()[row]
        return cls(
            row=row,
            size=len(rows),
            factor=factor,
            scope=rows["scope_row"].to_numpy()[row],
            is_down=(factors["direction"] == Direction.DOWN.value).to_numpy()[factor],
            least=factors["min_denominator"].to_numpy()[factor],
        )


def _is_open(views: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> BoolArray:
    """Where cases are still open, so that the rate so far says little of what it will be."""
    scopes, place = tables["scopes"], views["scope_row"].to_numpy()
    waits = cohort_rows.waits_until(
        pd.Series(scopes["last"].array.take(place)),
        tables["factors"]["wait_days"].to_numpy()[views["factor_row"]],
        pd.Series(tables["cycles"]["as_of"].array.take(scopes["cycle_row"].to_numpy()[place])),
    )
    found: BoolArray = waits.notna().to_numpy()
    return found


def _best(wanted: _Wanted, asked: IntArray, k: FloatArray, n: FloatArray) -> FloatArray:
    """The best of what each wanted row is compared with, in order of the wanted ones."""
    bound = np.full(wanted.size, np.nan)
    is_enough = n >= wanted.least[asked]
    asked, k, n = asked[is_enough], k[is_enough], n[is_enough]
    if len(asked):
        groups = Groups.of(asked)
        best = benchmark.best_bound(k, n, groups, is_lower_better=wanted.is_down[asked], min_cases=0)
        bound[wanted.row[asked[groups.starts]]] = best
    return bound
