"""Three lanes: one step to act on, one to find out about, never a forced answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

from goalbook.analyse import lanes as rules
from goalbook.analyse.lanes import Rules, Sorted, Steps


@dataclass(frozen=True, kw_only=True)
class Step:
    metric: str
    stage: str | None = None
    contribution: float | None = None
    lift: float | None = None
    p_worse: float | None = None
    is_withheld: bool = False
    is_open: bool = False
    controllability: float = 1.0


def columns(steps: Sequence[Step], *, result: int = 0) -> Steps:
    names = [step.metric for step in steps]
    known = list(dict.fromkeys([*names, *(step.stage for step in steps if step.stage)]))
    numbers = {
        name: np.array([getattr(step, name) for step in steps], dtype=float)
        for name in ("contribution", "lift", "p_worse", "controllability")
    }
    return Steps(
        result=np.full(len(steps), result),
        name=np.array([known.index(name) for name in names], dtype=int),
        stage=np.array([known.index(step.stage) if step.stage else -1 for step in steps], dtype=int),
        is_withheld=np.array([step.is_withheld for step in steps], dtype=bool),
        is_open=np.array([step.is_open for step in steps], dtype=bool),
        **numbers,
    )


def lanes(steps: Sequence[Step]) -> tuple[Sequence[Step], Sorted]:
    return steps, rules.lanes(columns(steps))


def recommended(steps: Sequence[Step], used: Rules | None = None) -> set[str]:
    found = rules.lanes(columns(steps), used)
    return {step.metric for step, is_wanted in zip(steps, found.is_recommended, strict=True) if is_wanted}


def ranked(steps: Sequence[Step]) -> list[str]:
    found = zip(rules.lanes(columns(steps)).rank, steps, strict=True)
    return [step.metric for rank, step in sorted(found, key=lambda pair: pair[0]) if rank]


_LANES = ("act", "find", "above")
STAGE_LIFT = 1_680_000 * (0.024 / (50 / 2600) - 1)
NOVEMBER = (
    Step(metric="calls", contribution=79172.686364, p_worse=0.023),
    Step(metric="appointments", contribution=-447215.138245, lift=STAGE_LIFT, p_worse=0.948),
    Step(
        metric="connect_rate", stage="appointments", contribution=-103542.94, lift=88421.05, p_worse=0.981528
    ),
    Step(metric="ask_rate", stage="appointments", contribution=-79172.69, lift=67200.0, p_worse=0.725541),
    Step(
        metric="appointment_rate",
        stage="appointments",
        contribution=-264499.51,
        lift=235200.0,
        p_worse=0.866707,
    ),
    Step(metric="meeting_rate", contribution=98490.008337, lift=0.0, p_worse=0.23),
    Step(metric="proposal_rate", contribution=56866.992652, lift=0.0, p_worse=0.4),
    Step(metric="win_rate", contribution=-605804.557444, lift=588000.0, p_worse=0.740386),
    Step(metric="average_deal", contribution=98490.008337),
)


def named(judged: tuple[Sequence[Step], Sorted]) -> tuple[str | None, str | None, list[str]]:
    steps, found = judged
    order = np.argsort(found.place, kind="stable")
    held = {lane: [steps[row].metric for row in order if found.lane[row] == lane] for lane in _LANES}
    return next(iter(held["act"]), None), next(iter(held["find"]), None), held["above"]


def test_worked_example() -> None:
    assert named(lanes(NOVEMBER)) == ("appointment_rate", "win_rate", ["meeting_rate", "average_deal"])


def test_recommended_kpis_follow_the_lanes() -> None:
    first = ["appointment_rate", "connect_rate", "win_rate", "ask_rate"]

    assert recommended(NOVEMBER) == set(first)
    assert ranked(NOVEMBER)[:4] == first
    assert "appointments" not in ranked(NOVEMBER)
    assert recommended(NOVEMBER, Rules(chosen=1)) == {"appointment_rate"}


def test_too_few_cases_are_never_acted_on_and_keep_their_place() -> None:
    few = [replace(step, is_withheld=True) if step.metric == "win_rate" else step for step in NOVEMBER]
    sure = [replace(step, p_worse=0.99) if step.is_withheld else step for step in few]

    assert ranked(few)[:4] == ["appointment_rate", "connect_rate", "win_rate", "ask_rate"]
    assert named(lanes(sure))[:2] == ("appointment_rate", "win_rate")
    assert recommended(sure, Rules(chosen=1)) == {"appointment_rate"}


def test_a_stage_stays_when_none_of_its_parts_is_sure() -> None:
    unsure = [replace(step, p_worse=0.7) if step.stage else step for step in NOVEMBER]

    assert named(lanes(unsure))[0] == "appointments"


def test_what_the_team_cannot_move_is_nothing_to_act_on() -> None:
    fixed = [
        replace(step, controllability=0) if step.metric == "appointment_rate" else step for step in NOVEMBER
    ]

    assert named(lanes(fixed))[0] == "connect_rate"


def test_half_control_weighs_half() -> None:
    step = Step(metric="x", lift=1000.0, p_worse=0.95, controllability=0.5)

    found = rules.priority(columns([step, replace(step, p_worse=None)]))

    assert found.tolist() == [500, 0]


def test_within_chance_no_bottleneck_is_named() -> None:
    chance = [replace(step, p_worse=0.6) for step in NOVEMBER]

    assert named(lanes(chance))[0] is None


def test_unknown_evidence_is_not_a_pass() -> None:
    found = lanes(
        [Step(metric="deal", contribution=-5.0), Step(metric="win", contribution=-3.0, p_worse=0.6)]
    )

    assert named(found) == (None, "deal", [])


def test_a_sure_loss_is_not_something_to_find_out() -> None:
    sure = Step(metric="win", contribution=-9.0, p_worse=0.99, controllability=0)

    assert named(lanes([sure, Step(metric="deal", contribution=-1.0)])) == (None, "deal", [])


def test_rounding_noise_is_neither_above_nor_below_plan() -> None:
    assert named(lanes([Step(metric="a", contribution=-7.0), Step(metric="b", contribution=1e-10)]))[2] == []


def test_empty_lanes_are_an_answer() -> None:
    assert named(lanes([])) == (None, None, [])
    assert recommended([]) == set()


def test_ties_keep_the_order_of_the_process() -> None:
    twins = [Step(metric=name, contribution=-1.0, lift=5.0, p_worse=0.9) for name in ("first", "second")]

    assert named(lanes(twins))[0] == "first"


def test_many_results_are_each_judged_by_themselves() -> None:
    one, other = columns(NOVEMBER), columns(NOVEMBER[::-1], result=1)
    names = Steps.__dataclass_fields__
    both = Steps(**{name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in names})
    found, alone = rules.lanes(both), [rules.lanes(one), rules.lanes(other)]

    for name in Sorted.__dataclass_fields__:
        np.testing.assert_array_equal(
            getattr(found, name), np.concatenate([getattr(each, name) for each in alone])
        )


def test_the_largest_drag_of_all_is_marked() -> None:
    found = rules.lanes(columns(NOVEMBER))

    assert [step.metric for step, is_it in zip(NOVEMBER, found.is_largest, strict=True) if is_it] == [
        "win_rate"
    ]
    assert found.priority[-2] == pytest.approx(588000 * 0.740386 / 0.95)
