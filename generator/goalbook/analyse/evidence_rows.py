"""Evidence and lift of every line of the process table in every scope.

Shares of cases are judged by Jeffreys' Beta, counts by Jeffreys' Gamma, both in `goalbook.analyse.evidence`;
where a count varies more than chance allows (`goalbook.analyse.unevenness`), it and its plan are divided by
the dispersion first (quasi-Poisson). Amounts, margins, durations and scores have no number of cases that
chance could be computed from: their evidence is unknown, their signals are in the table ``signals``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from goalbook.analyse import distributions, evidence, frames, lift, thresholds, unevenness, wilson
from goalbook.analyse.arrays import FloatArray, floats
from goalbook.analyse.evidence import Bands
from goalbook.analyse.lift import Headroom
from goalbook.model.company import Limits
from goalbook.model.values import Direction

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Numbers beside what they are held against; columns of one length.

    Attributes:
        k: Hits of a share, or the count itself.
        n: Cases of a share; NaN for counts.
        is_rate: Where it is a share of cases.
        is_count: Where it is a count.
        direction: Values of `Direction`.
        dispersion: Of counts; NaN when not known.
        is_partial: Counts of which whole weeks are missing; they cannot be judged.
    """

    k: FloatArray
    n: FloatArray
    is_rate: NDArray[np.bool_]
    is_count: NDArray[np.bool_]
    direction: pd.Categorical
    dispersion: FloatArray
    is_partial: NDArray[np.bool_]

    @property
    def is_lower_better(self) -> NDArray[np.bool_]:
        """Where less is better."""
        return np.asarray(self.direction == Direction.DOWN.value)

    def p_below(self, bound: FloatArray) -> FloatArray:
        """Probability that the true rate, or mean behind the count, is below a bound; NaN without cases."""
        times = unevenness.widened(self.dispersion)
        rates = evidence.p_rate_below(self.k, self.n, bound)
        counts = evidence.p_count_below(self.k / times, bound / times)
        found = np.where(self.is_rate & (self.n > 0), rates, np.where(self.is_count, counts, np.nan))
        return np.where(np.isnan(bound) | (self.is_count & self.is_partial), np.nan, found)

    def p_worse(self, p_below: FloatArray) -> FloatArray:
        """Probability of being on the bad side, from what `p_below` found; NaN for a band, which has two."""
        found = evidence.p_worse(p_below, self.is_lower_better)
        return np.where(self.direction == Direction.BAND.value, np.nan, found)

    def interval(self, confidence: float) -> tuple[FloatArray, FloatArray]:
        """Where the true rate lies (Wilson), or the mean behind the count (Jeffreys)."""
        ends = wilson.interval(self.k, self.n, confidence=confidence)
        times, tail = unevenness.widened(self.dispersion), (1 - confidence) / 2
        shape = np.where(self.is_count, self.k / times, np.nan) + thresholds.JEFFREYS_CASES.value
        sides = []
        for end, level in zip(ends, (tail, 1 - tail), strict=True):
            counts = distributions.gamma_ppf(level, shape) * times
            known = np.where(self.is_rate & (self.n > 0), end, np.nan)
            sides.append(np.where(self.is_count, counts, known))
        return sides[0], sides[1]


def judged(rows: pd.DataFrame) -> Judged:
    """From columns k, n, is_rate, is_count, direction, dispersion, missing_days."""
    return Judged(
        k=rows["k"].to_numpy(),
        n=rows["n"].to_numpy(),
        is_rate=rows["is_rate"].to_numpy(),
        is_count=rows["is_count"].to_numpy(),
        direction=frames.texts(rows["direction"]),
        dispersion=rows["dispersion"].to_numpy(),
        is_partial=(rows["missing_days"] > 0).to_numpy(),
    )


def levels(p_worse: FloatArray, limits: Limits) -> dict[str, pd.Categorical]:
    """How strongly numbers speak for being worse than planned, and for being better; unknown for NaN."""
    bands = Bands(moderate=thresholds.EVIDENCE_MODERATE.of(limits))
    sides = {"level": p_worse, "level_better": 1 - p_worse}
    return {name: frames.worded(evidence.levels(p, bands), evidence.LEVELS) for name, p in sides.items()}


def against_plan(rows: pd.DataFrame, limits: Limits) -> dict[str, FloatArray]:
    """Evidence against the plan, and how many cases will tell.

    Args:
        rows: Columns of `judged`, and plan, min_denominator.
        limits: The company's.
    """
    of, plan = judged(rows), rows["plan"].to_numpy()
    enough = thresholds.EVIDENCE_MODERATE.of(limits)
    p_below = of.p_below(plan)
    p_worse = of.p_worse(p_below)
    low, high = of.interval(thresholds.RATE_CONFIDENCE.value)
    n = np.where(of.is_rate, of.n, np.nan)
    needed = evidence.cases_to_tell(
        np.where(of.is_rate, of.k, np.nan), n, plan, is_lower_better=of.is_lower_better, enough=enough
    )
    needed = np.maximum(needed, rows["min_denominator"].to_numpy())
    return {
        "p_below": p_below,
        "p_above": 1 - p_below,
        "p_worse": p_worse,
        "low": low,
        "high": high,
        "cases_needed": needed,
        "cases_more": np.maximum(needed - n, 0.0),
        "cases_for_margin": wilson.cases_for_margin(np.where(of.is_rate, plan, np.nan)),
    }


def headroom(rows: pd.DataFrame) -> dict[str, FloatArray]:
    """What the KGI would gain at the benchmark.

    Args:
        rows: Columns of `judged`, and value, benchmark, kgi (the KGI's value), elasticity, is_kgi_down.

    Returns:
        lift, lift_low, lift_high in the KGI's unit, at least 0 (where the KGI is better when lower: what it
        would fall by); p_benchmark.
    """
    of = judged(rows)
    bound = rows["benchmark"].to_numpy()
    room = Headroom(
        value=rows["kgi"].to_numpy(),
        benchmark=bound,
        elasticity=rows["elasticity"].to_numpy(),
        is_lower_better=of.is_lower_better,
    )
    least, most = lift.lift_interval(room, *of.interval(thresholds.LIFT_CONFIDENCE.value))
    found = {"lift": lift.lift(room, rows["value"].to_numpy()), "lift_low": least, "lift_high": most}
    is_down = rows["is_kgi_down"].to_numpy()
    is_known = ~np.isnan(rows["elasticity"].to_numpy()) & (of.direction != Direction.BAND.value)
    sides = {name: np.where(is_known, _fall(side, room, is_down), np.nan) for name, side in found.items()}
    return {**sides, "p_benchmark": of.p_worse(of.p_below(bound))}


def _fall(gain: FloatArray, room: Headroom, is_down: NDArray[np.bool_]) -> FloatArray:
    """A lift to V·times read as a fall to V / times, where the KGI is better when lower."""
    value = floats(room.value)
    with np.errstate(divide="ignore", invalid="ignore"):
        fall = np.where(value > 0, gain / (1 + gain / value), np.nan)
    return np.where(is_down & ~lift.is_straight(room), fall, gain)


def facts(factors: pd.DataFrame, row: pd.Series) -> Mapping[str, Any]:
    """What is known of each row's factor; better is what improves the KGI."""
    names = ("is_rate", "is_count", "min_denominator", "is_kgi")
    place = row.to_numpy()
    known = {name: factors[name].to_numpy()[place] for name in names}
    return {**known, "direction": frames.texts(factors["effect"].array.take(place))}
