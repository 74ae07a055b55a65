"""XmR: limits, gaps, frozen baselines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from goalbook.analyse import xmr
from goalbook.analyse.groups import Groups

SERIES = [12, 15, 11, 14, 13, 16, 10, 14, 15, 12, 13, 17]
GAP = [12, 15, 11, np.nan, 13, 16, 10, 14, 15, 12, 13, 17]
ONE = Groups.of(np.zeros(12))


def test_worked_example() -> None:
    found = xmr.limits(SERIES, ONE)

    assert [
        float(x[0]) for x in (found.centre, found.moving_range, found.upper, found.lower, found.upper_range)
    ] == pytest.approx([13.5, 3.0, 21.48, 5.52, 9.804])
    assert (found.points[0], found.ranges[0]) == (12, 11)


def test_gaps_are_not_bridged() -> None:
    found = xmr.limits(GAP, ONE)

    assert [found.centre[0], found.moving_range[0], found.upper[0], found.lower[0]] == pytest.approx(
        [13.454545, 3.222222, 22.025657, 4.883434], abs=5e-7
    )
    assert found.ranges[0] == 9


@pytest.mark.parametrize(
    "values",
    [[5.0], [5.0, np.nan, 7.0], [np.nan, 5.0, np.nan]],
    ids=["one point", "no neighbours", "one of three"],
)
def test_without_a_moving_range_there_is_a_centre_but_no_limits(values: list[float]) -> None:
    found = xmr.limits(values, Groups.of(np.zeros(len(values))))

    assert found.centre[0] == np.nanmean(values)
    assert np.isnan([found.lower[0], found.upper[0]]).all()


def test_an_empty_series_has_nothing() -> None:
    found = xmr.limits([np.nan, np.nan], Groups.of([0, 0]))

    assert np.isnan(found.centre[0])
    assert found.points[0] == 0


def test_series_do_not_touch() -> None:
    both = xmr.limits([*SERIES, *GAP], Groups.of([0] * 12 + [1] * 12))

    assert both.centre == pytest.approx([13.5, 148 / 11])
    assert both.ranges.tolist() == [11, 9]


def test_baseline_is_frozen() -> None:
    values = [*SERIES, 30, 31]
    groups = Groups.of(np.zeros(14))

    found = xmr.limits(values, groups, is_baseline=xmr.first_points(values, groups, number=12))

    assert found.upper[0] == pytest.approx(21.48)
    assert found.points[0] == 12


def test_first_points_count_only_present_ones_in_each_series() -> None:
    values = [np.nan, 1, np.nan, 2, 3, 4, 5]

    found = xmr.first_points(values, Groups.of([0, 0, 0, 0, 0, 1, 1]), number=2)

    assert np.flatnonzero(found & ~np.isnan(values)).tolist() == [1, 3, 5, 6]


def test_a_rebase_is_a_series_of_its_own() -> None:
    found = xmr.limits([1, 2, 10, 11], Groups.of(["before", "before", "after", "after"]))

    assert found.centre.tolist() == [1.5, 10.5]
    assert found.moving_range.tolist() == [1, 1]


def test_few_points_are_not_judged_and_some_are_provisional() -> None:
    assert xmr.is_judged([5, 6, 12]).tolist() == [False, True, True]
    assert xmr.is_provisional([6, 11, 12]).tolist() == [True, True, False]


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=1, max_size=20), st.floats(0.001, 1000))
def test_another_unit_changes_nothing_but_the_unit(values: list[float | None], scale: float) -> None:
    series = np.array([np.nan if value is None else value for value in values])
    groups = Groups.of(np.zeros(len(values)))

    found, scaled = xmr.limits(series, groups), xmr.limits(series * scale, groups)

    for name in ("centre", "moving_range", "lower", "upper", "upper_range"):
        assert getattr(scaled, name) == pytest.approx(
            getattr(found, name) * scale,
            nan_ok=True,
            abs=1e-7 * scale * (1 + np.nanmax(np.abs(series), initial=0)),
        )
