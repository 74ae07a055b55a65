from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from goalbook.analyse import attainment
from goalbook.analyse.attainment import Asked

NAN = float("nan")


def column(*values: float) -> pd.Series:
    return pd.Series(list(values), dtype="float64")


def asked(target: float = NAN, direction: str = "up", low: float = NAN, high: float = NAN) -> Asked:
    return Asked(target=column(target), direction=pd.Series([direction]), low=column(low), high=column(high))


def share(actual: float, **given: Any) -> float | None:
    found = attainment.attainment(column(actual), asked(**given))[0]
    return None if pd.isna(found) else found


def result(actual: float, is_complete: bool = True, **given: Any) -> str:  # noqa: FBT001, FBT002 - reads as a column
    return str(attainment.result(column(actual), asked(**given), pd.Series([is_complete]))[0])


def test_attainment_is_actual_by_target_and_the_other_way_round_when_lower_is_better() -> None:
    assert share(27, target=60) == 0.45
    assert share(0.134, target=0.05, direction="down") == pytest.approx(0.373134, abs=1e-6)
    assert share(0, target=60) == 0


@pytest.mark.parametrize(
    ("actual", "given"),
    [
        (5, {"target": 0}),
        (5, {"target": -10}),
        (0, {"target": 5, "direction": "down"}),
        (NAN, {"target": 5}),
        (5, {"target": NAN}),
        (5, {"target": 5, "direction": "band", "low": 1, "high": 9}),
    ],
)
def test_there_is_no_attainment_of_nothing(actual: float, given: dict[str, Any]) -> None:
    assert share(actual, **given) is None


@pytest.mark.parametrize(
    ("actual", "given", "expected"),
    [
        (60, {"target": 60}, "met"),
        (59, {"target": 60}, "missed"),
        (59.99999999999999, {"target": 60}, "met"),
        (0.3 - 1e-12, {"target": 0.3}, "met"),
        (0.2999, {"target": 0.3}, "missed"),
        (0, {"target": 0}, "met"),
        (0, {"target": 0, "direction": "down"}, "met"),
        (0, {"target": 5, "direction": "down"}, "met"),
        (5, {"target": 5, "direction": "down"}, "met"),
        (6, {"target": 5, "direction": "down"}, "missed"),
        (-720_000, {"target": -800_000}, "met"),
        (5, {"direction": "band", "low": 5, "high": 9}, "met"),
        (9.1, {"direction": "band", "low": 5, "high": 9}, "missed"),
        (4.9, {"direction": "band", "low": 5, "high": 9, "target": 4}, "missed"),
        (5, {}, "no-target"),
        (5, {"direction": "band"}, "no-target"),
        (NAN, {"target": 5}, "no-data"),
        (NAN, {}, "no-data"),
    ],
)
def test_the_result_of_a_closed_period(actual: float, given: dict[str, Any], expected: str) -> None:
    assert result(actual, **given) == expected


def test_a_running_period_has_no_result_yet() -> None:
    assert result(99, is_complete=False, target=60) == "running"
    assert result(NAN, is_complete=False, target=60) == "no-data"


def test_the_gap_is_what_is_missing_to_date_whichever_way_is_better() -> None:
    def gap(actual: float, expected: float, **given: Any) -> float:
        return float(attainment.gap(column(actual), column(expected), asked(**given))[0])

    assert gap(27, 37.894737, target=60) == pytest.approx(-10.894737)
    assert gap(0.134, 0.05, target=0.05, direction="down") == pytest.approx(0.084)
    assert gap(7, NAN, direction="band", low=5, high=9) == 0
    assert gap(4, NAN, direction="band", low=5, high=9) == -1
    assert gap(12, NAN, direction="band", low=5, high=9) == 3


def test_whole_columns_at_once() -> None:
    given = Asked(
        target=column(60, 5, NAN),
        direction=pd.Series(["up", "down", "band"], dtype="category"),
        low=column(NAN, NAN, 1),
        high=column(NAN, NAN, 2),
    )

    assert attainment.reached(column(61, 6, 1.5), given).tolist() == [True, False, True]
    assert attainment.reached(column(NAN, NAN, NAN), given).tolist() == [False, False, False]
