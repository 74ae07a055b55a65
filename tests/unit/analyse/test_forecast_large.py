"""Rates of many cases: a Beta of equal mean and variance stands in for the exact distribution."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from goalbook.analyse import forecast_large, forecast_rate
from goalbook.analyse.forecast_rate import Trials

MANY = Trials(
    hits=[50, 300, 900], cases=[190, 1000, 1000], remaining=[400, 600, 250], target=[0.3, 0.3, 0.88]
)
ENDS = ("mean", "low", "median", "high", "p_hit")


def test_it_agrees_with_the_exact_distribution_to_what_pages_show() -> None:
    exact, found = forecast_rate.of_rate(MANY), forecast_large.of_many(MANY)

    for name in ENDS:
        assert getattr(found, name) == pytest.approx(getattr(exact, name), abs=0.005), name


def test_the_stand_in_has_the_moments_of_the_beta_binomial() -> None:
    a, b, m = 50.5, 140.5, 400
    exact = stats.betabinom(m, a, b)
    found = forecast_large.of_many(Trials(hits=50, cases=190, remaining=m))

    assert float(found.mean) == pytest.approx((50 + exact.mean()) / 590, rel=1e-12)
    p, size = a / (a + b), m * (a + b + 1) / (a + b + m) - 1
    assert stats.beta(p * size, (1 - p) * size).var() == pytest.approx(exact.var() / m**2, rel=1e-12)


def test_up_to_so_many_cases_the_exact_numbers_stand() -> None:
    few = Trials(hits=50, cases=190, remaining=60, target=0.3)

    found = forecast_large.of_rates(few)

    assert float(found.mean) == pytest.approx(0.263455, abs=5e-7)
    assert (float(found.low), float(found.high)) == (0.244, 0.284)
    assert float(found.p_hit) == pytest.approx(0.017332, abs=5e-7)
    assert float(forecast_large.of_rates(few, exact_up_to=10).p_hit) == pytest.approx(0.017332, abs=0.005)


def test_few_and_many_in_one_table_are_each_reckoned_their_way() -> None:
    both = Trials(hits=[50, 50], cases=[190, 190], remaining=[60, 400], target=0.3)

    found = forecast_large.of_rates(both)

    alone = [forecast_rate.of_rate(Trials(hits=50, cases=190, remaining=60, target=0.3))]
    alone.append(forecast_large.of_many(Trials(hits=50, cases=190, remaining=400, target=0.3)))
    for place, one in enumerate(alone):
        for name in ENDS:
            assert getattr(found, name)[place] == pytest.approx(float(getattr(one, name)))


def test_what_varies_more_than_by_chance_is_less_sure() -> None:
    few = Trials(hits=50, cases=190, remaining=60, target=0.3)
    plain, wide = forecast_large.of_rates(few), forecast_large.of_rates(few, 4.0)

    assert float(wide.high - wide.low) == pytest.approx(2 * float(plain.high - plain.low), rel=0.1)
    assert float(wide.p_hit) > float(plain.p_hit)
    assert float(forecast_large.of_rates(few, 1.2).p_hit) == float(plain.p_hit)


def test_staying_below_a_target_is_the_other_side() -> None:
    up = forecast_large.of_many(Trials(hits=120, cases=1000, remaining=500, target=0.1201))
    down = forecast_large.of_many(
        Trials(hits=120, cases=1000, remaining=500, target=0.1201, is_lower_better=True)
    )

    assert float(up.p_hit) + float(down.p_hit) == pytest.approx(1.0)
    assert 0.4 < float(down.p_hit) < 0.6


@pytest.mark.parametrize(
    "trials", [Trials(hits=5, cases=4, remaining=500), Trials(hits=np.nan, cases=4, remaining=500)]
)
def test_what_cannot_be_is_not_told(trials: Trials) -> None:
    found = forecast_large.of_rates(trials)

    assert np.isnan([float(getattr(found, name)) for name in ENDS]).all()
