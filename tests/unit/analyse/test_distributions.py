"""Our distributions against those of scipy.stats, on many arguments and at the edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from goalbook.analyse import distributions as ours

SIZE = 4000
DRAW = np.random.default_rng(20261129)
HITS = np.append(DRAW.integers(-2, 400, SIZE - 4), [0, 1, -1, 7]).astype(float)
CASES = np.append(DRAW.integers(0, 500, SIZE - 4), [0, 1, 5, 7]).astype(float)
RATE = np.append(DRAW.random(SIZE - 4), [0.0, 1.0, 0.5, np.nan])
SHAPE = DRAW.gamma(2.0, 20.0, SIZE) + 0.01
LEVEL = DRAW.uniform(0.01, 0.99, SIZE)
REAL = DRAW.normal(0, 3, SIZE)
Columns = tuple[NDArray[np.float64], ...]
CASES_OF: list[tuple[Callable[..., Any], Callable[..., Any], Columns]] = [
    (ours.beta_cdf, stats.beta.cdf, (RATE * 1.4 - 0.2, SHAPE, SHAPE[::-1])),
    (ours.gamma_cdf, stats.gamma.cdf, (HITS, SHAPE)),
    (ours.gamma_ppf, stats.gamma.ppf, (LEVEL, SHAPE)),
    (ours.t_ppf, stats.t.ppf, (LEVEL, SHAPE)),
    (ours.t_sf, stats.t.sf, (REAL, SHAPE)),
    (ours.poisson_cdf, stats.poisson.cdf, (HITS, SHAPE)),
    (ours.poisson_sf, stats.poisson.sf, (HITS, SHAPE)),
    (ours.binomial_cdf, stats.binom.cdf, (HITS, CASES, RATE)),
    (ours.binomial_sf, stats.binom.sf, (HITS, CASES, RATE)),
    (ours.negative_binomial_cdf, stats.nbinom.cdf, (HITS, SHAPE, RATE)),
    (ours.negative_binomial_sf, stats.nbinom.sf, (HITS, SHAPE, RATE)),
    (ours.negative_binomial_ppf, stats.nbinom.ppf, (LEVEL, SHAPE, RATE)),
    (ours.beta_binomial_pmf, stats.betabinom.pmf, (HITS, CASES, SHAPE, SHAPE[::-1])),
]


@pytest.mark.parametrize(("our", "theirs", "columns"), CASES_OF, ids=[case[0].__name__ for case in CASES_OF])
def test_same_as_scipy_stats(our: Callable[..., Any], theirs: Callable[..., Any], columns: Columns) -> None:
    np.testing.assert_allclose(our(*columns), theirs(*columns), rtol=1e-9, atol=1e-250)


def test_normal() -> None:
    assert ours.normal_ppf(0.975) == stats.norm.ppf(0.975)


def test_whole_quantiles_are_the_smallest_that_reach_the_level() -> None:
    found = ours.negative_binomial_ppf(LEVEL, SHAPE, LEVEL[::-1])

    assert (ours.negative_binomial_cdf(found, SHAPE, LEVEL[::-1]) >= LEVEL).all()
    assert (ours.negative_binomial_cdf(found - 1, SHAPE, LEVEL[::-1]) < LEVEL).all()
