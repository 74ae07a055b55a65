"""What a step is measured against: the first that is known of four.

1. the benchmark the author gives, 2. the target, 3. the team's own best earlier period with enough cases,
4. the best segment of its peers; 3 and 4 by the pessimistic end of Wilson's interval, since a best result is
   partly
luck and will fall back (regression to the mean). A rate's benchmark is never above 1.

Source: method: headroom lift; the number of cases and the level are house defaults.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goalbook.analyse import thresholds, wilson
from goalbook.analyse.arrays import FloatArray, floats, together
from goalbook.analyse.groups import Groups


class Source(StrEnum):
    """Where a benchmark comes from."""

    GIVEN = "given"
    TARGET = "target"
    OWN_BEST = "own-best"
    BEST_PEER = "best-peer"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What may serve, NaN where there is none; in order of preference."""

    given: ArrayLike = np.nan
    target: ArrayLike = np.nan
    own_best: ArrayLike = np.nan
    best_peer: ArrayLike = np.nan


def choose(candidates: Candidates, *, is_rate: ArrayLike = True) -> tuple[FloatArray, NDArray[np.str_]]:
    """The benchmark of each row and where it comes from, as the values of `Source`.

    Args:
        candidates: Arrays of one shape.
        is_rate: Where the number is a share, which is capped at 1.
    """
    rows = together(candidates.given, candidates.target, candidates.own_best, candidates.best_peer)
    known = [~np.isnan(row) for row in rows]
    found = np.select(known, list(rows), default=np.nan)
    names = [Source.GIVEN, Source.TARGET, Source.OWN_BEST, Source.BEST_PEER]
    sources = np.select(known, [str(name) for name in names], default=str(Source.NONE))
    return np.where(np.asarray(is_rate, dtype=np.bool_), np.minimum(found, 1.0), found), sources


def best_bound(
    hits: ArrayLike,
    cases: ArrayLike,
    groups: Groups,
    *,
    is_lower_better: ArrayLike = False,
    min_cases: float = thresholds.MIN_DENOMINATOR.value,
) -> FloatArray:
    """The best row of every group by its rate, taken at the pessimistic bound of its interval.

    Args:
        hits: Per period or per segment.
        cases: Likewise.
        groups: A metric's earlier periods, or its segments.
        is_lower_better: Per row; the same within a group.
        min_cases: Rows with fewer cases do not take part.

    Returns:
        One bound per group; NaN where no row has enough cases.
    """
    k, n, lower = together(hits, cases, np.asarray(is_lower_better, dtype=np.float64))
    low, high = wilson.interval(k, n, confidence=thresholds.LIFT_CONFIDENCE.value)
    good = np.where(lower > 0, -1.0, 1.0) * wilson.rate(k, n)
    with np.errstate(invalid="ignore"):
        good = np.where((n >= min_cases) & (k <= n) & ~np.isnan(good), good, -np.inf)
    # Best last within each group; of equal rates the one with more cases.
    order = np.lexsort((n, good, groups.codes))
    best = order[groups.starts + groups.sizes - 1]
    bound = np.where(lower > 0, high, low)[best]
    return floats(np.where(np.isfinite(good[best]), bound, np.nan))
