"""Is a gap real, or could it be chance?

For a rate with k hits of n cases, with Jeffreys' prior::

    P(true rate < b) = CDF of Beta(k + 1/2, n - k + 1/2) at b

for a count against a plan of m, likewise ``P(true mean < m) = CDF of Gamma(k + 1/2) at m``. How large a gap
is and how sure one can be of it are two things; pages show both.

At the level .80 a step that is exactly on plan looks below it in about one month in five (20 to 26 % for the
worked example's six steps, the more the fewer its cases), and of six such steps at least one does in 77 % of
months (`p_any_by_chance`); tests/simulation holds these shares. The level says where to look first, not what
is proven.

Source: Jeffreys' interval in Brown, Cai & DasGupta, Statistical Science 16 (2001) 101. The levels are house
defaults (`goalbook.analyse.thresholds`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import distributions, thresholds
from goalbook.analyse.arrays import NOISE, BoolArray, FloatArray, IntArray, floats, together
from goalbook.analyse.smallest import smallest
from goalbook.messages import Message, msg

_PRIOR: Final = thresholds.JEFFREYS_CASES.value
_MOST_CASES: Final = 10**7
"""Beyond this a rate is as good as equal to its benchmark, and nobody waits for the answer."""
_ROUNDS: Final = 2
"""As often a guess of the cases that tell is brought nearer; more do not save what they cost."""


class Level(StrEnum):
    """How strongly the numbers speak for a difference."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    NONE = "none"
    UNKNOWN = "unknown"


LEVELS: Final = tuple(str(level) for level in Level)
"""From the strongest on."""

WORDS: Final[Mapping[Level, Message]] = {
    Level.STRONG: msg("clearly"),
    Level.MODERATE: msg("probably"),
    Level.WEAK: msg("too few to tell"),
    Level.NONE: msg("no sign of a difference"),
    Level.UNKNOWN: msg("no data"),
}
"""The word a page puts beside the probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """Where one level ends and the next begins, as probabilities."""

    strong: float = thresholds.EVIDENCE_STRONG.value
    moderate: float = thresholds.EVIDENCE_MODERATE.value
    weak: float = thresholds.EVIDENCE_WEAK.value


def p_rate_below(hits: ArrayLike, cases: ArrayLike, benchmark: ArrayLike) -> FloatArray:
    """Probability that the true rate is below a benchmark.

    Args:
        hits: 0 to `cases`.
        cases: All cases; none at all leaves the prior.
        benchmark: A share.

    Returns:
        Between 0 and 1; NaN where a number is missing or hits exceed cases.
    """
    k, n, b = together(hits, cases, benchmark)
    with np.errstate(invalid="ignore"):
        found = distributions.beta_cdf(b, k + _PRIOR, n - k + _PRIOR)
    return np.where((k >= 0) & (k <= n), found, np.nan)


def p_count_below(count: ArrayLike, planned: ArrayLike) -> FloatArray:
    """Probability that the mean behind a count is below what was planned for the same stretch of time.

    Args:
        count: At least 0.
        planned: The plan for that stretch, above 0.
    """
    k, plan = together(count, planned)
    return np.where(k >= 0, distributions.gamma_cdf(plan, k + _PRIOR), np.nan)


def p_worse(p_below: ArrayLike, is_lower_better: ArrayLike) -> FloatArray:
    """Probability of being on the bad side: below, or above where lower is better."""
    p = floats(p_below)
    return np.where(np.asarray(is_lower_better, dtype=np.bool_), 1 - p, p)


def levels(probability: ArrayLike, bands: Bands | None = None) -> IntArray:
    """The level of each probability, as its place in `LEVELS`; that of "unknown" for NaN."""
    p, cut = floats(probability), bands or Bands()
    with np.errstate(invalid="ignore"):
        conditions = [np.isnan(p), p >= cut.strong, p >= cut.moderate, p >= cut.weak]
    found = [Level.UNKNOWN, Level.STRONG, Level.MODERATE, Level.WEAK]
    places = [LEVELS.index(level) for level in found]
    return np.select(conditions, places, default=LEVELS.index(Level.NONE)).astype(np.int64)


def p_at_most(hits: ArrayLike, cases: ArrayLike, planned_rate: ArrayLike) -> FloatArray:
    """How often chance alone gives so few hits at the planned rate: the final result's own test.

    Returns:
        ``P(Binomial(cases, planned_rate) <= hits)``; NaN where a number is missing.
    """
    k, n, p = together(hits, cases, planned_rate)
    return distributions.binomial_cdf(k, n, p)


def p_at_least(hits: ArrayLike, cases: ArrayLike, planned_rate: ArrayLike) -> FloatArray:
    """The same for results where lower is better: ``P(Binomial(cases, planned_rate) >= hits)``."""
    k, n, p = together(hits, cases, planned_rate)
    return distributions.binomial_sf(k - 1, n, p)


def p_any_by_chance(steps: ArrayLike, *, enough: float = thresholds.EVIDENCE_MODERATE.value) -> FloatArray:
    """How often at least one of several independent steps looks bad by chance: ``1 - enough^steps``.

    Args:
        steps: Number of steps judged, at least 0.
        enough: The probability from which a step is called short.

    Returns:
        A probability; few cases make it somewhat larger, because counts are whole.
    """
    return floats(1 - enough ** floats(steps))


def cases_to_tell(
    hits: ArrayLike,
    cases: ArrayLike,
    benchmark: ArrayLike,
    *,
    is_lower_better: ArrayLike = False,
    enough: float = thresholds.EVIDENCE_MODERATE.value,
) -> FloatArray:
    """How many cases in all will tell a rate from its benchmark, if its ratio stays as it is.

    The smallest n, from the cases seen on, with P(worse) >= `enough` for n cases of which the same share
    hits; that share of n need not be whole. A house default: a plain answer to "when will we know".

    Args:
        hits: 0 to `cases`.
        cases: Cases seen so far.
        benchmark: A share.
        is_lower_better: Whether above the benchmark is the bad side.
        enough: The probability that is enough.

    Returns:
        Whole cases, at least those seen; NaN where ten million would not tell, the rate is not on the bad
        side, has no cases, or a number is missing. Take away `cases` for how many more.
    """
    k, n, b, lower = together(hits, cases, benchmark, np.asarray(is_lower_better, dtype=np.float64))
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.where((n > 0) & (k >= 0) & (k <= n), k / n, np.nan)
        is_open = np.asarray(np.where(lower > 0, r > b, r < b))
    found = np.full(n.shape, np.nan)
    ask = _Ask(rate=r[is_open], benchmark=b[is_open], is_lower_better=lower[is_open] > 0, enough=enough)
    first = n[is_open]
    found[is_open] = smallest(
        ask.tells, ask.near(), np.where(first <= _MOST_CASES, first, np.nan), _MOST_CASES
    )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """Rates on the bad side of their benchmarks."""

    rate: FloatArray
    benchmark: FloatArray
    is_lower_better: BoolArray
    enough: float

    def tells(self, rows: IntArray, cases: FloatArray) -> BoolArray:
        """Whether so many cases tell, for some of the rows."""
        r = self.rate[rows]
        below = distributions.beta_cdf(self.benchmark[rows], r * cases + _PRIOR, (1 - r) * cases + _PRIOR)
        return p_worse(below, self.is_lower_better[rows]) >= self.enough

    def near(self) -> FloatArray:
        """About how many cases tell: as many as a normal distribution of the rate needs.

        From there as many as one of its mean, variance and skew (Cornish & Fisher), which depend on how many.
        """
        hits, bound = (
            np.where(self.is_lower_better, 1 - share, share) for share in (self.rate, self.benchmark)
        )
        normal = distributions.normal_ppf(self.enough)
        found = np.square(normal / np.maximum(bound - hits, NOISE)) * np.maximum(hits * (1 - hits), 0.0)
        for _ in range(_ROUNDS):
            above, below = hits * found + _PRIOR, (1 - hits) * found + _PRIOR
            both = above + below
            mean, skew = above / both, 2 * (below - above) * np.sqrt(both + 1) / (both + 2)
            reach = normal + skew / np.sqrt(above * below) * (np.square(normal) - 1) / 6
            nearer = mean * (1 - mean) * np.square(reach / np.maximum(bound - mean, NOISE)) - 2
            found = np.clip(np.where(bound > mean, nearer, found), 0.0, _MOST_CASES)
        return floats(np.ceil(found))
