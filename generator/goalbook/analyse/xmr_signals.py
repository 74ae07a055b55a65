"""Which points of an XmR chart are signals, and what limits say about a target.

1. A point outside the limits.
2. 8 present points in a row on one side of the centre; a point exactly on the centre ends the run.
3. 3 of 4 present points in a row nearer to the same limit than to the centre.

Missing periods are passed over by rules 2 and 3. Every flag looks back: it stands on the point at which the
rule is fulfilled, so the last point's flag says whether there is a signal now. Where the moving ranges are
all 0 the limits have collapsed and rules 1 and 3 stay silent.

Source: Wheeler, Understanding Variation; 7 in a row: NHS England, Making Data Count.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import thresholds
from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray, SignArray, floats, noise_of
from goalbook.analyse.groups import Groups
from goalbook.analyse.xmr import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How many points make a signal."""

    run: int = thresholds.SIGNAL_RUN.value
    near: int = thresholds.SIGNAL_NEAR.value
    near_of: int = thresholds.SIGNAL_NEAR_OF.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """One entry per row: 1 for a signal upwards, -1 downwards, 0 for none.

    Attributes:
        outside: Rule 1.
        run: Rule 2.
        near: Rule 3.
        run_length: Present points in a row on this point's side, this one included; 0 on the centre or
        missing.
    """

    outside: SignArray
    run: SignArray
    near: SignArray
    run_length: IntArray

    @property
    def any(self) -> SignArray:
        """The first rule that speaks, in their order."""
        later = np.where(self.run != 0, self.run, self.near)
        return np.where(self.outside != 0, self.outside, later).astype(np.int8)


def signals(values: ArrayLike, groups: Groups, limits: Limits, rules: Rules | None = None) -> Signals:
    """The signals of every series; its rows in order of time, NaN = not reported.

    Args:
        values: The points, those of the baseline and those after it.
        groups: The series, as given to `goalbook.analyse.xmr.limits`.
        limits: Their limits; where there are none, only rule 2 can speak.
        rules: Lengths of runs.
    """
    x, used = floats(values), rules or Rules()
    centre = groups.spread(limits.centre)
    reach = np.where(groups.spread(limits.moving_range) > 0, groups.spread(limits.upper) - centre, np.nan)
    off = x - centre
    run_length = _run_lengths(_side(off, noise_of(centre)), ~np.isnan(x), groups)
    side = np.where(np.isnan(off), 0, np.sign(off)).astype(np.int8)
    return Signals(
        outside=_side(off, reach + noise_of(centre)),
        run=np.where(run_length >= used.run, side, 0).astype(np.int8),
        near=_near(_side(off, reach / 2 + noise_of(centre)), ~np.isnan(x), groups, used),
        run_length=run_length,
    )


def _side(off: FloatArray, beyond: FloatArray) -> SignArray:
    """1 above, -1 below, 0 within `beyond` of the centre or unknown."""
    with np.errstate(invalid="ignore"):
        above = off > beyond
        below = (off < -beyond) & ~above
    return above.view(np.int8) - below.view(np.int8)


def _run_lengths(side: SignArray, is_present: BoolArray, groups: Groups) -> IntArray:
    rows = np.flatnonzero(is_present)
    here, series = side[rows], groups.codes[rows]
    is_new = np.ones(rows.shape, dtype=np.bool_)
    is_new[1:] = (here[1:] != here[:-1]) | (series[1:] != series[:-1]) | (here[1:] == 0)
    place = np.arange(len(rows))
    began = np.maximum.accumulate(np.where(is_new, place, 0))
    found = np.zeros(side.shape, dtype=np.int64)
    found[rows] = np.where(here == 0, 0, place - began + 1)
    return found


def _near(side: SignArray, is_present: BoolArray, groups: Groups, rules: Rules) -> SignArray:
    rows = np.flatnonzero(is_present)
    here, series = side[rows], groups.codes[rows]
    found = np.zeros(side.shape, dtype=np.int8)
    for direction in (1, -1):
        is_here, count = here == direction, np.zeros(rows.shape, dtype=np.int16)
        for back in range(rules.near_of):
            same = series[back:] == series[: len(rows) - back]
            count[back:] += same & is_here[: len(rows) - back]
        found[rows[is_here & (count >= rules.near)]] = direction
    return found


class Reach(StrEnum):
    """What natural process limits say about a target: the process's voice beside the customer's."""

    CHANCE = "chance"
    NOT_AS_IT_IS = "not-as-it-is"
    ALWAYS = "always"
    UNKNOWN = "unknown"


REACHES: Final = tuple(str(one) for one in Reach)
"""In the order chance, not-as-it-is, always, unknown."""


def reach_codes(target: ArrayLike, limits: Limits, *, is_lower_better: ArrayLike = False) -> IntArray:
    """Whether a target is met by chance, never or always while the process stays as it is.

    Args:
        target: One per series.
        limits: The series' limits.
        is_lower_better: One per series.

    Returns:
        Places in `REACHES`: a target between the limits is met by chance; one beyond the limit on the good
        side will not be met as things are; one beyond the other limit is always met. Limits that have
        collapsed say nothing.
    """
    goal, lower_is_better = floats(target), np.asarray(is_lower_better, dtype=np.bool_)
    with np.errstate(invalid="ignore"):
        above, below = goal > limits.upper, goal < limits.lower
        has_range = limits.lower < limits.upper
    conditions = [
        np.isnan(goal) | ~has_range,
        np.where(lower_is_better, below, above),
        np.where(lower_is_better, above, below),
    ]
    return np.select(conditions, [3, 1, 2], default=0).astype(np.int64)
