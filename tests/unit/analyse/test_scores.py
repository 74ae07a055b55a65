from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from goalbook.analyse import scores

NAN = float("nan")
numbers = st.floats(-1e9, 1e9, allow_nan=False)


def column(*values: float) -> pd.Series:
    return pd.Series(list(values), dtype="float64")


def raw(baseline: float, target: float, current: float) -> float:
    return float(scores.raw_score(column(current), column(baseline), column(target))[0])


@pytest.mark.parametrize(
    ("baseline", "target", "current", "expected"),
    [
        (400, 460, 430, 0.5),
        (0.22, 0.30, 50 / 190, 0.539474),
        (10, 4, 7, 0.5),
        (10, 4, 3, 7 / 6),
        (10, 4, 12, -1 / 3),
        (0, 60, 27, 0.45),
        (208.7, 240.005, 207.0, -0.054304),
    ],
)
def test_a_score_is_the_part_of_the_way_in_both_directions(
    baseline: float, target: float, current: float, expected: float
) -> None:
    assert raw(baseline, target, current) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("values", [(NAN, 1, 1), (1, NAN, 1), (1, 2, NAN), (5, 5, 5), (5, 5, 7)])
def test_there_is_no_score_without_a_way(values: tuple[float, float, float]) -> None:
    assert pd.isna(raw(*values))


def test_a_score_stays_within_0_and_1_and_the_raw_one_does_not() -> None:
    found = scores.score(column(-0.3, 0.5, 1.7, NAN))

    assert found[:3].tolist() == [0.0, 0.5, 1.0]
    assert pd.isna(found[3])


@given(numbers, numbers, numbers)
def test_at_the_baseline_0_at_the_target_1(baseline: float, target: float, current: float) -> None:
    if abs(target - baseline) > 1e-3:
        assert raw(baseline, target, baseline) == 0
        assert raw(baseline, target, target) == 1
        assert 0 <= float(scores.score(column(raw(baseline, target, current)))[0]) <= 1


@pytest.mark.parametrize(
    ("current", "expected"),
    [(5, 1), (7, 1), (9, 1), (10, 0.75), (11, 0.5), (4, 0.75), (13, 0), (99, 0), (-9, 0)],
)
def test_outside_a_band_the_score_falls_over_one_band_width(current: float, expected: float) -> None:
    assert scores.band_score(column(current), column(5), column(9))[0] == expected


def test_a_band_without_width() -> None:
    found = scores.band_score(column(5, 6, NAN), column(5, 5, 5), column(5, 5, 5))

    assert found[0] == 1
    assert found[1:].isna().all()


def test_a_rubric_is_scored_by_its_levels() -> None:
    found = scores.rubric_score(column(2, 4, NAN), column(4, 4, 4))

    assert found[:2].tolist() == [0.5, 1.0]
    assert pd.isna(found[2])
