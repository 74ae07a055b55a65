"""Track record.

What each team's finished cycles say: how well the owners' confidence agreed with what came of it, and whether
aspirational key results ask too little or too much. Too few to tell is said as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import brier, frames, portfolio, threshold_track as thresholds
from goalbook.analyse.arrays import NOISE
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.objective import Ambition

COLUMNS: Final = {
    "team": frames.TEXT,
    "since": frames.DAY,  # the first recorded confidence
    "key_results": frames.WHOLE,  # finished ones with a score and a confidence stated before they were due
    "reached": frames.WHOLE,  # of them
    "share": frames.NUMBER,  # their mean stated confidence
    "brier": frames.NUMBER,  # NaN before a year has passed since
    "cycles": frames.WHOLE,  # how many of the last two finished ones have an aspirational score
    "aspirational": frames.WHOLE,  # aspirational key results of all cycles
    "before": frames.NUMBER,  # mean aspirational score in the last but one finished cycle; NaN for none
    "newest": frames.NUMBER,  # and in the last one
    "aim": frames.TEXT,  # too-low, too-high, fits, too-few
}
_KEY: Final = ("team", "cycle", "objective", "key_result")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Look back on every team's finished cycles."""
    grades = tables["grades"]
    found = (
        _felt(inputs, tables["confidence"], grades)
        .join(_aimed(grades, tables["cycles"]), how="outer")
        .reset_index()
    )
    found = found[found["since"].notna() | (found["aspirational"] > 0)].sort_values("team", ignore_index=True)
    counts = ("key_results", "reached", "cycles", "aspirational")
    frame = found.assign(
        **{name: found[name].fillna(0) for name in counts},
        aim=frames.texts(portfolio.aims(found["before"], found["newest"])),
        team=frames.texts(found["team"], inputs.handbook.teams),
    )
    return frames.conform(frame, COLUMNS)


def _felt(inputs: Inputs, confidence: pd.DataFrame, grades: pd.DataFrame) -> pd.DataFrame:
    """By team: what was stated, and how well it agreed with what came of it."""
    stated = _plain(confidence, "date", "share").merge(
        _plain(grades, "score", "due", "is_over"), on=list(_KEY), how="inner"
    )
    since = stated.groupby("team")["date"].min().rename("since")
    judged = stated[stated["is_over"] & stated["score"].notna() & (stated["date"] < stated["due"])]
    judged = judged.assign(is_reached=judged["score"] >= 1 - NOISE)
    known = since.to_frame().join(brier.scores(judged, _KEY, "team"))
    days = frames.days(inputs.handbook.as_of(str(team), inputs.today) for team in known.index)
    is_long = (days - known["since"]).dt.days >= thresholds.BRIER_DAYS.value
    return known.assign(brier=known["brier"].where(is_long))


def _aimed(grades: pd.DataFrame, cycles: pd.DataFrame) -> pd.DataFrame:
    """By team: mean aspirational scores of its last two finished cycles, each NaN without such a score."""
    rows = _plain(grades, "score", "type", "is_over")
    rows = rows[rows["type"] == Ambition.ASPIRATIONAL.value]
    means = rows[rows["is_over"]].groupby(["team", "cycle"])["score"].mean()
    ended = cycles[cycles["last"] <= cycles["as_of"]][["team", "cycle"]].astype("object")
    ended["score"] = means.reindex(pd.MultiIndex.from_frame(ended)).to_numpy()
    back = ended.groupby("team").cumcount(ascending=False)
    last = {
        name: ended[back == place].set_index("team")["score"]
        for name, place in (("newest", 0), ("before", 1))
    }
    counts = {
        "aspirational": rows.groupby("team").size(),
        "cycles": ended[back < thresholds.AIM_CYCLES.value].groupby("team")["score"].count(),
    }
    return pd.DataFrame({**counts, **last}).rename_axis("team")


def _plain(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Rows with keys that tables of other categories can be joined on."""
    return frame[[*_KEY, *names]].astype(dict.fromkeys(_KEY, "object"))


TABLE: Final = Table(needs=("confidence", "grades", "cycles"), columns=COLUMNS, build=build)
