"""Contributions.

What each line of the process table contributes to the KGI's gap: against the plan, against the scope before
and against that of a year before. Leaves sum to the KGI's gap; what is left over (`residual`) is printed.
It is arithmetic, not proof of cause.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import cases, contribution_rows, frames, shapes
from goalbook.analyse.cases import Grid
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "base": frames.TEXT,  # plan, previous or year
    "order": frames.WHOLE,
    "kind": frames.TEXT,  # leaf, stage, inner or kgi
    "stage": frames.TEXT,
    "step": frames.TEXT,
    "factor": frames.TEXT,
    "numerator": frames.TEXT,
    "denominator": frames.TEXT,
    "value0": frames.NUMBER,  # the base's; counts of the plan up to the last logged day
    "value1": frames.NUMBER,
    "contribution": frames.NUMBER,  # in the KGI's unit
    "share": frames.NUMBER,  # of the gap; only of drags, only of a gap worth sharing out
    "is_drag": frames.FLAG,  # on the bad side
    "method": frames.TEXT,  # lmdi, shapley or difference
    "residual": frames.NUMBER,  # the KGI's gap less all leaves
    "scale": frames.NUMBER,  # value0 of what adds up is the earlier number times this
    "elasticity": frames.NUMBER,  # percent of the KGI per percent of the factor, as things stand
    "until": frames.DAY,
    "is_complete": frames.FLAG,
    "line_row": frames.WHOLE,
    "factor_row": frames.WHOLE,
    "scope_row": frames.WHOLE,
}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Compare every scope with each of its bases."""
    compared = cases.of_scopes(tables["scopes"])
    grid = Grid.of(inputs, tables)
    nodes = [
        contribution_rows.nodes(shape, compared, grid, tables["scopes"])
        for shape in shapes.shapes(inputs, tables["factors"])
    ]
    found = contribution_rows.on_lines(nodes, compared, tables)
    scope = tables["scopes"].iloc[found["scope_row"]].set_index(found.index)
    names = ("team", "cycle", "period", "first", "last", "until", "is_complete")
    return frames.conform(found.assign(**{name: scope[name] for name in names}), COLUMNS)


TABLE: Final = Table(needs=("scopes", "numbers", "factors", "lines"), columns=COLUMNS, build=build)
