"""Rows found by number: which, and which not."""

from __future__ import annotations

import numpy as np
import pytest

from goalbook.analyse import row_numbers

LARGE = 10**12
"""Beyond what is looked up in a table of all numbers."""


@pytest.mark.parametrize(
    ("wanted", "known", "expected"),
    [
        ([2, 0, 7], [0, 2, 2], [1, 0, -1]),
        ([-1, 0, 2, 3], [0, 1, 2], [-1, 0, 2, -1]),  # a number below 0 is none
        ([-1, 0, 2, 3], [-1, 0, 1, 2], [-1, 1, 3, -1]),
        ([-1, LARGE, 0], [LARGE, -1], [-1, 0, -1]),
        ([0], [-1], [-1]),
        ([0], [], [-1]),
    ],
)
def test_the_first_place_of_a_number(wanted: list[int], known: list[int], expected: list[int]) -> None:
    found = row_numbers.places(np.array(wanted, dtype=np.int64), np.array(known, dtype=np.int64))

    assert found.tolist() == expected


def test_every_pair_of_equal_numbers_and_none_of_none() -> None:
    wanted, known = np.array([3, -1, 1, 9]), np.array([-1, 1, 3, 1])

    place, other = row_numbers.pairs(wanted, known)

    assert list(zip(place.tolist(), other.tolist(), strict=True)) == [(0, 2), (2, 1), (2, 3)]
