"""Stretch zones."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from builders import a_cycle, a_handbook, a_key_result, a_log, a_metric, a_team, table
from goalbook.analyse import stretch
from goalbook.analyse.stretch import Goal, Past
from goalbook.load.run import load
from goalbook.present import places
from goalbook.tree import WorkingTree


def test_worked_example() -> None:
    """13, 12, 14 in 60 working days; next month has 19."""
    found = stretch.p_count(Goal(target=[10, 13, 16, 20], size=19), 13 + 12 + 14, 60)

    assert found == pytest.approx([0.761977, 0.473869, 0.220692, 0.052204], abs=5e-7)
    assert stretch.zones(found).tolist() == ["achievable", "stretch", "stretch", "unlikely"]


@pytest.mark.parametrize(
    ("probability", "zone"),
    [
        (0.91, "safe"), (0.9, "achievable"), (0.51, "achievable"), (0.5, "stretch"), (0.1, "stretch"),
        (0.0999, "unlikely"), (np.nan, "unknown"),
    ],
)  # fmt: skip
def test_zones_begin_exactly_at_their_bounds(probability: float, zone: str) -> None:
    assert stretch.zones([probability]).tolist() == [zone]


def test_every_zone_has_its_word() -> None:
    assert set(stretch.WORDS) == set(stretch.Zone)


def test_rate_over_planned_cases() -> None:
    found = stretch.p_rate(Goal(target=0.15, size=30), 10, 80)

    assert float(found) == pytest.approx(1 - stats.betabinom(30, 10.5, 70.5).cdf(4))


def test_other_numbers_by_student_t() -> None:
    found = stretch.p_value(Goal(target=5), Past(number=5, mean=4, deviation=1))

    assert float(found) == pytest.approx(stats.t(4).sf(1 / np.sqrt(1.2)))


def test_where_lower_is_better() -> None:
    count = stretch.p_count(Goal(target=12, size=19, is_lower_better=True), 39, 60)
    value = stretch.p_value(Goal(target=5, is_lower_better=True), Past(number=5, mean=4, deviation=1))

    assert float(count) == pytest.approx(1 - 0.473869, abs=5e-7)
    assert float(value) == pytest.approx(stats.t(4).cdf(1 / np.sqrt(1.2)))


@pytest.mark.parametrize(("target", "up", "down"), [(4, 1, 1), (5, 0, 1), (3, 1, 0)])
def test_values_that_never_moved_stay_where_they_are(target: float, up: float, down: float) -> None:
    past = Past(number=5, mean=4, deviation=0)

    assert float(stretch.p_value(Goal(target=target), past)) == up
    assert float(stretch.p_value(Goal(target=target, is_lower_better=True), past)) == down


def test_no_history_is_no_zone() -> None:
    unknown = [
        stretch.p_count(Goal(target=10, size=19), [np.nan, 0], [60, 0]),
        stretch.p_rate(Goal(target=0.2, size=19), [0, np.nan], [0, 30]),
        stretch.p_value(Goal(target=5), Past(number=[3, np.nan], mean=4, deviation=1)),
    ]

    assert np.isnan(unknown).all()
    assert set(stretch.zones(unknown).ravel()) == {"unknown"}


def test_zero_events_in_many_days_are_history() -> None:
    assert 0 < float(stretch.p_count(Goal(target=1, size=19), 0, 60)) < 0.2


def test_two_cycles_are_provisional() -> None:
    assert stretch.is_provisional([1, 2, 3]).tolist() == [True, True, False]


@pytest.mark.parametrize(("months", "zone"), [(1, "unknown"), (2, "unknown"), (3, "safe")])
def test_fewer_than_three_past_months_say_nothing(months: int, zone: str) -> None:
    """One month of 60 calls would make 10 a month look safe."""
    rows = [f"2026-{month:02}-28,calls,60" for month in range(10 - months, 10)]
    cycle = {"metrics": {"calls": a_metric()}}
    goal = {"kr": a_key_result(target="10", per="month")}
    team = a_team(a_cycle("h1", **cycle), a_cycle(**cycle, key_results=goal), logs=[a_log(*rows)])
    (found,) = table(a_handbook(team), "stretch").itertuples()

    assert (found.zone, found.periods, found.fewest, found.is_provisional) == (zone, months, 3, True)
    assert np.isnan(found.p_reach) == (zone == "unknown")


def test_a_rate_that_varies_more_than_by_chance_is_judged_by_its_own_cases() -> None:
    """Cases that move together count as fewer, but the target stays a number of real ones.

    With 32 such cases for 2,016 a target of 62.5 % would be exactly 20 of 32, and all of that one number's
    probability would count as reached: .59. Worked out for the share itself: mean .6303, variance of the
    Beta-binomial times its cases, P(share >= 1,260 of 2,016) = .537.
    """
    loaded = load(WorkingTree(places.example()))
    found = table(loaded.handbook, "stretch").set_index(["team", "key_result"])

    assert found.loc[("pipeline", "kr2"), "p_reach"] == pytest.approx(0.5367, abs=5e-5)
