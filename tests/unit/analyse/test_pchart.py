"""p-charts and funnel plots."""

from __future__ import annotations

import numpy as np
import pytest

from goalbook.analyse import pchart
from goalbook.analyse.groups import Groups


def test_limits_by_hand() -> None:
    found = pchart.limits([30, 60, 10], [100, 200, 100], Groups.of([0, 0, 0]))
    half = 3 * np.sqrt(0.25 * 0.75 / np.array([100, 200, 100]))

    assert found.pooled.tolist() == [0.25]
    assert found.upper == pytest.approx(0.25 + half)
    assert found.lower == pytest.approx(0.25 - half)
    assert found.outside.tolist() == [0, 0, -1]


def test_pooled_is_the_ratio_of_sums() -> None:
    found = pchart.limits([1, 30, 0], [2, 100, 0], Groups.of([0, 0, 0]))

    assert found.pooled[0] == pytest.approx(0.303922, abs=5e-7)
    assert np.isnan(found.lower[2])
    assert found.outside[2] == 0


def test_a_period_counts_only_with_both_numbers() -> None:
    found = pchart.limits([5, np.nan, 5], [20, 1000, 20], Groups.of([0, 0, 0]))

    assert found.pooled.tolist() == [0.25]
    assert np.isnan(found.upper[0]).tolist() is False
    assert found.outside.tolist() == [0, 0, 0]


def test_baseline_alone_sets_the_limits() -> None:
    found = pchart.limits(
        [25, 25, 60], [100, 100, 100], Groups.of([0, 0, 0]), is_baseline=[True, True, False]
    )

    assert found.pooled.tolist() == [0.25]
    assert found.outside.tolist() == [0, 0, 1]


def test_few_expected_hits_are_thin() -> None:
    found = pchart.limits([2, 20], [15, 180], Groups.of([0, 0]))

    assert found.is_thin.tolist() == [True, False]


def test_no_case_at_all_has_no_limits() -> None:
    found = pchart.limits([0, 0], [0, 0], Groups.of([0, 0]))

    assert np.isnan(found.pooled).all()
    assert found.outside.tolist() == [0, 0]


def test_a_rate_of_0_or_1_has_limits_without_width_and_no_signal() -> None:
    found = pchart.limits([0, 0, 7, 9], [10, 20, 7, 9], Groups.of([0, 0, 1, 1]))

    assert found.outside.tolist() == [0, 0, 0, 0]


def test_the_range_of_chance_narrows_with_the_square_root_of_the_cases() -> None:
    counts, lower, upper = pchart.funnel(0.3, (25.0, 2500.0), 3)

    assert counts == pytest.approx([25, 250, 2500])
    assert [0.3 - low for low in lower] == pytest.approx([high - 0.3 for high in upper])
    assert (upper[0] - 0.3) / (upper[2] - 0.3) == pytest.approx(10)


def test_the_range_of_chance_is_a_share() -> None:
    _, lower, upper = pchart.funnel(0.5, (1.0, 4.0), 2)

    assert (lower[0], upper[0]) == (0, 1)
