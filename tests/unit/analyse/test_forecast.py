"""Counts: Gamma-Poisson forecasts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from goalbook.analyse import forecast
from goalbook.analyse.forecast import Forecast, Pace, Prior

HALFWAY = Pace(events=27, elapsed=12, remaining=7, target=50)


def numbers(found: Forecast) -> list[float]:
    return [float(value) for value in (found.mean, found.low, found.median, found.high, found.p_hit)]


def test_worked_example() -> None:
    assert numbers(forecast.of_count(HALFWAY)) == pytest.approx([43.041667, 37, 43, 50, 0.105584], abs=5e-7)


def test_worked_example_with_history() -> None:
    found = forecast.of_count(HALFWAY, Prior(events=60, days=20))

    assert [found.mean, found.low, found.high, found.p_hit] == pytest.approx(
        [46.03125, 40, 52, 0.228084], abs=5e-7
    )


def test_worked_example_with_nothing_so_far() -> None:
    found = forecast.of_count(Pace(events=0, elapsed=4, remaining=15, target=2))

    assert [found.mean, found.low, found.high, found.p_hit] == pytest.approx(
        [1.875, 0, 5, 0.360051], abs=5e-7
    )


def test_the_page_of_two_weeks() -> None:
    """27 appointments on day 12 of 19, plan 60: about 43 (37 to 50), under 1 %."""
    found = forecast.of_count(Pace(events=27, elapsed=12, remaining=7, target=60))

    assert numbers(found)[1:4] == [37, 43, 50]
    assert 0 < float(found.p_hit) < 0.01


def test_with_no_day_left_the_end_is_what_stands_there() -> None:
    found = forecast.of_count(Pace(events=[5, 5], elapsed=10, remaining=0, target=[5, 6]))

    assert found.low.tolist() == found.median.tolist() == found.high.tolist() == [5, 5]
    assert found.p_hit.tolist() == [1, 0]


def test_what_is_reached_stays_reached() -> None:
    assert float(forecast.of_count(Pace(events=60, elapsed=3, remaining=16, target=60)).p_hit) == 1


def test_where_lower_is_better_staying_below_is_the_aim() -> None:
    up = forecast.of_count(Pace(events=3, elapsed=10, remaining=10, target=6))
    down = forecast.of_count(Pace(events=3, elapsed=10, remaining=10, target=5, is_lower_better=True))
    gone = forecast.of_count(Pace(events=7, elapsed=10, remaining=10, target=6, is_lower_better=True))

    assert float(up.p_hit) + float(down.p_hit) == pytest.approx(1)
    assert float(gone.p_hit) == 0


@pytest.mark.parametrize(
    "pace",
    [
        Pace(events=np.nan, elapsed=3, remaining=4, target=5),
        Pace(events=1, elapsed=np.nan, remaining=4, target=5),
        Pace(events=0, elapsed=0, remaining=4, target=5),
    ],
)
def test_missing_numbers_and_no_day_yet_give_no_forecast(pace: Pace) -> None:
    assert np.isnan(numbers(forecast.of_count(pace))).all()


def test_without_a_target_there_is_a_forecast_but_no_chance() -> None:
    found = forecast.of_count(Pace(events=27, elapsed=12, remaining=7))

    assert float(found.median) == 43
    assert np.isnan(found.p_hit)


def test_history_forecasts_before_the_first_day() -> None:
    found = forecast.of_count(Pace(events=0, elapsed=0, remaining=20, target=60), Prior(events=60, days=20))

    assert float(found.mean) == 60
    assert float(found.p_hit) == pytest.approx(0.5, abs=0.05)


def test_uneven_days_widen_the_interval_and_move_the_chance_to_the_middle() -> None:
    narrow = forecast.of_count(HALFWAY)
    wide = forecast.of_count(Pace(events=27, elapsed=12, remaining=7, target=50, dispersion=4))

    assert float(wide.mean) == float(narrow.mean)
    assert [wide.low, wide.median, wide.high] == [43 - 2 * (43 - 37), 43, 43 + 2 * (50 - 43)]
    assert float(narrow.p_hit) < float(wide.p_hit) < 0.5


def test_widened_interval_never_falls_below_what_is_reached() -> None:
    found = forecast.of_count(Pace(events=3, elapsed=5, remaining=3, target=5, dispersion=9))

    assert float(found.low) >= 3


@pytest.mark.parametrize("dispersion", [np.nan, 0.4, 1.5])
def test_even_days_change_nothing(dispersion: float) -> None:
    pace = Pace(events=27, elapsed=12, remaining=7, target=50, dispersion=dispersion)

    assert numbers(forecast.of_count(pace)) == numbers(forecast.of_count(HALFWAY))


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(1, 60), st.integers(0, 60), st.integers(1, 400))
def test_quantiles_and_chance_are_those_of_the_negative_binomial(
    events: int, elapsed: int, remaining: int, target: int
) -> None:
    found = forecast.of_count(Pace(events=events, elapsed=elapsed, remaining=remaining, target=target))
    future = stats.nbinom(events + 0.5, elapsed / (elapsed + remaining))

    assert float(found.low) <= float(found.median) <= float(found.high)
    assert future.cdf(float(found.low) - events) >= 0.1 - 1e-12
    assert future.cdf(float(found.high) - events) >= 0.9 - 1e-12
    assert future.cdf(float(found.high) - events - 1) < 0.9
    assert float(found.p_hit) == pytest.approx(1 - future.cdf(target - events - 1), abs=1e-12)
