"""Sequential variances: the worked example's column, and accounting's two."""

from __future__ import annotations

import numpy as np
import pytest

from goalbook.analyse import sequential

PLAN = [2500, 0.40, 0.20, 0.30, 0.80, 0.625, 0.20, 400_000]
ACTUAL = [2600, 988 / 2600, 190 / 988, 50 / 190, 42 / 50, 27 / 42, 4 / 27, 420_000]


def test_worked_example_in_tree_order() -> None:
    found = sequential.contributions(PLAN, ACTUAL)

    assert found == pytest.approx([96_000, -124_800, -91_200, -280_000, 100_000, 60_000, -560_000, 80_000])


def test_quantity_and_price_variance() -> None:
    q0, p0, q1, p1 = 6, 400_000, 4, 420_000

    assert sequential.contributions([q0, p0], [q1, p1]).tolist() == [(q1 - q0) * p0, (p1 - p0) * q1]


def test_order_matters_here() -> None:
    assert sequential.contributions([400_000, 6], [420_000, 4]).tolist() == [120_000, -840_000]


def test_missing_is_missing() -> None:
    assert np.isnan(sequential.contributions([2, np.nan], [3, 4])).any()
