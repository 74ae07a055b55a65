"""Segments of rates and ratios in every scope, and the same segments in what they are compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import cases, frames, row_numbers
from goalbook.analyse.arrays import BoolArray, IntArray
from goalbook.analyse.cases import Base, Earlier
from goalbook.analyse.inputs import Inputs

REST: Final = ""
"""The segment of what was logged without one."""

_WHEN: Final = ("team", "cycle", "period", "first")
_SCOPE_BITS: Final = 32
_LEAST: Final = 1e-9


def of_scopes(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Sums of every segment of every rate or ratio that belongs to a KGI or is a chosen KPI.

    What was logged without a segment is the segment "", so that segments sum to the whole. Where a segment
    reported one of the two sides only, they do not: what is missing is not 0.

    Args:
        tables: by-segment, scopes, factors, numbers.

    Returns:
        factor_row, scope_row, k, n, segment, is_whole (whether they sum to the whole).
    """
    segments, scopes, factors = tables["by-segment"], tables["scopes"], tables["factors"]
    factor = row_numbers.of(segments, factors, row_numbers.FACTOR)
    scope = row_numbers.of(segments, scopes, _WHEN)
    is_asked = np.append(factors["is_in_tree"] | factors["is_kpi"], False)
    is_known = (scope >= 0) & is_asked[factor] & segments["denominator"].notna().to_numpy()
    is_told = (scope >= 0) & (factor >= 0) & segments["value"].notna().to_numpy()
    place = np.flatnonzero(is_known)
    names = {"segment": "segment", "numerator": "k", "denominator": "n"}
    found = {"factor_row": factor[place], "scope_row": scope[place]}
    sides = {new: segments[name].array.take(place) for name, new in names.items()}
    is_whole = _is_whole(found, (factor[is_told], scope[is_told]), factors)
    return _with_rest({**found, **sides, "is_whole": is_whole}, tables["numbers"])


def _is_whole(
    found: Mapping[str, IntArray], told: tuple[IntArray, IntArray], factors: pd.DataFrame
) -> BoolArray:
    """Whether as many segments stand in each row's rate and scope as in either of its two sides.

    Args:
        found: factor_row, scope_row.
        told: The same of whatever has a value, also of the sides themselves.
        factors: The table ``factors``.
    """
    factor, scope = found["factor_row"], found["scope_row"]
    known, count = np.unique(_key(*told), return_counts=True)
    _, own, size = np.unique(_key(factor, scope), return_inverse=True, return_counts=True)
    is_whole = np.ones(len(factor), dtype=np.bool_)
    for side in ("numerator_row", "denominator_row"):
        part = factors[side].to_numpy()[factor]
        row = row_numbers.places(_key(part, scope), known)
        is_whole &= (part < 0) | (np.append(count, 0)[row] <= size[own])
    return is_whole


def _with_rest(found: Mapping[str, Any], numbers: pd.DataFrame) -> pd.DataFrame:
    """With what is left of a rate when its segments are taken away, where they sum to the whole."""
    own, known = (
        _key(*(np.asarray(rows[name]) for name in ("factor_row", "scope_row"))) for rows in (found, numbers)
    )
    asked = np.unique(own[found["is_whole"]])
    group, row = row_numbers.places(own, asked), row_numbers.places(known, asked)
    whole = np.flatnonzero(row >= 0)
    rest = {
        name: np.nan_to_num(numbers[name].to_numpy()[whole])
        - np.bincount(group[group >= 0], np.nan_to_num(found[name])[group >= 0], len(asked))[row[whole]]
        for name in ("k", "n")
    }
    is_left = rest["n"] > _LEAST
    more = {name: numbers[name].to_numpy()[whole[is_left]] for name in ("factor_row", "scope_row")}
    more |= {name: values[is_left] for name, values in rest.items()}
    words = [*found["segment"].categories, REST]
    codes = np.append(found["segment"].codes, np.full(int(is_left.sum()), words.index(REST)))
    return pd.DataFrame(
        {
            **{name: np.append(found[name], values) for name, values in more.items()},
            "segment": frames.worded(codes, words),
            "is_whole": np.append(found["is_whole"], np.ones(int(is_left.sum()), dtype=np.bool_)),
        }
    )


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
    own = _key(segments["factor_row"].to_numpy(), segments["scope_row"].to_numpy())
    held = _held(inputs, segments, tables)
    sides = [
        _side(segments, row_numbers.pairs(_key(held[factor], held[scope]), own))
        for factor, scope in (("base_factor", "base_row"), ("factor_row", "scope_row"))
    ]
    known = np.union1d(*(side["place"] for side in sides))
    group, segment = np.divmod(known, len(segments["segment"].cat.categories) + 1)
    found: dict[str, Any] = {}
    is_told = np.bincount(group)[group] > 1
    for number, side in enumerate(sides):
        for name in ("k", "n"):
            found[f"{name}{number}"] = np.zeros(len(known))
            found[f"{name}{number}"][np.searchsorted(known, side["place"])] = np.nan_to_num(side[name])
        is_told &= np.bincount(group, found[f"n{number}"])[group] > 0
    frame = pd.DataFrame({"group": group, **found, **{name: values[group] for name, values in held.items()}})
    words = frames.worded(segment, segments["segment"].cat.categories.tolist())
    return frame.assign(segment=words)[is_told].reset_index(drop=True)


def _key(factor: IntArray, scope: IntArray) -> IntArray:
    return factor.astype(np.int64) << _SCOPE_BITS | scope


def _held(inputs: Inputs, segments: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Every rate with segments beside each scope that it is compared with: which factor is the same there."""
    scopes, factors = tables["scopes"], tables["factors"]
    pairs = cases.of_scopes(scopes)
    pairs = pairs[pairs["base"] != Base.PLAN.value]
    asked = segments[["factor_row", "scope_row"]].drop_duplicates()
    row, place = row_numbers.pairs(asked["scope_row"].to_numpy(), pairs["scope_row"].to_numpy())
    held = {name: asked[name].to_numpy()[row] for name in asked}
    held |= {name: pairs[name].to_numpy()[place] for name in ("base_row", "base", "scale")}
    cycle = scopes["cycle_row"].to_numpy()[held["base_row"]]
    held["base_factor"] = _earlier(inputs, factors, held["factor_row"], cycle)
    return {str(name): values[held["base_factor"] >= 0] for name, values in held.items()}


def _side(segments: pd.DataFrame, pairs: tuple[IntArray, IntArray]) -> dict[str, Any]:
    """Cases of each group's segments, and a number for both together."""
    group, row = pairs
    codes = segments["segment"].cat.codes.to_numpy()[row]
    place = group * (len(segments["segment"].cat.categories) + 1) + codes
    return {"place": place, "k": segments["k"].to_numpy()[row], "n": segments["n"].to_numpy()[row]}


def _earlier(inputs: Inputs, factors: pd.DataFrame, row: IntArray, cycle: IntArray) -> IntArray:
    earlier = Earlier.of(inputs, factors)
    return earlier.rows(row[:, None], cycle)[:, 0] if len(row) else np.array([], dtype=np.int64)
