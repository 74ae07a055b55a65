"""From explained trees to lines of the process table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import explained, frames, lmdi, row_numbers
from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray, floats, quotient
from goalbook.analyse.cases import Base, Grid
from goalbook.analyse.combinations import in_order
from goalbook.analyse.explained import Side
from goalbook.analyse.lines import LineKind
from goalbook.analyse.shapes import Shape
from goalbook.model.values import Direction

_TAKEN: Final = ("value0", "value1", "contribution", "elasticity")
_FLAGS: Final = ("is_shapley", "is_linear")
_NOISE: Final = 1e-9
_DEEPEST: Final = 4
"""Stages within stages, as in `goalbook.analyse.kpi_tree`."""


class Method(StrEnum):
    """How a contribution was computed."""

    LMDI = "lmdi"
    SHAPLEY = "shapley"
    DIFFERENCE = "difference"


def nodes(shape: Shape, compared: pd.DataFrame, grid: Grid, scopes: pd.DataFrame) -> pd.DataFrame:
    """What every metric of a shape contributes in every case of its cycles.

    Args:
        shape: A tree and its cycles.
        compared: What `goalbook.analyse.cases.of_scopes` returns.
        grid: The numbers.
        scopes: The table ``scopes``.

    Returns:
        case_row (row of `compared`), factor_row, value0, value1, contribution, elasticity, is_leaf,
        is_shapley, is_linear; only what the tree reaches, and only cases in which the KGI is known on both
        sides.
    """
    mine = compared[compared["cycle_row"].isin(shape.cycles)]
    factors = shape.factors[np.searchsorted(shape.cycles, mine["cycle_row"])]
    actual = grid.actual(factors, mine["scope_row"].to_numpy())
    base = _base(mine, factors, grid, scopes)
    is_known = np.isfinite(actual.value[:, 0]) & np.isfinite(base.value[:, 0])
    found = explained.explain(shape, _kept(base, is_known), _kept(actual, is_known))
    is_reached = ~np.isnan(found.contribution) | found.is_leaf
    rows = np.broadcast_to(mine.index.to_numpy()[is_known][:, None], is_reached.shape)
    linear = np.broadcast_to(shape.is_linear, is_reached.shape)
    columns = {
        "case_row": rows,
        "factor_row": factors[is_known],
        "value0": found.base,
        "value1": found.actual,
        "contribution": found.contribution,
        "elasticity": found.elasticity,
        "is_leaf": found.is_leaf,
        "is_shapley": found.is_shapley,
        "is_linear": linear,
    }
    return pd.DataFrame({name: values[is_reached] for name, values in columns.items()})


def on_lines(
    found: Sequence[pd.DataFrame], compared: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Contributions on the lines of the process table, stages as the sum of their parts.

    Args:
        found: What `nodes` returns for each shape.
        compared: What `goalbook.analyse.cases.of_scopes` returns.
        tables: lines, factors, numbers.
    """
    lines, node = tables["lines"], _sorted(found)
    lines = lines.assign(line_row=lines.index)
    grid = _grid(lines[lines["kind"] != LineKind.KPI.value], compared, node)
    grid = _rolled_up(_placed(grid, node))
    return _judged(_with_stage_values(grid, node, tables), tables)


def _base(mine: pd.DataFrame, factors: IntArray, grid: Grid, scopes: pd.DataFrame) -> Side:
    row = mine["base_row"].to_numpy()
    planned = grid.planned(factors, row)
    cycle = scopes["cycle_row"].to_numpy()[row]
    earlier = grid.actual(grid.earlier.rows(factors, cycle), row)
    earlier = grid.scaled(earlier, factors, mine["scale"].to_numpy())
    is_plan = (mine["base"] == Base.PLAN.value).to_numpy()[:, None]
    return Side(
        value=np.where(is_plan, planned.value, earlier.value),
        is_empty=np.where(is_plan, planned.is_empty, earlier.is_empty),
    )


def _kept(side: Side, is_known: BoolArray) -> Side:
    return Side(value=side.value[is_known], is_empty=side.is_empty[is_known])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nodes:
    """Nodes sorted by (case, factor), so that any is found by bisection."""

    frame: pd.DataFrame
    keys: IntArray
    size: int

    def rows(self, case: pd.Series, factor: pd.Series | IntArray) -> IntArray:
        parts = np.asarray(factor)
        wanted = case.to_numpy() * self.size + parts
        if not len(self.keys):
            return np.full(len(wanted), -1)
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where((parts >= 0) & (self.keys[place] == wanted), place, -1)

    def number(self, name: str, rows: IntArray) -> FloatArray:
        """A column of nodes that `rows` found; NaN where it found none."""
        return floats(np.append(self.frame[name].to_numpy(), np.nan)[rows])


def _sorted(found: Sequence[pd.DataFrame]) -> _Nodes:
    names = {"case_row": "int64", "factor_row": "int64", **dict.fromkeys(_TAKEN, "float64")}
    flags = dict.fromkeys(("is_leaf", *_FLAGS), "bool")
    empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in {**names, **flags}.items()})
    frame = pd.concat([part for part in found if len(part)] or [empty], ignore_index=True)
    size = int(frame["factor_row"].max()) + 1 if len(frame) else 1
    keys = (frame["case_row"] * size + frame["factor_row"]).to_numpy()
    order = np.argsort(keys, kind="stable")
    return _Nodes(frame=frame.iloc[order].reset_index(drop=True), keys=keys[order], size=size)


def _grid(lines: pd.DataFrame, compared: pd.DataFrame, node: _Nodes) -> pd.DataFrame:
    """Every line in every case in which the KGI is known; with the place of its stage's line."""
    known = compared.loc[np.unique(node.frame["case_row"])]
    names = ["line_row", "order", "kind", "stage", "step", "factor", "numerator", "denominator"]
    grid = known.assign(case_row=known.index).merge(
        lines[[*names, "parent", "factor_row", "step_row", "cycle_row"]], on="cycle_row"
    )
    grid = in_order(grid, ["case_row", "line_row"])
    begins = pd.Series(grid.index, index=grid.index).groupby(grid["case_row"]).transform("min")
    first = grid.groupby("case_row")["line_row"].transform("min")
    parent = grid["parent"]
    return grid.assign(parent_place=(begins + parent - first).where(parent >= 0, -1).to_numpy())


def _placed(grid: pd.DataFrame, node: _Nodes) -> pd.DataFrame:
    """Each line with its node: the factor, or the step where the tree ends there; -1 for none."""
    is_leaf = np.append(node.frame["is_leaf"].to_numpy(), False)
    factor = node.rows(grid["case_row"], grid["factor_row"])
    step = node.rows(grid["case_row"], grid["step_row"])
    is_kgi = (grid["kind"] == LineKind.KGI.value).to_numpy()
    is_stage = (grid["kind"] == LineKind.STAGE.value).to_numpy()
    is_repeated = frames.is_same(grid["stage"].array, grid["step"].array)
    ends_here = is_leaf[step] & ~is_kgi & ~is_repeated & (is_stage | ~is_leaf[factor])
    found = np.where(ends_here, step, np.where(is_stage, -1, factor))
    is_plain = (grid["factor_row"] == grid["step_row"]).to_numpy()
    # A rate under which the tree goes on is nobody's line; other metrics with parts are.
    found = np.where(~is_leaf[found] & ~is_plain, -1, found)
    told = frames.worded(is_leaf[found].astype(np.int8), (LineKind.INNER.value, LineKind.LEAF.value))
    own = node.number("contribution", found)
    return grid.assign(
        node=found,
        kind=frames.either((found >= 0) & ~is_kgi, told, grid["kind"].array),
        ends_here=ends_here,
        **{name: node.number(name, found) for name in ("value0", "value1", "elasticity")},
        **{name: np.append(node.frame[name].to_numpy(), False)[found] for name in _FLAGS},
        contribution=np.where(is_stage & (found < 0), 0.0, own),
    )


def _rolled_up(grid: pd.DataFrame) -> pd.DataFrame:
    """Stages with the sum of their parts; lines that the tree does not reach drop out."""
    is_reached = grid["node"].to_numpy() >= 0
    parent = grid["parent_place"].to_numpy()
    is_whole = np.append(grid["ends_here"].to_numpy(), False)[parent]
    above = np.where(is_whole, -1, parent)
    grid["contribution"] = lmdi.roll_up(np.where(is_reached, grid["contribution"], 0.0), above)
    is_reached = is_reached.copy()
    for _ in range(_DEEPEST):
        is_reached[above[is_reached & (above >= 0)]] = True
    return grid[is_reached].drop(columns=["parent_place"])


def _with_stage_values(grid: pd.DataFrame, node: _Nodes, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Stages with their rate and the elasticity of their step; where the tree ends, a line has its step."""
    factors, ends = tables["factors"], grid["ends_here"]
    is_stage = (grid["kind"] == LineKind.STAGE.value) & grid["node"].lt(0)
    step = node.rows(grid["case_row"], grid["step_row"])
    before = np.append(factors["denominator_row"].to_numpy(), -1)[grid["factor_row"]]
    previous = node.rows(grid["case_row"], before)
    nothing = frames.worded(np.zeros(len(grid), dtype=np.int8), [""])
    rates = {
        name: quotient(node.number(name, step), node.number(name, previous)) for name in ("value0", "value1")
    }
    rates["elasticity"] = node.number("elasticity", step)
    metric, is_end = factors["factor"].array.take(grid["step_row"]), ends.to_numpy()
    return grid.assign(
        **{name: grid[name].where(~is_stage, found) for name, found in rates.items()},
        factor=frames.either(is_end, metric, grid["factor"].array),
        **{name: frames.either(is_end, nothing, grid[name].array) for name in ("numerator", "denominator")},
        factor_row=grid["factor_row"].where(~ends, grid["step_row"]),
    )


def _judged(grid: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """With the KGI's own gap, what is left of it, and which lines are drags."""
    is_kgi = (grid["kind"] == LineKind.KGI.value).to_numpy()
    kgi = grid[is_kgi].set_index("case_row")
    gap = (kgi["value1"] - kgi["value0"]).reindex(grid["case_row"]).to_numpy()
    base = kgi["value0"].reindex(grid["case_row"]).to_numpy()
    bad = _bad_sign(kgi, tables).reindex(grid["case_row"]).to_numpy()
    own = np.where(is_kgi, gap, grid["contribution"])
    is_leaf = grid["kind"] == LineKind.LEAF.value
    sums = grid["contribution"].where(is_leaf).groupby(grid["case_row"]).sum(min_count=1)
    left = (kgi["value1"] - kgi["value0"] - sums.reindex(kgi.index)).fillna(0.0)
    left = left.where(left.abs() > _NOISE * kgi[["value0", "value1"]].abs().max(axis=1), 0.0)
    is_drag = own * bad > _NOISE * np.abs(base)
    shares = lmdi.shares(own, gap, base)
    is_shared = is_drag & (gap * bad > 0) & ~is_kgi
    method = np.where(grid["is_shapley"], 2, np.where(grid["is_linear"], 1, 0))
    return grid.assign(
        contribution=own,
        is_drag=is_drag,
        share=np.where(is_shared, shares, np.nan),
        method=frames.worded(method, (Method.LMDI, Method.DIFFERENCE, Method.SHAPLEY)),
        residual=left.reindex(grid["case_row"]).to_numpy(),
    )


def _bad_sign(kgi: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """-1 where less is worse, 1 where more is; of a band the side on which it lies outside, 0 within."""
    factors, numbers = tables["factors"], tables["numbers"]
    direction = factors["direction"].array.take(kgi["factor_row"])
    row = row_numbers.of(kgi, numbers, ("factor_row", "scope_row"))
    outside = np.sign(np.append(numbers["gap"].to_numpy(), np.nan)[row])
    is_band = np.asarray(direction == Direction.BAND.value)
    sign: FloatArray = np.where(np.asarray(direction == Direction.DOWN.value), 1.0, -1.0)
    return pd.Series(np.where(is_band, np.nan_to_num(outside), sign), index=kgi.index)
