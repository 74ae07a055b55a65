"""Largest remainder: parts add up, whatever the weights."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from goalbook.analyse import split


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        pytest.param(60, (21, 19, 20), (21, 19, 20), id="working days of three months"),
        pytest.param(60, (4, 5, 5, 4, 1), (13, 16, 16, 12, 3), id="weeks of November 2026"),
        pytest.param(2500, (1, 1, 1, 0.6), (695, 694, 694, 417), id="capacity"),
        pytest.param(1, (1, 1, 1), (1, 0, 0), id="a tie goes to the earlier"),
        pytest.param(5, (0, 1, 0), (0, 5, 0), id="no weight gets nothing"),
        pytest.param(-7, (1, 1, 0), (-4, -3, 0), id="refunds"),
        pytest.param(0, (0, 0), (0, 0), id="nothing to divide"),
        pytest.param(3, (0.1, 0.1, 0.1), (1, 1, 1), id="tenths are exact"),
    ],
)
def test_worked_numbers(total: int, weights: tuple[float, ...], expected: tuple[int, ...]) -> None:
    assert split.parts(total, weights) == expected


@pytest.mark.parametrize("weights", [(1, -1), (0, 0), ()])
def test_what_cannot_be_divided_is_our_own_mistake(weights: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split.parts(5, weights)


weights = st.lists(
    st.integers(0, 50_000_000).map(lambda millionths: millionths / 1e6), min_size=1, max_size=12
)


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12), weights)
def test_parts_sum_to_the_total_and_are_within_one_of_the_exact_share(
    total: int, weight: list[float]
) -> None:
    if not sum(weight):
        return
    parts = split.parts(total, weight)

    assert sum(parts) == total
    for part, own in zip(parts, weight, strict=True):
        assert abs(part - total * own / sum(weight)) < 1 + 1e-9 * abs(total)
        assert own or not part
