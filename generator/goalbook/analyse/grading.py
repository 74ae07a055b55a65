"""Grades of key results and the score of an objective (OKR playbook; Google re:Work).

A committed key result is expected in full: 1.0 is done, from .9 on it is close, below it is behind and asks
for a look back when its time is over. An aspirational one is done from .7 and close from .4. An objective's
score is the weighted mean of its scored key results; what has no score is left out and listed, never 0.

While a cycle runs, a score that adds up from 0 is also shown by its pace, ``score / elapsed part of the
cycle``.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from goalbook.analyse import thresholds
from goalbook.analyse.arrays import NOISE
from goalbook.model.objective import Ambition


class Grade(StrEnum):
    """How far a key result has come, in a word."""

    DONE = "done"
    CLOSE = "close"
    BEHIND = "behind"
    NONE = ""


def grades(score: pd.Series, ambition: pd.Series) -> list[str]:
    """The grade of each score, as values of `Grade`; none without a score or a stated type.

    Args:
        score: 0 to 1, not rounded.
        ambition: Values of `goalbook.model.objective.Ambition`, "" for none.
    """
    is_committed = ambition == Ambition.COMMITTED.value
    is_known = score.notna() & (is_committed | (ambition == Ambition.ASPIRATIONAL.value))
    done = is_committed.map(
        {True: thresholds.COMMITTED_DONE.value, False: thresholds.ASPIRATIONAL_DONE.value}
    )
    close = is_committed.map(
        {True: thresholds.COMMITTED_CLOSE.value, False: thresholds.ASPIRATIONAL_CLOSE.value}
    )
    words = np.select(
        [~is_known, score >= done.astype("float64") - NOISE, score >= close.astype("float64") - NOISE],
        [Grade.NONE.value, Grade.DONE.value, Grade.CLOSE.value],
        Grade.BEHIND.value,
    )
    return [str(word) for word in words]


def pace_score(score: pd.Series, elapsed: pd.Series, adds_up: pd.Series) -> pd.Series:
    """Score over the elapsed part of the cycle; NaN for what does not add up from 0."""
    return (score / elapsed.where(elapsed > 0)).where(adds_up)
