"""Objectives.

The score of every objective: the weighted mean of its scored key results; those without a score are listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames
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
_KEY: Final = ["team", "cycle", "objective"]


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Take the mean of each objective's key results."""
    rows = tables["grades"]
    is_scored = rows["score"].notna()
    rows = rows.assign(
        held=rows["weight"].where(is_scored, 0.0),
        part=(rows["score"] * rows["weight"]).fillna(0.0),
        is_scored=is_scored,
        name=rows["key_result"].astype("object").where(~is_scored, ""),
    )
    each = rows.groupby(_KEY, observed=True, sort=False)
    found = pd.DataFrame(
        {
            "key_results": each.size(),
            "scored": each["is_scored"].sum(),
            "weight": each["held"].sum(),
            "part": each["part"].sum(),
            "missing": each["name"].agg(lambda names: " ".join(name for name in names if name)),
            "fraction": each["fraction"].first(),
        }
    ).reset_index()
    found = found.assign(
        score=found["part"] / found["weight"].where(found["weight"] > 0),
        missing=frames.texts(found["missing"].astype(str)),
    )
    return frames.conform(found, COLUMNS)


TABLE: Final = Table(needs=("grades",), columns=COLUMNS, build=build)
