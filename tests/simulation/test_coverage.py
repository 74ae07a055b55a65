"""The 80 % intervals cover what they promise: measured by simulation, held against exact probabilities."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from scipy import stats

from goalbook.analyse import forecast, forecast_amount, forecast_rate
from goalbook.analyse.forecast import Pace, Prior
from goalbook.analyse.forecast_amount import Days, Deals
from goalbook.analyse.forecast_rate import Trials

pytestmark = pytest.mark.simulation
DRAWS = 20_000


def standard_error(share: float, draws: int = DRAWS) -> float:
    return float(np.sqrt(share * (1 - share) / draws))


def assert_covers(measured: float, exact: float) -> None:
    """At least 80 % minus 3 standard errors, and the exact coverage of the discrete distribution within 3."""
    assert exact >= 0.8
    assert measured >= 0.8 - 3 * standard_error(0.8)
    assert measured == pytest.approx(exact, abs=3 * standard_error(exact))


@pytest.mark.parametrize(
    ("history", "days", "elapsed", "remaining"),
    [(3, 60, 4, 15), (12, 60, 12, 7), (60, 20, 12, 7), (60, 20, 5, 14), (0.5, 10, 5, 15)],
)
def test_counts(history: float, days: float, elapsed: int, remaining: int) -> None:
    """The rate is drawn from its prior, so the predictive distribution is the true one."""
    generator = np.random.default_rng(1)
    rate = generator.gamma(history, 1 / days, DRAWS)
    seen, future = generator.poisson(rate * elapsed), generator.poisson(rate * remaining)
    prior = Prior(events=history, days=days)

    found = forecast.of_count(Pace(events=seen, elapsed=elapsed, remaining=remaining), prior)

    measured = float(np.mean((found.low <= seen + future) & (seen + future <= found.high)))
    assert_covers(measured, _exact_count(prior, elapsed, remaining))


def _exact_count(prior: Prior, elapsed: int, remaining: int) -> float:
    a, b = float(np.asarray(prior.events)), float(np.asarray(prior.days))
    before = stats.nbinom(a, b / (b + elapsed))
    n = np.arange(0, int(before.ppf(1 - 1e-12)) + 1)
    found = forecast.of_count(Pace(events=n, elapsed=elapsed, remaining=remaining), prior)
    future = stats.nbinom(n + a, (b + elapsed) / (b + elapsed + remaining))
    return float(np.sum(before.pmf(n) * (future.cdf(found.high - n) - future.cdf(found.low - n - 1))))


@pytest.mark.parametrize(
    ("rate", "elapsed", "remaining"),
    [(0.05, 10, 10), (0.1, 12, 7), (0.3, 12, 7), (1, 12, 7), (2.25, 12, 7), (0.5, 5, 15), (2, 2, 18)],
)
def test_counts_at_a_fixed_rate_with_jeffreys_prior(rate: float, elapsed: int, remaining: int) -> None:
    """Also for one true rate, which no prior knows; exact by summing over everything that may be seen."""
    generator = np.random.default_rng([2, elapsed, remaining])
    seen, future = generator.poisson(rate * elapsed, DRAWS), generator.poisson(rate * remaining, DRAWS)
    n = np.arange(0, int(stats.poisson.ppf(1 - 1e-13, rate * elapsed)) + 1)
    found = forecast.of_count(Pace(events=n, elapsed=elapsed, remaining=remaining))
    each = stats.poisson.cdf(found.high - n, rate * remaining) - stats.poisson.cdf(
        found.low - n - 1, rate * remaining
    )

    covered = (found.low[seen] <= seen + future) & (seen + future <= found.high[seen])

    assert_covers(float(covered.mean()), float(np.sum(stats.poisson.pmf(n, rate * elapsed) * each)))


@pytest.mark.parametrize(("rate", "elapsed", "remaining"), [(30, 12, 7), (20, 10, 10), (100, 3, 17)])
def test_large_counts_cover_just_eighty_percent(rate: float, elapsed: int, remaining: int) -> None:
    assert rate * remaining >= 200
    generator = np.random.default_rng(3)
    seen, future = generator.poisson(rate * elapsed, DRAWS), generator.poisson(rate * remaining, DRAWS)

    found = forecast.of_count(Pace(events=seen, elapsed=elapsed, remaining=remaining))

    assert 0.78 <= float(np.mean((found.low <= seen + future) & (seen + future <= found.high))) <= 0.82


@pytest.mark.parametrize(("cases", "remaining"), [(15, 15), (27, 10), (190, 60), (0, 30)])
def test_rates(cases: int, remaining: int) -> None:
    generator = np.random.default_rng(4)
    rate = generator.beta(0.5, 0.5, DRAWS)
    seen, future = generator.binomial(cases, rate), generator.binomial(remaining, rate)
    k = np.arange(cases + 1)
    found = forecast_rate.of_rate(Trials(hits=k, cases=cases, remaining=remaining))
    low, high = (np.rint(bound * (cases + remaining)) - k for bound in (found.low, found.high))
    ahead = stats.betabinom(remaining, k + 0.5, cases - k + 0.5)
    each = ahead.cdf(high) - ahead.cdf(low - 1)

    covered = (low[seen] <= future) & (future <= high[seen])

    assert_covers(float(covered.mean()), float(np.sum(stats.betabinom.pmf(k, cases, 0.5, 0.5) * each)))


@pytest.mark.parametrize(("days", "remaining"), [(5, 15), (10, 10), (15, 4)])
def test_amounts_cover_just_eighty_percent(days: int, remaining: int) -> None:
    generator = np.random.default_rng(5)
    daily = generator.normal(100_000, 30_000, (DRAWS, days + remaining))
    passed = daily[:, :days]

    found = forecast_amount.of_amount(
        Days(total=passed.sum(axis=1), days=days, deviation=passed.std(axis=1, ddof=1), remaining=remaining)
    )

    end = daily.sum(axis=1)
    assert 0.78 <= float(np.mean((found.low <= end) & (end <= found.high))) <= 0.82


@pytest.mark.parametrize(
    ("seen", "shape"), [(8, "lognormal"), (8, "gamma"), (50, "gamma"), (200, "lognormal")]
)
def test_amounts_of_few_large_deals(seen: int, shape: str) -> None:
    """Deals of very unequal size, about three to come: 78 to 82 %, by more than the simulation's error.

    The rate of deals is drawn from its prior, so that the predictive distribution of their number is true.
    """
    months = 2_500
    generator = np.random.default_rng([6, seen])
    draw = partial(generator.lognormal, 13, 1) if shape == "lognormal" else partial(generator.gamma, 2, 1e5)
    prior = Prior(events=48, days=120)
    rates = generator.gamma(48, 1 / 120, months)
    covered = 0
    for rate in rates:
        count, to_come = generator.poisson(rate * 12), generator.poisson(rate * 7)
        deals = Deals(sizes=draw(seen), total=0.0, count=float(count), elapsed=12, remaining=7)
        found = forecast_amount.of_deals(deals, prior)
        covered += bool(found.low <= draw(to_come).sum() <= found.high)

    error = standard_error(0.8, months)
    assert 0.78 - error <= covered / months <= 0.82 + error
    assert covered / months >= 0.8 - 3 * error


def test_chance_of_reaching_a_target_is_calibrated() -> None:
    """Of the months given about p of reaching their target, about p reach it."""
    generator = np.random.default_rng(7)
    rate = generator.gamma(12, 1 / 60, DRAWS)
    seen, future = generator.poisson(rate * 10), generator.poisson(rate * 10)

    found = forecast.of_count(
        Pace(events=seen, elapsed=10, remaining=10, target=5), Prior(events=12, days=60)
    )

    hit = seen + future >= 5
    for low, high in ((0.1, 0.3), (0.3, 0.7), (0.7, 1.0)):
        within = (found.p_hit >= low) & (found.p_hit < high)
        expected = float(found.p_hit[within].mean())
        assert float(hit[within].mean()) == pytest.approx(
            expected, abs=3 * standard_error(expected, int(within.sum()))
        )
