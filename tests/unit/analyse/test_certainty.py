"""Plans with certainty."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from goalbook.analyse import certainty


@pytest.mark.parametrize(
    ("target", "rate", "expected", "chance", "sure"),
    [(60, 0.30, 200, 0.526653, 218), (6, 0.20, 30, 0.572488, 39)],
)
def test_a_plan_at_expected_value_is_a_coin_flip(
    target: int, rate: float, expected: int, chance: float, sure: int
) -> None:
    assert float(certainty.p_reach(expected, rate, target)) == pytest.approx(chance, abs=5e-7)
    assert float(certainty.trials_needed(target, rate)) == sure


@pytest.mark.parametrize("row", [(5, 0.0), (5, np.nan), (5, 1.2), (np.nan, 0.5)])
def test_what_no_number_of_trials_reaches_has_none(row: tuple[float, float]) -> None:
    assert np.isnan(certainty.trials_needed(*row))


def test_nothing_wanted_needs_no_trial_and_a_sure_rate_needs_no_more() -> None:
    assert certainty.trials_needed([0, -2, 7], [0.3, 0.3, 1.0]).tolist() == [0, 0, 7]


def test_a_fraction_of_a_case_counts_as_a_whole_one() -> None:
    assert float(certainty.trials_needed(2.25, 0.5)) == float(certainty.trials_needed(3, 0.5))
    assert float(certainty.trials_needed(21 / 0.07 / 100, 0.5)) == float(certainty.trials_needed(3, 0.5))


@settings(deadline=None)
@given(st.integers(1, 60), st.floats(0.02, 1), st.sampled_from([0.5, 0.8, 0.95]))
def test_it_is_the_smallest_number_that_is_sure_enough(target: int, rate: float, q: float) -> None:
    found = float(certainty.trials_needed(target, rate, certainty=q))

    assert found >= target
    assert float(certainty.p_reach(found, rate, target)) >= q
    assert float(certainty.p_reach(found - 1, rate, target)) < q
