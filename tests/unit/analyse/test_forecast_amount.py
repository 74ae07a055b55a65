"""Amounts: Student's t, and resampled deals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from goalbook.analyse.forecast import Prior
from goalbook.analyse.forecast_amount import Days, Deals, of_amount, of_deals


def test_formula_by_hand() -> None:
    found = of_amount(Days(total=100, days=10, deviation=3, remaining=5, target=150))
    half = 1.3830287383964925 * 3 * np.sqrt(5 + 25 / 10)  # t(.90, 9)

    assert [found.low, found.mean, found.high] == pytest.approx([150 - half, 150, 150 + half])
    assert float(found.p_hit) == pytest.approx(0.5)


def test_too_few_days_are_no_forecast() -> None:
    found = of_amount(Days(total=[100, np.nan], days=[4, 10], deviation=3, remaining=5, target=110))

    assert np.isnan([found.mean, found.low, found.high, found.p_hit]).all()


@pytest.mark.parametrize(("remaining", "deviation"), [(0, 3), (5, 0)])
def test_without_anything_open_the_chance_is_0_or_1(remaining: float, deviation: float) -> None:
    end = 100 + 10 * remaining
    found = of_amount(
        Days(total=100, days=10, deviation=deviation, remaining=remaining, target=[end, end + 1, np.nan])
    )

    assert found.low.tolist() == found.high.tolist() == [end] * 3
    assert found.p_hit[:2].tolist() == [1, 0]
    assert np.isnan(found.p_hit[2])


def test_where_lower_is_better_staying_below_is_the_aim() -> None:
    days = {"total": 100, "days": 10, "deviation": 3, "remaining": 5, "target": 155}
    up, down = of_amount(Days(**days)), of_amount(Days(**days, is_lower_better=True))

    assert float(up.p_hit) + float(down.p_hit) == pytest.approx(1)


DEALS = Deals(
    sizes=[100_000, 200_000, 200_000, 300_000, 300_000, 400_000, 500_000, 1_000_000],
    total=3_000_000,
    count=8,
    elapsed=10,
    remaining=10,
    target=5_500_000,
)


def test_deals_to_come_are_drawn_from_those_seen() -> None:
    found = of_deals(DEALS)

    assert float(found.mean) == pytest.approx(3_000_000 + 8.5 * 3_000_000 / 8)
    assert 3_000_000 <= found.low < found.median < found.high
    assert 0.5 < float(found.p_hit) < 0.8


def test_the_same_input_gives_the_same_numbers() -> None:
    first, again, other = of_deals(DEALS), of_deals(DEALS), of_deals(DEALS, seed=1)

    assert first == again
    assert float(first.p_hit) != float(other.p_hit)


def test_history_tells_how_many_deals_to_expect() -> None:
    found = of_deals(DEALS, Prior(events=60, days=20))

    assert float(found.mean) == pytest.approx(3_000_000 + 68 * 10 / 30 * 3_000_000 / 8)


@pytest.mark.parametrize(
    "deals",
    [
        Deals(sizes=[], total=0, count=0, elapsed=10, remaining=10),
        Deals(sizes=[5, np.nan], total=5, count=1, elapsed=10, remaining=10),
        Deals(sizes=[5] * 8, total=0, count=0, elapsed=0, remaining=10),
        Deals(
            sizes=[5, 6, 7, 8, 9, 9, 9], total=53, count=7, elapsed=10, remaining=10
        ),  # too few to hold 80 %
    ],
)
def test_without_deals_or_days_there_is_no_forecast(deals: Deals) -> None:
    assert np.isnan(of_deals(deals).mean)


@settings(deadline=None)
@given(st.floats(1, 1e6), st.integers(5, 60), st.floats(1, 1e5), st.integers(0, 60))
def test_another_unit_changes_nothing_but_the_unit(
    total: float, days: int, deviation: float, remaining: int
) -> None:
    yen = of_amount(Days(total=total, days=days, deviation=deviation, remaining=remaining, target=2 * total))
    thousand = of_amount(
        Days(
            total=total / 1000,
            days=days,
            deviation=deviation / 1000,
            remaining=remaining,
            target=2 * total / 1000,
        )
    )

    assert float(thousand.high) * 1000 == pytest.approx(float(yen.high))
    assert float(thousand.low) * 1000 == pytest.approx(float(yen.low), abs=1e-6 * (total + deviation))
    assert float(thousand.p_hit) == pytest.approx(float(yen.p_hit), abs=1e-9)
