"""Three lanes: one step to act on, one to find out about, never a forced answer."""

from __future__ import annotations

from dataclasses import replace

from goalbook.analyse.lanes import Lanes, Rules, Step, lanes, priority, recommended

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


def named(found: Lanes) -> tuple[str | None, str | None, list[str]]:
    return (
        found.act_on.metric if found.act_on else None,
        found.find_out.metric if found.find_out else None,
        [step.metric for step in found.above],
    )


def test_worked_example() -> None:
    assert named(lanes(NOVEMBER)) == ("appointment_rate", "win_rate", ["meeting_rate", "average_deal"])


def test_recommended_kpis_follow_the_lanes() -> None:
    found = [step.metric for step in recommended(NOVEMBER)]

    assert found == ["appointment_rate", "connect_rate", "win_rate", "ask_rate"]
    assert [step.metric for step in recommended(NOVEMBER, Rules(chosen=1))] == ["appointment_rate"]


def test_a_stage_stays_when_none_of_its_parts_is_sure() -> None:
    unsure = [replace(step, p_worse=0.7) if step.stage else step for step in NOVEMBER]

    found = lanes(unsure)

    assert found.act_on is not None
    assert found.act_on.metric == "appointments"


def test_what_the_team_cannot_move_is_nothing_to_act_on() -> None:
    fixed = [
        replace(step, controllability=0) if step.metric == "appointment_rate" else step for step in NOVEMBER
    ]

    assert named(lanes(fixed))[0] == "connect_rate"


def test_half_control_weighs_half() -> None:
    step = Step(metric="x", lift=1000.0, p_worse=0.95, controllability=0.5)

    assert priority(step) == 500
    assert priority(replace(step, p_worse=None)) == 0


def test_within_chance_no_bottleneck_is_named() -> None:
    chance = [replace(step, p_worse=0.6) for step in NOVEMBER]

    assert lanes(chance).act_on is None


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
    assert recommended([]) == ()


def test_ties_keep_the_order_of_the_process() -> None:
    twins = [Step(metric=name, contribution=-1.0, lift=5.0, p_worse=0.9) for name in ("first", "second")]

    assert named(lanes(twins))[0] == "first"
