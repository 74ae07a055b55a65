"""Benchmarks: the first known of four, pessimistic where luck plays."""

from __future__ import annotations

import numpy as np
import pytest

from goalbook.analyse import benchmark, wilson
from goalbook.analyse.groups import Groups


def test_first_known_is_taken() -> None:
    found, source = benchmark.choose(
        benchmark.Candidates(
            given=[0.5, np.nan, np.nan, np.nan, np.nan],
            target=[0.4, 0.4, np.nan, np.nan, np.nan],
            own_best=[0.3, 0.3, 0.3, np.nan, np.nan],
            best_peer=[0.2, 0.2, 0.2, 0.2, np.nan],
        )
    )

    assert found == pytest.approx([0.5, 0.4, 0.3, 0.2, np.nan], nan_ok=True)
    assert source.tolist() == ["given", "target", "own-best", "best-peer", "none"]


def test_a_rate_is_capped_at_one_and_other_numbers_are_not() -> None:
    found, _ = benchmark.choose(benchmark.Candidates(target=[1.2, 400_000]), is_rate=[True, False])

    assert found.tolist() == [1.0, 400_000]


def test_best_period_with_enough_cases_at_its_lower_bound() -> None:
    # the best rate stands on 10 cases, the next on 40
    found = benchmark.best_bound([5, 12, 20], [10, 40, 100], Groups.of([0, 0, 0]))

    assert found.tolist() == [float(wilson.interval(12, 40, confidence=0.8)[0])]


def test_where_lower_is_better_the_lowest_at_its_upper_bound() -> None:
    found = benchmark.best_bound([4, 12], [40, 40], Groups.of([0, 0]), is_lower_better=True)

    assert found.tolist() == [float(wilson.interval(4, 40, confidence=0.8)[1])]


def test_of_equal_rates_the_one_with_more_cases() -> None:
    found = benchmark.best_bound([12, 30, 12], [40, 100, 40], Groups.of([0, 0, 0]))

    assert found.tolist() == [float(wilson.interval(30, 100, confidence=0.8)[0])]


def test_without_enough_cases_there_is_none() -> None:
    groups = Groups.of([0, 0, 1])

    assert np.isnan(benchmark.best_bound([5, np.nan, 20], [10, 40, 29], groups)).all()
