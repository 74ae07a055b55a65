"""The best that a rate has been: in an earlier scope of the team, or in a segment of this one.

Used where neither a benchmark nor a target is given; taken at the pessimistic end of the interval
(`goalbook.analyse.benchmark`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from goalbook.analyse import benchmark, cohort_rows, row_numbers
from goalbook.analyse.arrays import BoolArray, FloatArray
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
    series = _series(factors)
    views = numbers[scopes["is_view"].to_numpy()[numbers["scope_row"]] & numbers["n"].notna()]
    views = views[~_is_open(views, tables)]
    held = pd.DataFrame(
        {
            "series": series[views["factor_row"]],
            "last": scopes["last"].to_numpy()[views["scope_row"]],
            "k": views["k"].to_numpy(),
            "n": views["n"].to_numpy(),
        }
    )
    wanted = _wanted(rows, is_open, factors)
    wanted["series"] = series[wanted["factor_row"]]
    wanted["first"] = scopes["first"].to_numpy()[wanted["scope_row"]]
    found = wanted.merge(held, on="series")
    return _best(found[found["last"] < found["first"]], len(rows))


def of_peers(rows: pd.DataFrame, is_open: BoolArray, tables: Mapping[str, pd.DataFrame]) -> FloatArray:
    """The best segment of each row's rate in the same scope; NaN where it is not asked for or there is none.

    Args:
        rows: Columns factor_row, scope_row.
        is_open: Rows that ask for it.
        tables: factors, scopes, by-segment.
    """
    factors, scopes, segments = tables["factors"], tables["scopes"], tables["by-segment"]
    wanted = _wanted(rows, is_open, factors)
    known = segments[segments["denominator"].notna()]
    held = pd.DataFrame(
        {
            "factor_row": row_numbers.of(known, factors, row_numbers.FACTOR),
            "period": known["period"].astype("object"),
            "first": known["first"],
            "k": known["numerator"],
            "n": known["denominator"],
        }
    )
    wanted["period"] = scopes["period"].astype("object").to_numpy()[wanted["scope_row"]]
    wanted["first"] = scopes["first"].to_numpy()[wanted["scope_row"]]
    return _best(wanted.merge(held, on=["factor_row", "period", "first"]), len(rows))


def _wanted(rows: pd.DataFrame, is_open: BoolArray, factors: pd.DataFrame) -> pd.DataFrame:
    asked = rows.loc[is_open, ["factor_row", "scope_row"]].assign(row=np.flatnonzero(is_open))
    place = asked["factor_row"].to_numpy()
    return asked.assign(
        is_down=(factors["direction"] == Direction.DOWN.value).to_numpy()[place],
        least=factors["min_denominator"].to_numpy()[place],
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


def _series(factors: pd.DataFrame) -> FloatArray:
    """A number for each metric of a team, the same in all its cycles."""
    return factors.groupby(["team", "factor"], observed=True).ngroup().to_numpy().astype(np.float64)


def _best(found: pd.DataFrame, size: int) -> FloatArray:
    bound = np.full(size, np.nan)
    found = found[found["n"] >= found["least"]].sort_values("row", kind="stable")
    if len(found):
        groups = Groups.of(found["row"].to_numpy())
        best = benchmark.best_bound(
            found["k"], found["n"], groups, is_lower_better=found["is_down"].to_numpy(), min_cases=0
        )
        bound[found["row"].to_numpy()[groups.starts]] = best
    return bound
