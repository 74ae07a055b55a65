"""Objectives.

The score of every objective: the weighted mean of its scored key results; those without a score are listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames
from goalbook.analyse.arrays import quotient
from goalbook.analyse.combinations import Combinations
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "objective": frames.TEXT,
    "key_results": frames.WHOLE,
    "scored": frames.WHOLE,
    "score": frames.NUMBER,  # 0 to 1; NaN when nothing is scored
    "weight": frames.NUMBER,  # of the scored ones
    "missing": frames.TEXT,  # key results without a score, their ids joined by a space
    "fraction": frames.NUMBER,  # elapsed part of the cycle's working days
}
_KEY: Final = ("team", "cycle", "objective")


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Take the mean of each objective's key results."""
    rows = tables["grades"]
    score, weight = rows["score"].to_numpy(), rows["weight"].to_numpy()
    is_scored = ~np.isnan(score)
    each = Combinations.of(rows, _KEY)
    parts = {"weight": np.where(is_scored, weight, 0.0), "part": np.where(is_scored, score * weight, 0.0)}
    sums = pd.DataFrame(parts).groupby(each.codes).sum()
    missing: list[list[str]] = [[] for _ in range(len(each))]
    for place, name in zip(each.codes[~is_scored].tolist(), rows["key_result"][~is_scored], strict=True):
        missing[place].append(name)
    found = {
        "key_results": each.count(),
        "scored": each.total(is_scored),
        "weight": sums["weight"],
        "score": quotient(sums["part"], np.maximum(sums["weight"], 0.0)),
        "missing": frames.texts(map(" ".join, missing)),
    }
    return frames.conform(
        {**each.firsts(frames.arrays(rows, (*_KEY, "fraction")), (*_KEY, "fraction")), **found}, COLUMNS
    )


TABLE: Final = Table(needs=("grades",), columns=COLUMNS, build=build)
