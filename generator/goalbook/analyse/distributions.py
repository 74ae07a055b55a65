"""Distributions over whole arrays: what `scipy.stats` computes, straight from the special functions beneath.

`scipy.stats` takes longer to import than it takes to build every table of a small company, and checks and
sorts its arguments at each call. Names and arguments are as there; tests hold every function against it.
Arguments outside a distribution's domain, and NaN, give NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray, floats, together
from goalbook.analyse.smallest import smallest


def beta_cdf(x: ArrayLike, a: ArrayLike, b: ArrayLike) -> FloatArray:
    """P(X <= x) of Beta(a, b), a and b above 0."""
    return floats(special.betainc(a, b, np.clip(floats(x), 0.0, 1.0)))


def gamma_cdf(x: ArrayLike, shape: ArrayLike) -> FloatArray:
    """P(X <= x) of Gamma(shape), shape above 0."""
    return floats(special.gammainc(shape, np.maximum(floats(x), 0.0)))


def gamma_ppf(q: ArrayLike, shape: ArrayLike) -> FloatArray:
    """The quantile q of Gamma(shape)."""
    return floats(special.gammaincinv(shape, q))


def normal_ppf(q: float) -> float:
    """The quantile q of the standard normal distribution."""
    return float(special.ndtri(q))


def t_ppf(q: ArrayLike, freedom: ArrayLike) -> FloatArray:
    """The quantile q of Student's t."""
    return floats(special.stdtrit(freedom, q))


def t_sf(x: ArrayLike, freedom: ArrayLike) -> FloatArray:
    """P(X > x) of Student's t."""
    return floats(special.stdtr(freedom, -floats(x)))


def poisson_cdf(k: ArrayLike, mean: ArrayLike) -> FloatArray:
    """P(X <= k) of Poisson(mean)."""
    hits, mu = together(np.floor(k), mean)
    return _held(hits < 0, 0.0, mu >= 0, special.pdtr(np.maximum(hits, 0.0), np.maximum(mu, 0.0)))


def poisson_sf(k: ArrayLike, mean: ArrayLike) -> FloatArray:
    """P(X > k) of Poisson(mean)."""
    hits, mu = together(np.floor(k), mean)
    return _held(hits < 0, 1.0, mu >= 0, special.pdtrc(np.maximum(hits, 0.0), np.maximum(mu, 0.0)))


def binomial_cdf(k: ArrayLike, n: ArrayLike, p: ArrayLike) -> FloatArray:
    """P(X <= k) of Binomial(n, p)."""
    hits, cases, rate = together(np.floor(k), n, p)
    inside = special.betaincc(np.maximum(hits, 0.0) + 1, np.maximum(cases - hits, 1.0), rate)
    found = np.where(hits >= cases, 1.0, inside)
    return _held(hits < 0, 0.0, _is_binomial(cases, rate) & ~np.isnan(hits), found)


def binomial_sf(k: ArrayLike, n: ArrayLike, p: ArrayLike) -> FloatArray:
    """P(X > k) of Binomial(n, p)."""
    hits, cases, rate = together(np.floor(k), n, p)
    inside = special.betainc(np.maximum(hits, 0.0) + 1, np.maximum(cases - hits, 1.0), rate)
    found = np.where(hits >= cases, 0.0, inside)
    return _held(hits < 0, 1.0, _is_binomial(cases, rate) & ~np.isnan(hits), found)


def negative_binomial_cdf(k: ArrayLike, successes: ArrayLike, p: ArrayLike) -> FloatArray:
    """P(X <= k) of the failures before so many successes, each with probability p."""
    fails, r, rate = together(np.floor(k), successes, p)
    found = special.betainc(r, np.maximum(fails, 0.0) + 1, rate)
    return _held(fails < 0, 0.0, (r > 0) & (rate > 0) & (rate <= 1), found)


def negative_binomial_sf(k: ArrayLike, successes: ArrayLike, p: ArrayLike) -> FloatArray:
    """P(X > k) of the same."""
    fails, r, rate = together(np.floor(k), successes, p)
    found = special.betaincc(r, np.maximum(fails, 0.0) + 1, rate)
    return _held(fails < 0, 1.0, (r > 0) & (rate > 0) & (rate <= 1), found)


def negative_binomial_ppf(q: ArrayLike, successes: ArrayLike, p: ArrayLike) -> FloatArray:
    """The quantile q of the same, for 0 < q < 1: the smallest whole number with at least q at or below it.

    Searched from where the normal distribution of the same mean, variance and skew has it (Cornish & Fisher).
    """
    level, r, rate = together(q, successes, p)
    shape = level.shape
    level, r, rate = level.ravel(), r.ravel(), rate.ravel()

    def holds(rows: IntArray, at: FloatArray) -> BoolArray:
        return negative_binomial_cdf(at, r[rows], rate[rows]) >= level[rows]

    with np.errstate(divide="ignore", invalid="ignore"):
        normal = special.ndtri(level)
        skewed = normal + (2 - rate) / np.sqrt(r * (1 - rate)) * (np.square(normal) - 1) / 6
        near = r * (1 - rate) / rate + np.sqrt(r * (1 - rate)) / rate * skewed
        near = np.where(rate < 1, near, 0.0)
    is_one = (r > 0) & (rate > 0) & (rate <= 1) & (level > 0) & (level < 1)
    return smallest(holds, np.where(is_one, near, np.nan), np.zeros(r.shape)).reshape(shape)


def beta_binomial_pmf(k: ArrayLike, n: ArrayLike, a: ArrayLike, b: ArrayLike) -> FloatArray:
    """P(X = k) of the Beta-binomial; 0 for k outside 0 to n."""
    hits, cases, above, below = floats(k), floats(n), floats(a), floats(b)
    inside = np.minimum(hits, cases)
    ways = -np.log(cases + 1) - special.betaln(cases - inside + 1, inside + 1)
    found = np.exp(
        ways + special.betaln(inside + above, cases - inside + below) - special.betaln(above, below)
    )
    return floats(np.where((hits < 0) | (hits > cases), 0.0, found))


def _is_binomial(n: FloatArray, p: FloatArray) -> BoolArray:
    found: BoolArray = (n >= 0) & (n == np.floor(n)) & (p >= 0) & (p <= 1)
    return found


def _held(is_outside: BoolArray, outside: float, is_given: BoolArray, found: FloatArray) -> FloatArray:
    """NaN without a distribution, one value where k lies before its first, else what was found."""
    return np.where(is_given, np.where(is_outside, outside, found), np.nan)
