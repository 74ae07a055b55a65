"""Shapley values: the worked example, zeros, negative factors, and the algebra."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from goalbook.analyse import lmdi, shapley
from goalbook.analyse.arrays import FloatArray

PLAN = [2500, 0.40, 0.20, 0.30, 0.80, 0.625, 0.20, 400_000]
ACTUAL = [2600, 988 / 2600, 190 / 988, 50 / 190, 42 / 50, 27 / 42, 4 / 27, 420_000]
WORKED = [
    80046.630976, -104407.040131, -79861.844828, -266079.691707,
    99605.229609, 57476.019642, -606384.533169, 99605.229609,
]  # fmt: skip

sides = st.integers(1, 5).flatmap(
    lambda n: st.tuples(*[st.lists(st.floats(-1e3, 1e3), min_size=n, max_size=n) for _ in range(2)])
)
quick = settings(deadline=None)


def by_definition(base: list[float], actual: list[float]) -> list[float]:
    """The mean over all orders of what a factor adds when it changes."""
    found = np.zeros(len(base))
    orders = list(itertools.permutations(range(len(base))))
    for order in orders:
        now = np.array(base, dtype=float)
        for factor in order:
            before = np.prod(now)
            now[factor] = actual[factor]
            found[factor] += np.prod(now) - before
    return list(found / len(orders))


def test_worked_example_to_six_decimals() -> None:
    found = shapley.of_product(PLAN, ACTUAL)

    assert found == pytest.approx(WORKED, abs=5e-7)
    assert found.sum() == pytest.approx(-720_000)


def test_ranking_is_that_of_lmdi() -> None:
    assert np.argsort(WORKED).tolist() == np.argsort(lmdi.contributions(PLAN, ACTUAL)).tolist()


def test_with_zeros_blame_is_spread_differently_from_lmdi() -> None:
    assert shapley.of_product([60, 0.15], [48, 0]) == pytest.approx([-0.9, -8.1])
    assert lmdi.contributions([60, 0.15], [48, 0]).tolist() == [0, -9]


def test_two_factors_share_the_interaction_evenly() -> None:
    base, actual = np.array([3.0, -5.0]), np.array([7.0, 2.0])
    change = (actual - base) * (base + actual)[::-1] / 2

    assert shapley.of_product(base, actual) == pytest.approx(change)


def test_any_function_over_rows() -> None:
    def profit(inputs: FloatArray) -> FloatArray:
        return np.asarray(inputs[..., 0] * inputs[..., 1] - inputs[..., 2])

    found = shapley.contributions(profit, [[10, 5, 60], [10, 5, 20]], [[10, 7, 50], [12, 5, 20]])

    assert found == pytest.approx(np.array([[0, 20, 10], [10, 0, 0]]))


def test_many_factors_are_sampled_with_a_fixed_seed_and_still_sum_to_the_gap() -> None:
    first = shapley.contributions(lambda x: x.prod(axis=-1), PLAN, ACTUAL, exact_up_to=7)
    again = shapley.contributions(lambda x: x.prod(axis=-1), PLAN, ACTUAL, exact_up_to=7)
    other = shapley.contributions(lambda x: x.prod(axis=-1), PLAN, ACTUAL, exact_up_to=7, seed=1)

    assert first.tolist() == again.tolist() != other.tolist()
    assert first.sum() == pytest.approx(-720_000)
    assert first == pytest.approx(WORKED, abs=1_000)


def test_thirteen_factors_are_sampled_by_default() -> None:
    found = shapley.of_product(np.ones(13), np.full(13, 1.1))

    assert found.sum() == pytest.approx(1.1**13 - 1)
    assert found == pytest.approx(np.full(13, (1.1**13 - 1) / 13), rel=0.02)


def test_missing_inputs_give_no_values() -> None:
    assert np.isnan(shapley.of_product([1, np.nan], [2, 3])).all()


def test_nothing_to_explain() -> None:
    assert shapley.of_product(np.empty((2, 0)), np.empty((2, 0))).shape == (2, 0)


@quick
@given(sides)
def test_values_are_the_mean_over_all_orders(pair: tuple[list[float], list[float]]) -> None:
    expected = by_definition(*pair)

    assert shapley.of_product(*pair) == pytest.approx(
        expected, rel=1e-6, abs=1e-6 * (1 + np.abs(expected).sum())
    )


@quick
@given(sides)
def test_values_sum_to_the_gap_and_change_signs_with_the_sides(pair: tuple[list[float], list[float]]) -> None:
    found, back = shapley.of_product(*pair), shapley.of_product(*pair[::-1])
    noise = 1e-6 * (1 + np.abs(found).sum())

    assert found.sum() == pytest.approx(np.prod(pair[1]) - np.prod(pair[0]), abs=noise)
    assert back == pytest.approx(-found, abs=noise)
