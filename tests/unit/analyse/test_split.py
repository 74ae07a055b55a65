"""Largest remainder: parts add up, one at a time and many at once."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from goalbook.analyse import split, split_rows
from goalbook.analyse.groups import Groups


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
    groups = Groups.of(np.zeros(len(weights)))

    assert split.parts(total, weights) == expected
    assert split_rows.parts([total], weights, groups).tolist() == list(expected)


@pytest.mark.parametrize("weights", [(1, -1), (0, 0), ()])
def test_what_cannot_be_divided_is_our_own_mistake(weights: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split.parts(5, weights)


def test_amounts_to_the_smallest_unit() -> None:
    assert split.amounts(Decimal("100.00"), (1, 1, 1), decimals=2) == (
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    )
    assert split.amounts(Decimal(100), (1, 1, 1), decimals=0) == (Decimal(34), Decimal(33), Decimal(33))


def test_an_amount_finer_than_its_currency_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="more than 0 decimals"):
        split.amounts(Decimal("1.5"), (1, 1), decimals=0)


def test_rows_that_cannot_be_divided_are_missing() -> None:
    groups = Groups.of([0, 0, 1, 1, 2, 2, 3, 3, 4, 4])

    found = split_rows.parts([np.nan, 5, 5, 0, 7], [1, 1, 0, 0, 1, np.nan, 0, 0, 1, 1], groups)

    assert np.isnan(found[:6]).all()
    assert found[6:].tolist() == [0, 0, 4, 3]


def test_rows_of_amounts() -> None:
    found = split_rows.parts([100.0, 0.05], [1, 1, 1, 1, 2], Groups.of([0, 0, 0, 1, 1]), decimals=2)

    assert found.tolist() == [33.34, 33.33, 33.33, 0.02, 0.03]


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


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), weights), min_size=1, max_size=5))
def test_many_at_once_are_what_each_is_alone(rows: list[tuple[int, list[float]]]) -> None:
    rows = [(total, weight) for total, weight in rows if sum(weight)]
    if not rows:
        return
    groups = Groups.of(np.repeat(np.arange(len(rows)), [len(weight) for _, weight in rows]))

    found = split_rows.parts(
        [total for total, _ in rows], np.concatenate([weight for _, weight in rows]), groups
    )

    assert found.tolist() == [part for total, weight in rows for part in split.parts(total, weight)]


def test_large_weights_lose_no_digits() -> None:
    weight = [123_456.789, 987_654.321, 1.0]

    found = split_rows.parts([10**15 + 7], weight, Groups.of([0, 0, 0]))

    assert found.tolist() == list(split.parts(10**15 + 7, weight))
