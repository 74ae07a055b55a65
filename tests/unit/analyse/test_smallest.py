from __future__ import annotations

import numpy as np
import pytest

from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray
from goalbook.analyse.smallest import smallest

BORDERS = np.array([0.0, 1.0, 2.0, 17.0, 100.0, 1e6])
"""From where on it holds, one for each row."""


@pytest.mark.parametrize("near", [-5.0, 0.0, 1.0, 16.4, 17.9, 99.0, 5e5, 1e9])
def test_wherever_it_begins_it_finds_where_it_begins_to_hold(near: float) -> None:
    found = smallest(
        lambda rows, at: at >= BORDERS[rows], np.full(BORDERS.shape, near), np.zeros(BORDERS.shape)
    )

    assert found.tolist() == BORDERS.tolist()


def test_nothing_before_the_first_and_nothing_after_the_last_number_counts() -> None:
    least = np.array([3.0, 30.0, 3.0, 3.0, np.nan, 101.0, 3.0])
    border = np.array([1.0, 17.0, 100.0, 101.0, 5.0, 5.0, np.inf])

    found = smallest(lambda rows, at: at >= border[rows], np.full(7, 40.0), least, 100.0)

    np.testing.assert_array_equal(found, [3.0, 30.0, 100.0, np.nan, np.nan, np.nan, np.nan])


def test_a_good_guess_is_asked_twice() -> None:
    asked: list[FloatArray] = []

    def holds(rows: IntArray, at: FloatArray) -> BoolArray:
        asked.append(at.copy())
        return at >= BORDERS[rows]

    smallest(holds, BORDERS, np.zeros(BORDERS.shape))

    assert [one.tolist() for one in asked] == [BORDERS.tolist(), (BORDERS[1:] - 1).tolist()]
