"""Segments of rates and ratios in every scope, and the same segments in what they are compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import cases, row_numbers
from goalbook.analyse.arrays import BoolArray, IntArray
from goalbook.analyse.cases import Base, Earlier
from goalbook.analyse.inputs import Inputs

REST: Final = ""
"""The segment of what was logged without one."""

_KEY: Final = ["factor_row", "scope_row"]
_SIDES: Final = ["segment", "k", "n", "is_whole"]
_LEAST: Final = 1e-9


def of_scopes(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Sums of every segment of every rate or ratio that belongs to a KGI or is a chosen KPI.

    What was logged without a segment is the segment "", so that segments sum to the whole. Where a segment
    reported one of the two sides only, they do not: what is missing is not 0.

    Args:
        tables: by-segment, scopes, factors, numbers.

    Returns:
        factor_row, scope_row, segment (text), k, n, is_whole (whether they sum to the whole).
    """
    segments, scopes, factors = tables["by-segment"], tables["scopes"], tables["factors"]
    row = row_numbers.of(segments, factors.rename(columns={"factor": "metric"}))
    told = segments.assign(factor_row=row)[row >= 0]
    is_asked = (factors["is_in_tree"] | factors["is_kpi"]).to_numpy()
    known = told[told["denominator"].notna() & is_asked[told["factor_row"]]]
    known = known.assign(is_whole=_is_whole(known, told, factors))
    where = scopes[["cycle_row", "period", "first"]].assign(scope_row=scopes.index)
    named = known.assign(cycle_row=factors["cycle_row"].to_numpy()[known["factor_row"]])
    named = named.astype({"segment": "object"}).merge(where, on=["cycle_row", "period", "first"])
    found = named.rename(columns={"numerator": "k", "denominator": "n"})[[*_KEY, *_SIDES]]
    asked = found.loc[found["is_whole"], _KEY].drop_duplicates()
    whole = tables["numbers"][[*_KEY, "k", "n"]].merge(asked, on=_KEY)
    sums = found.groupby(_KEY)[["k", "n"]].sum()
    rest = whole.set_index(_KEY)[["k", "n"]]
    rest = rest.sub(sums.reindex(rest.index), fill_value=0.0)
    rest = rest[rest["n"] > _LEAST].reset_index().assign(segment=REST, is_whole=True)
    return pd.concat([found, rest], ignore_index=True)[[*_KEY, *_SIDES]]


def _is_whole(known: pd.DataFrame, told: pd.DataFrame, factors: pd.DataFrame) -> BoolArray:
    """Whether as many segments stand in each row's rate and period as in either of its two sides."""
    when = ["factor_row", "period", "first"]
    sizes = told[told["value"].notna()].groupby(when, observed=True).size()
    pairs = known.groupby(when, observed=True)["denominator"].transform("size").to_numpy()
    found = np.ones(len(known), dtype=np.bool_)
    for side in ("numerator_row", "denominator_row"):
        part = factors[side].to_numpy()[known["factor_row"]]
        wanted = pd.MultiIndex.from_arrays([part, known["period"], known["first"]])
        found &= sizes.reindex(wanted).fillna(0).to_numpy() <= pairs
    return found


def compared(inputs: Inputs, segments: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Each segment beside itself in the scope before and in that of a year before.

    Nothing is said where either does not sum to the whole. A segment that stands on one side only has no
    cases on the other, as in the pooled rate.

    Args:
        inputs: The handbook.
        segments: What `of_scopes` returns.
        tables: scopes, factors.

    Returns:
        group (one per rate and comparison), scope_row, base, factor_row, segment, k0, n0, k1, n1, scale (what
        makes the earlier sums as long as this scope); sorted by group and segment, only of two segments or
        more.
    """
    segments = segments[segments["is_whole"]]
    scopes, factors = tables["scopes"], tables["factors"]
    pairs = cases.of_scopes(scopes)
    pairs = pairs[pairs["base"] != Base.PLAN.value]
    held = (
        segments[_KEY]
        .drop_duplicates()
        .merge(pairs[["scope_row", "base_row", "base", "scale"]], on="scope_row")
    )
    cycle = scopes["cycle_row"].to_numpy()[held["base_row"]]
    held["base_factor"] = _earlier(inputs, factors, held["factor_row"].to_numpy(), cycle)
    held = held[held["base_factor"] >= 0].reset_index(drop=True)
    now = held.assign(group=held.index).merge(segments, on=_KEY)
    then = held[["base_factor", "base_row"]].assign(group=held.index)
    then = then.merge(segments, left_on=["base_factor", "base_row"], right_on=_KEY)
    both = now[["group", "segment", "k", "n"]].merge(
        then[["group", "segment", "k", "n"]], on=["group", "segment"], how="outer", suffixes=("1", "0")
    )
    both = both.fillna(dict.fromkeys(("k0", "n0", "k1", "n1"), 0.0))
    sides = both.groupby("group")[["n0", "n1"]].transform("sum")
    size = both.groupby("group")["segment"].transform("size")
    both = both[(size > 1) & (sides["n0"] > 0) & (sides["n1"] > 0)].sort_values(["group", "segment"])
    return both.merge(
        held[["factor_row", "scope_row", "base", "scale"]], left_on="group", right_index=True
    ).reset_index(drop=True)


def _earlier(inputs: Inputs, factors: pd.DataFrame, row: IntArray, cycle: IntArray) -> IntArray:
    earlier = Earlier.of(inputs, factors)
    return earlier.rows(row[:, None], cycle)[:, 0] if len(row) else np.array([], dtype=np.int64)
