"""Signals of an XmR chart, and what limits say about a target."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from goalbook.analyse import xmr
from goalbook.analyse.groups import Groups
from goalbook.analyse.xmr_signals import REACHES, Rules, Signals, reach_codes, signals

WILD = [12.0, 15, 11, 14, 13, 16, 10, 14, 15, 12, 13, 17]


def after_baseline(later: list[float], rules: Rules | None = None) -> Signals:
    """Signals of the points after a frozen baseline of centre 13.5 and limits 5.52 and 21.48."""
    values = [*WILD, *later]
    groups = Groups.of(np.zeros(len(values)))
    limits = xmr.limits(values, groups, is_baseline=xmr.first_points(values, groups, number=12))
    found = signals(values, groups, limits, rules)
    return Signals(
        outside=found.outside[12:], run=found.run[12:], near=found.near[12:], run_length=found.run_length[12:]
    )


def test_worked_example_has_no_signal() -> None:
    groups = Groups.of(np.zeros(12))

    assert not signals(WILD, groups, xmr.limits(WILD, groups)).any.any()


def test_outside_the_limits_is_strict() -> None:
    assert after_baseline([21.48, 21.49, 5.52, 5.51]).outside.tolist() == [0, 1, 0, -1]


def test_eight_in_a_row_on_one_side() -> None:
    # the baseline ends with 17, one point above the centre
    found = after_baseline([14, 14, 14, 14, 14, 14, 14, 14, 13])

    assert found.run_length.tolist() == [2, 3, 4, 5, 6, 7, 8, 9, 1]
    assert found.run.tolist() == [0, 0, 0, 0, 0, 0, 1, 1, 0]


def test_seven_in_a_row_when_a_company_says_so() -> None:
    assert after_baseline([14] * 7, Rules(run=7)).run.tolist() == [0, 0, 0, 0, 0, 1, 1]


def test_a_point_on_the_centre_ends_a_run_and_a_missing_one_does_not() -> None:
    assert after_baseline([13] * 4 + [13.5] + [13] * 4).run_length.tolist() == [1, 2, 3, 4, 0, 1, 2, 3, 4]
    assert after_baseline([13] * 4 + [np.nan] + [13] * 4).run_length.tolist() == [1, 2, 3, 4, 0, 5, 6, 7, 8]


def test_three_of_four_nearer_to_a_limit() -> None:
    # halfway to the limits: 17.49 and 9.51
    assert after_baseline([18, 13, 18, 18, 13, 18]).near.tolist() == [0, 0, 0, 1, 0, 1]
    assert after_baseline([9, np.nan, 9, 13, 9]).near.tolist() == [0, 0, 0, 0, -1]


def test_halfway_is_strict_and_sides_do_not_mix() -> None:
    assert not after_baseline([17.49, 17.49, 17.49]).near.any()
    assert not after_baseline([18, 9, 18, 9, 18, 9]).near.any()


def test_all_equal_has_collapsed_limits_and_no_signal() -> None:
    values = [5.0] * 12
    groups = Groups.of(np.zeros(12))

    assert not signals(values, groups, xmr.limits(values, groups)).any.any()


def test_collapsed_limits_say_nothing_but_a_run_does() -> None:
    values = [5.0] * 8 + [6.0] * 8
    groups = Groups.of(np.zeros(16))
    limits = xmr.limits(values, groups, is_baseline=xmr.first_points(values, groups, number=8))

    found = signals(values, groups, limits)

    assert not found.outside.any()
    assert found.run.tolist() == [0] * 15 + [1]


def test_without_limits_there_is_no_signal() -> None:
    groups = Groups.of([0, 0, 0])

    assert not signals([1, np.nan, 9], groups, xmr.limits([1, np.nan, 9], groups)).any.any()


def test_runs_do_not_reach_across_series() -> None:
    groups = Groups.of([0] * 16 + [1] * 16)
    values = [10.0] * 8 + [11.0] * 8 + [11.0] * 8 + [10.0] * 8

    found = signals(values, groups, xmr.limits(values, groups))

    assert found.run_length[[15, 16]].tolist() == [8, 1]


def test_first_rule_that_speaks_gives_the_direction() -> None:
    assert after_baseline([22]).any.tolist() == [1]


@pytest.mark.parametrize(
    ("target", "is_lower_better", "expected"),
    [
        (15, False, "chance"),
        (22, False, "not-as-it-is"),
        (5, False, "always"),
        (22, True, "always"),
        (5, True, "not-as-it-is"),
        (np.nan, False, "unknown"),
    ],
)
def test_what_limits_say_about_a_target(target: float, is_lower_better: bool, expected: str) -> None:  # noqa: FBT001 - a case
    limits = xmr.limits(WILD, Groups.of(np.zeros(12)))

    codes = reach_codes(target, limits, is_lower_better=is_lower_better)

    assert [REACHES[code] for code in codes] == [expected]


def test_without_limits_nothing_is_said_about_a_target() -> None:
    codes = reach_codes(5, xmr.limits([3.0], Groups.of([0])))

    assert [REACHES[code] for code in codes] == ["unknown"]


def by_hand(values: list[float], centre: float, upper: float, lower: float) -> tuple[list[int], list[int]]:
    """Rules 2 and 3 point by point, as one would with a pencil."""
    runs, nears = [], []
    present: list[float] = []
    for value in values:
        if np.isnan(value):
            runs.append(0)
            nears.append(0)
            continue
        present.append(value)
        run, near = 0, 0
        for sign in (1, -1):
            length = 0
            for x in reversed(present):
                if sign * (x - centre) <= 0:
                    break
                length += 1
            run = sign if length >= 8 else run
            middle = (centre + (upper if sign > 0 else lower)) / 2
            close = [sign * (x - middle) > 1e-6 for x in present[-4:]]
            near = sign if close[-1] and sum(close) >= 3 else near
        runs.append(run)
        nears.append(near)
    return runs, nears


@settings(deadline=None)
@given(st.lists(st.one_of(st.just(np.nan), st.integers(0, 30).map(float)), min_size=1, max_size=40))
def test_rules_by_hand(values: list[float]) -> None:
    groups = Groups.of(np.zeros(len(values)))
    baseline = xmr.limits(WILD, Groups.of(np.zeros(12)))

    found = signals(values, groups, baseline)

    assert (found.run.tolist(), found.near.tolist()) == by_hand(values, 13.5, 21.48, 5.52)


@settings(deadline=None)
@given(st.lists(st.one_of(st.just(np.nan), st.integers(-20, 20).map(float)), min_size=1, max_size=40))
def test_upside_down_every_signal_changes_its_direction(values: list[float]) -> None:
    groups = Groups.of(np.zeros(len(values)))
    mirrored = [-value for value in values]

    up = signals(values, groups, xmr.limits(values, groups))
    down = signals(mirrored, groups, xmr.limits(mirrored, groups))

    assert (up.outside == -down.outside).all()
    assert (up.run == -down.run).all()
    assert (up.near == -down.near).all()


def test_limits_that_have_collapsed_say_nothing_about_a_target() -> None:
    limits = xmr.limits([60.0] * 8, Groups.of([0] * 8))

    assert [REACHES[int(code)] for target in (50, 60, 70) for code in reach_codes(target, limits)] == [
        "unknown"
    ] * 3
