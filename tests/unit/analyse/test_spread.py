from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, actuals, table
from goalbook.analyse import spread

COLUMNS = "date,metric,value,from"
CALLS = {"calls": a_metric()}


def divide(value: float, *weights: int) -> list[float]:
    count = len(weights)
    return spread.divide(np.full(count, value), np.array(weights), np.zeros(count, dtype="int64")).tolist()


@pytest.mark.parametrize(
    ("value", "weights", "expected"),
    [
        (60, (21, 19, 20), [21, 19, 20]),
        (60, (4, 5, 5, 4, 1), [13, 16, 16, 12, 3]),
        (10, (1, 1, 1), [4, 3, 3]),
        (-10, (1, 1, 1), [-4, -3, -3]),
        (0, (2, 5), [0, 0]),
        (5, (0, 3), [0, 5]),
        (0.05, (1, 1), [0.03, 0.02]),
        (1 / 3, (1, 2), [1 / 9, 2 / 9]),
    ],
)
def test_largest_remainder(value: float, weights: tuple[int, ...], expected: list[float]) -> None:
    assert divide(value, *weights) == pytest.approx(expected, abs=1e-12)


def test_nothing_to_divide() -> None:
    empty = np.array([], dtype="int64")

    assert spread.divide(empty.astype(float), empty, empty).size == 0


@given(
    st.lists(
        st.tuples(
            st.one_of(st.integers(-(10**12), 10**12), st.decimals(-1000, 1000, places=2)).map(float),
            st.lists(st.integers(0, 400), min_size=1, max_size=8).filter(any),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_parts_of_a_row_add_up_to_it(rows: list[tuple[float, list[int]]]) -> None:
    row = np.repeat(np.arange(len(rows)), [len(weights) for _, weights in rows])
    value = np.array([value for value, _ in rows])
    weight = np.array([weight for _, weights in rows for weight in weights])

    parts = spread.divide(value[row], weight, row)

    assert np.bincount(row, parts) == pytest.approx(value, rel=1e-12, abs=1e-9)
    assert (parts[weight == 0] == 0).all()
    assert (np.abs(parts - value[row] * weight / np.bincount(row, weight)[row]) < 1 + 1e-9).all()


def test_a_row_over_a_months_end_is_split_by_working_days() -> None:
    found = actuals(CALLS, "2026-11-06,calls,90,2026-10-26", columns=COLUMNS)  # 3 November is a holiday

    assert found["calls", "month", "2026-10-01"] == 50
    assert found["calls", "month", "2026-11-01"] == 40
    assert found["calls", "week", "2026-10-26"] == 50


def test_a_row_for_days_off_is_split_by_days() -> None:
    found = actuals(CALLS, "2026-11-01,calls,70,2026-10-31", columns=COLUMNS)

    assert found["calls", "month", "2026-10-01"] == 35
    assert found["calls", "month", "2026-11-01"] == 35


def test_without_from_a_row_belongs_to_its_date() -> None:
    found = actuals(CALLS, "2026-11-01,calls,70")

    assert ("calls", "month", "2026-10-01") not in found
    assert found["calls", "month", "2026-11-01"] == 70


def test_days_outside_the_cycle_keep_their_part() -> None:
    found = actuals(CALLS, "2026-10-02,calls,70,2026-09-26", columns=COLUMNS)

    assert found["calls", "cycle", "2026-10-01"] == 28


def test_a_row_over_two_cycles_is_split_between_them() -> None:
    book = a_handbook(
        a_team(a_cycle("h1"), a_cycle("h2"), logs=[a_log("2026-10-02,calls,70,2026-09-26", columns=COLUMNS)])
    )
    frame = table(book, "actuals")

    assert frame[frame["period"] == "cycle"].set_index("cycle")["value"].to_dict() == {"h1": 42, "h2": 28}


@pytest.mark.parametrize("kind", ["level", "duration", "score"])
def test_what_does_not_add_up_belongs_to_its_last_day(kind: str) -> None:
    found = actuals({"calls": a_metric(kind=kind)}, "2026-11-01,calls,70,2026-10-26", columns=COLUMNS)

    assert found["calls", "month", "2026-11-01"] == 70
    assert ("calls", "month", "2026-10-01") not in found


def test_a_from_after_its_date_is_passed_over() -> None:
    found = actuals(CALLS, "2026-11-01,calls,70,2026-11-20", columns=COLUMNS)

    assert found["calls", "month", "2026-11-01"] == 70
