"""Rates: Beta-binomial forecasts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from goalbook.analyse import forecast_rate
from goalbook.analyse.forecast_rate import Trials, of_rate


def test_worked_example() -> None:
    found = of_rate(Trials(hits=50, cases=190, remaining=60, target=0.30))

    assert float(forecast_rate.needed(0.30, 50, 250)) == 25
    assert [found.mean, found.low, found.high, found.p_hit] == pytest.approx(
        [0.263455, 0.244, 0.284, 0.017332], abs=5e-7
    )


def test_worked_example_of_few_cases() -> None:
    found = of_rate(Trials(hits=3, cases=15, remaining=15, target=0.15))

    assert float(found.p_hit) == pytest.approx(0.775980, abs=5e-7)


def test_with_no_case_to_come_the_end_is_what_stands_there() -> None:
    found = of_rate(Trials(hits=[3, 3], cases=20, remaining=0, target=[0.15, 0.16]))

    assert found.low.tolist() == found.high.tolist() == [0.15, 0.15]
    assert found.p_hit.tolist() == [1, 0]


def test_where_lower_is_better_staying_below_is_the_aim() -> None:
    up = of_rate(Trials(hits=3, cases=15, remaining=15, target=6 / 30))
    down = of_rate(Trials(hits=3, cases=15, remaining=15, target=5 / 30, is_lower_better=True))

    assert float(up.p_hit) + float(down.p_hit) == pytest.approx(1)


@pytest.mark.parametrize(
    "row", [(np.nan, 5, 5), (1, np.nan, 5), (1, 5, np.nan), (6, 5, 5), (0, 0, 0), (1, 5, -1)]
)
def test_missing_and_impossible_numbers_give_no_forecast(row: tuple[float, float, float]) -> None:
    found = of_rate(Trials(hits=row[0], cases=row[1], remaining=row[2], target=0.2))

    assert np.isnan([found.mean, found.low, found.median, found.high, found.p_hit]).all()


def test_without_a_target_there_is_a_forecast_but_no_chance() -> None:
    found = of_rate(Trials(hits=3, cases=15, remaining=15))

    assert float(found.low) <= 0.2 <= float(found.high)
    assert np.isnan(found.p_hit)


def test_rows_of_any_size_give_what_they_give_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast_rate, "_CELLS", 500)
    generator = np.random.default_rng(3)
    cases, remaining = generator.integers(1, 60, 40), generator.integers(0, 300, 40)
    hits = generator.integers(0, cases + 1)

    together = of_rate(Trials(hits=hits, cases=cases, remaining=remaining, target=0.3))
    alone = [
        of_rate(Trials(hits=k, cases=n, remaining=m, target=0.3))
        for k, n, m in zip(hits, cases, remaining, strict=True)
    ]

    assert together.low.tolist() == [float(one.low) for one in alone]
    assert together.high.tolist() == [float(one.high) for one in alone]
    assert together.p_hit == pytest.approx([float(one.p_hit) for one in alone])


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 80), st.floats(0.01, 0.99))
def test_quantiles_and_chance_are_those_of_scipy(
    hits: int, misses: int, remaining: int, target: float
) -> None:
    cases = hits + misses
    future = stats.betabinom(remaining, hits + 0.5, misses + 0.5)
    total = cases + remaining

    found = of_rate(Trials(hits=hits, cases=cases, remaining=remaining, target=target))

    assert [float(found.low), float(found.median), float(found.high)] == pytest.approx(
        # scipy loses the last digits of a sum that meets a level exactly
        [(hits + future.ppf(q - 1e-9)) / total for q in (0.1, 0.5, 0.9)]
    )
    need = np.ceil(target * total - hits - 1e-9)
    assert float(found.p_hit) == pytest.approx(1 - future.cdf(need - 1), abs=1e-9)
