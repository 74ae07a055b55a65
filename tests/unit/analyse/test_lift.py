"""Headroom lift and its interval."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from numpy.typing import ArrayLike

from goalbook.analyse import lift, wilson
from goalbook.analyse.arrays import FloatArray

HITS = np.array([988, 190, 50, 42, 27, 4])
CASES = np.array([2600, 988, 190, 50, 42, 27])
WORKED = lift.Headroom(value=1_680_000, benchmark=[0.40, 0.20, 0.30, 0.85, 0.66, 0.20])


def lift_interval(
    headroom: lift.Headroom, hits: ArrayLike, cases: ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """With the rate at its 80 % Wilson bounds."""
    return lift.lift_interval(headroom, *wilson.interval(hits, cases, confidence=0.8))


def test_worked_example() -> None:
    found = lift.lift(WORKED, HITS / CASES)
    low, high = lift_interval(WORKED, HITS, CASES)

    assert found == pytest.approx([88421.05, 67200.00, 235200.00, 20000.00, 44800.00, 588000.00], abs=5e-3)
    assert low == pytest.approx([33099.23, 0, 0, 0, 0, 0], abs=5e-3)
    assert high == pytest.approx(
        [146682.57, 220937.23, 566266.67, 191754.09, 356837.11, 2473445.81], abs=5e-3
    )


def test_above_the_benchmark_there_is_no_lift() -> None:
    assert float(lift.lift(lift.Headroom(value=100, benchmark=0.2), 0.3)) == 0


def test_where_lower_is_better_rate_and_benchmark_change_places() -> None:
    headroom = lift.Headroom(value=100, benchmark=5, is_lower_better=True)

    assert float(lift.lift(headroom, 10)) == 100
    assert float(lift.lift(headroom, 4)) == 0


def test_interval_is_ordered_where_lower_is_better() -> None:
    low, high = lift_interval(lift.Headroom(value=100, benchmark=0.05, is_lower_better=True), 20, 100)

    assert 0 < low < 300 < high


def test_elasticity_dampens() -> None:
    assert float(lift.lift(lift.Headroom(value=100, benchmark=0.4, elasticity=0.5), 0.1)) == pytest.approx(
        100
    )
    assert float(lift.lift(lift.Headroom(value=100, benchmark=0.4, elasticity=0), 0.1)) == 0


@pytest.mark.parametrize("profit", [10.0, -90.0])
def test_a_difference_gains_what_its_parts_do(profit: float) -> None:
    """Sales of 1,000 less costs: 10 % more sales are 100, 10 % less costs are 10 % of the costs."""
    costs = 1_000 - profit
    room = lift.Headroom(
        value=profit,
        benchmark=[1_100, 0.9 * costs],
        elasticity=[1_000 / profit, -costs / profit],
        is_lower_better=[False, True],
    )

    assert lift.lift(room, [1_000, costs]) == pytest.approx([100, 0.1 * costs])
    low, high = lift.lift_interval(room, [900, 0.95 * costs], [1_050, 1.1 * costs])
    assert (low <= [100, 0.1 * costs]).all()
    assert (high >= [100, 0.1 * costs]).all()


@pytest.mark.parametrize(("benchmark", "now"), [(0.2, 0.0), (np.nan, 0.1), (0.2, np.nan)])
def test_without_bound_or_number_there_is_none(benchmark: float, now: float) -> None:
    assert np.isnan(lift.lift(lift.Headroom(value=100, benchmark=benchmark), now))


def test_no_hits_have_no_upper_end() -> None:
    low, high = lift_interval(lift.Headroom(value=100, benchmark=0.2), 0, 12)

    upper_end_of_the_rate = 1.2815515655**2 / (12 + 1.2815515655**2)
    assert float(low) == pytest.approx(100 * (0.2 / upper_end_of_the_rate - 1))
    assert np.isnan(high)


@settings(deadline=None)
@given(st.floats(1, 1e7), st.integers(1, 50), st.integers(1, 50), st.floats(0.01, 1))
def test_interval_holds_the_lift_and_scales_with_the_unit(
    value: float, hits: int, misses: int, benchmark: float
) -> None:
    headroom = lift.Headroom(value=value, benchmark=benchmark)
    thousand = lift.Headroom(value=value / 1000, benchmark=benchmark)
    found = float(lift.lift(headroom, hits / (hits + misses)))
    low, high = lift_interval(headroom, hits, hits + misses)

    assert float(low) - 1e-6 <= found <= float(high) + 1e-6
    assert float(lift.lift(thousand, hits / (hits + misses))) * 1000 == pytest.approx(found)
