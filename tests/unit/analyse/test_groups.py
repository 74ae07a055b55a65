"""Groups: neighbouring rows with one label."""

from __future__ import annotations

import numpy as np
import pytest

from goalbook.analyse.groups import Groups


def test_totals_and_products_per_group() -> None:
    groups = Groups.of(["b", "b", "a"])

    assert len(groups) == 2
    assert groups.total([1, 2, 4]).tolist() == [3, 4]
    assert groups.product([3, 2, 4]).tolist() == [6, 4]
    assert groups.spread(np.array([10.0, 20.0])).tolist() == [10, 10, 20]
    assert groups.follows().tolist() == [0, 1, 0]


def test_missing_rows_are_not_0() -> None:
    groups = Groups.of([0, 0, 1])

    assert np.isnan(groups.total([1, np.nan, 3])).tolist() == [True, False]
    assert groups.present_total([1, np.nan, 3]).tolist() == [1, 3]
    assert groups.present([1, np.nan, 3]).tolist() == [1, 1]


def test_rows_of_a_label_must_stand_together() -> None:
    with pytest.raises(ValueError, match="stand together"):
        Groups.of([1, 2, 1])


def test_no_rows_are_no_groups() -> None:
    groups = Groups.of([])

    assert len(groups) == 0
    assert groups.total([]).shape == (0,)
