"""How an actual stands to its target (method: result, pace, signal). Pure functions over whole columns.

Attainment and result are facts, never judgements: no colour follows from them.
Numbers compare with a tolerance of 1e-9 absolute plus 1e-9 relative, so that noise in the last digits decides
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames
from goalbook.analyse.arrays import BoolArray, FloatArray, floats
from goalbook.analyse.totals import divided
from goalbook.model.values import Direction

TOLERANCE: Final = 1e-9


class Result(Enum):
    """The result of a period in one word."""

    MET = "met"
    MISSED = "missed"
    RUNNING = "running"
    NO_DATA = "no-data"
    NO_TARGET = "no-target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of each actual; columns with the same index.

    Attributes:
        target: In the actual's unit; NaN for none.
        direction: ``up``, ``down`` or ``band``.
        low: Lowest value of a band, else NaN.
        high: Highest value of a band, else NaN.
    """

    target: pd.Series
    direction: pd.Series
    low: pd.Series
    high: pd.Series

    @property
    def is_known(self) -> pd.Series:
        """Whether there is anything to compare with."""
        is_band = self.direction == Direction.BAND.value
        return (is_band & self.low.notna() & self.high.notna()) | (~is_band & self.target.notna())


def reached(actual: pd.Series, asked: Asked) -> pd.Series:
    """Whether the actual is as good as asked: at least, at most when lower is better, within the band.

    Returns:
        bool; False where either is missing.
    """
    is_up, is_down = ((asked.direction == way.value).to_numpy() for way in (Direction.UP, Direction.DOWN))
    number, target, low, high = map(floats, (actual, asked.target, asked.low, asked.high))
    found = (is_up & _at_least(number, target)) | (is_down & _at_least(target, number))
    if not np.isnan(low).all():
        found |= _at_least(number, low) & _at_least(high, number)
    return pd.Series(found, index=actual.index)


def _at_least(larger: FloatArray, smaller: FloatArray) -> BoolArray:
    """Larger >= smaller within the tolerance; False where either is missing."""
    with np.errstate(invalid="ignore"):
        return np.asarray(larger >= smaller - (TOLERANCE + TOLERANCE * np.abs(smaller)))


def attainment(actual: pd.Series, asked: Asked) -> pd.Series:
    """Actual / target, or target / actual when lower is better.

    Returns:
        A share, 1.0 = as asked, unbounded above. NaN for a target <= 0 (a share of nothing says nothing; use
        the gap), for an actual of 0 when lower is better (it would be infinite), for a band, and where either
        is missing.
    """
    target = asked.target.where(asked.target > 0)
    share = divided(actual, target).where(asked.direction != Direction.DOWN.value, divided(target, actual))
    return share.mask(asked.direction == Direction.BAND.value)


def gap(actual: pd.Series, expected: pd.Series, asked: Asked) -> pd.Series:
    """Actual - expected in the actual's unit; outside a band the distance to its nearer end, inside 0.

    Below 0 is less than expected, whichever way is better.
    """
    is_band = asked.direction == Direction.BAND.value
    if not is_band.any():
        return actual - expected
    outside = (actual - asked.high).clip(lower=0) - (asked.low - actual).clip(lower=0)
    return (actual - expected).mask(is_band, outside)


def result(
    actual: pd.Series,
    asked: Asked,
    is_complete: pd.Series,
    is_open: pd.Series | None = None,
    is_growing: BoolArray | None = None,
) -> pd.Series:
    """The result in one word (values of `Result`): a fact of closed periods, else why there is none.

    Args:
        actual: What it came to.
        asked: What was asked.
        is_complete: Whether the period is over.
        is_open: Whether cases that began in it may still change the actual.
        is_growing: Where they can only add to it, without it nowhere. There what more cannot change is a
            result already: met where higher is better, missed where lower is better.
    """
    is_reached = reached(actual, asked)
    if is_open is not None:
        is_down = asked.direction == Direction.DOWN.value
        is_settled = (asked.direction != Direction.BAND.value) & (is_reached != is_down)
        is_settled &= False if is_growing is None else is_growing
        is_complete = is_complete & (~is_open | is_settled)
    reasons = {
        Result.NO_DATA: actual.isna(),
        Result.NO_TARGET: ~asked.is_known,
        Result.RUNNING: ~is_complete,
        Result.MET: is_reached,
    }
    words = [result.value for result in (*reasons, Result.MISSED)]
    codes = np.select([where.to_numpy() for where in reasons.values()], range(len(reasons)), len(reasons))
    return pd.Series(frames.worded(codes, words), index=actual.index)
