"""Track record.

What each team's finished cycles say: how well the owners' confidence agreed with what came of it, and whether
aspirational key results ask too little or too much. Too few to tell is said as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import brier, frames, portfolio, row_numbers, threshold_track as thresholds
from goalbook.analyse.arrays import NOISE
from goalbook.analyse.groups import Groups
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.objective import Ambition

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    grades, cycles = tables["grades"], tables["cycles"]
    teams = sorted(inputs.handbook.teams)
    since, scores = _felt(inputs, tables["confidence"], grades)
    aimed = _aimed(grades, cycles, len(teams))
    row = np.flatnonzero(~np.isnat(since) | (aimed["aspirational"] > 0))
    told = {str(name): scores[name].to_numpy()[row] for name in scores}
    told |= {name: values[row] for name, values in aimed.items()}
    aims = portfolio.aims(*(pd.Series(told[name]) for name in ("before", "newest")))
    named = {"team": frames.texts((teams[place] for place in row), teams), "aim": frames.texts(aims)}
    return frames.conform({**told, **named, "since": since[row]}, COLUMNS)


def _felt(
    inputs: Inputs, confidence: pd.DataFrame, grades: pd.DataFrame
) -> tuple[NDArray[np.datetime64], pd.DataFrame]:
    """By team: since when confidence is stated, and how well it agreed with what came of it."""
    teams = sorted(inputs.handbook.teams)
    row = row_numbers.of(confidence, grades, _KEY)
    stated, grade = confidence[row >= 0], grades.take(row[row >= 0])
    day = stated["date"].to_numpy()
    since = np.full(len(teams), np.iinfo(np.int64).max)
    np.minimum.at(since, stated["team"].cat.codes.to_numpy(), day.astype(np.int64))
    since = np.where(since == np.iinfo(np.int64).max, np.iinfo(np.int64).min, since).astype(frames.DAY)
    is_judged = (
        grade["is_over"].to_numpy() & grade["score"].notna().to_numpy() & (day < grade["due"].to_numpy())
    )
    is_reached = grade["score"].to_numpy()[is_judged] >= 1 - NOISE
    found = brier.scores(stated[is_judged].assign(is_reached=is_reached), _KEY, "team").reindex(teams)
    as_of = frames.days(inputs.handbook.as_of(team, inputs.today) for team in teams)
    is_long = as_of - since >= np.timedelta64(thresholds.BRIER_DAYS.value, "D")
    counts = {name: found[name].fillna(0) for name in ("key_results", "reached")}
    return since, found.assign(brier=found["brier"].where(is_long), **counts)


def _aimed(grades: pd.DataFrame, cycles: pd.DataFrame, teams: int) -> dict[str, NDArray[Any]]:
    """By team: mean aspirational scores of its last two finished cycles, each NaN without such a score."""
    row = row_numbers.of(grades, cycles, ("team", "cycle"))
    team = cycles["team"].cat.codes.to_numpy()
    is_asked = (grades["type"] == Ambition.ASPIRATIONAL.value).to_numpy()
    over = np.flatnonzero(is_asked & grades["is_over"].to_numpy())
    means = grades["score"].take(over).groupby(row[over]).mean().reindex(range(len(cycles))).to_numpy()
    ended = np.flatnonzero(cycles["last"] <= cycles["as_of"])
    groups = Groups.of(team[ended])
    back = groups.sizes[groups.codes] - 1 - groups.follows()
    last = {name: np.full(teams, np.nan) for name in ("newest", "before")}
    for place, scores in enumerate(last.values()):
        scores[team[ended[back == place]]] = means[ended[back == place]]
    looked = ended[back < thresholds.AIM_CYCLES.value]
    return {
        **last,
        "aspirational": np.bincount(team[row[is_asked]], minlength=teams),
        "cycles": np.bincount(team[looked[~np.isnan(means[looked])]], minlength=teams),
    }


TABLE: Final = Table(needs=("confidence", "grades", "cycles"), columns=COLUMNS, build=build)
