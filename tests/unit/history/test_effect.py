"""What changes do, on plans of many shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from goalbook.history.compare import compare
from goalbook.history.effect import Effect, effects
from goalbook.load.loaded import Loaded
from goalbook.model.values import Period

TODAY = date(2026, 11, 30)
CYCLE = "goals/teams/sales-1/fy2026-h2.yml"
FUNNEL = """\
kgi: revenue
metrics:
  revenue: {name: Revenue, kind: amount, formula: contracts × deal, target: 240万円, per: month}
  deal: {name: Deal, kind: ratio, of: revenue / contracts, target: 40万円}
  contracts: {name: Contracts, kind: count, funnel: [calls, appointments, proposals, contracts]}
  appointments: {name: Appointments, kind: count, funnel: [calls, talks, appointments]}
  calls: {name: Calls, kind: count}
  talks: {name: Talks, kind: count}
  proposals: {name: Proposals, kind: count}
  talk_rate: {name: Talk rate, kind: rate, of: talks / calls, target: 40%}
  ask_rate: {name: Ask rate, kind: rate, of: appointments / talks, target: 10%}
  proposal_rate: {name: Proposal rate, kind: rate, of: proposals / appointments, target: 50%}
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals, target: 20%}
"""
SUM = """\
kgi: sales
metrics:
  sales: {name: Sales, kind: amount, formula: fresh + repeat, target: 300万円, per: month}
  fresh: {name: New, kind: amount, target: 100万円, per: month}
  repeat: {name: Repeat, kind: amount, target: 200万円, per: month}
"""

Of = Callable[[Any, Any], tuple[Effect, ...]]


@pytest.fixture
def of(read: Callable[[Any], Loaded]) -> Of:
    """The effects of the change from one set of files to another."""

    def run(before: Any, after: Any) -> tuple[Effect, ...]:
        old, new = read(before).handbook, read(after).handbook
        return tuple(effects(old, new, tuple(compare(old, new)), TODAY))

    return run


def one(found: tuple[Effect, ...]) -> Effect:
    [effect] = found
    return effect


def kgi(effect: Effect) -> tuple[float | None, float | None]:
    name = effect.plans.kgi or ""
    sides = (effect.plans.before.get(name), effect.plans.after.get(name))
    before, after = (round(side.value, 6) if side else None for side in sides)
    return before, after


def volumes(effect: Effect) -> Mapping[str, tuple[float, float]]:
    return {
        volume.metric: (round(volume.before.value, 6), round(volume.needed.value, 6))
        for volume in effect.volumes
    }


def test_a_lower_rate_brings_less_and_takes_more(of: Of) -> None:
    effect = one(of(FUNNEL, FUNNEL.replace("target: 20%", "target: 16%")))

    assert kgi(effect) == (2_400_000, 1_920_000)
    assert volumes(effect) == {"proposals": (30, 37.5), "calls": (1500, 1875)}
    assert effect.lowers
    assert effect.is_mid_cycle


def test_a_rate_deep_in_the_funnel_reaches_the_kgi(of: Of) -> None:
    effect = one(of(FUNNEL, FUNNEL.replace("target: 40%", "target: 30%")))

    assert kgi(effect) == (2_400_000, 1_800_000)
    assert volumes(effect) == {"calls": (1500, 2000)}


def test_two_rates_that_cancel_out_do_not_move_the_plan(of: Of) -> None:
    after = FUNNEL.replace("target: 40%", "target: 50%").replace("target: 10%", "target: 8%")
    effect = one(of(FUNNEL, after))

    assert not effect.is_goal_touched
    assert volumes(effect) == {}


def test_a_raised_kgi_takes_more_of_the_first_step(of: Of) -> None:
    effect = one(of(FUNNEL, FUNNEL.replace("240万円", "300万円")))

    assert kgi(effect) == (2_400_000, 3_000_000)
    assert volumes(effect) == {"calls": (1500, 1875)}
    assert effect.raises


def test_a_typed_volume_that_falls_brings_less(of: Of) -> None:
    typed = FUNNEL.replace(
        "calls: {name: Calls, kind: count}", "calls: {name: Calls, kind: count, target: 1500, per: month}"
    )
    effect = one(of(typed, typed.replace("target: 1500", "target: 1200")))

    assert kgi(effect) == (2_400_000, 1_920_000)
    assert volumes(effect) == {}, "to keep the KGI it takes as many calls as before"


def test_a_kgi_without_a_target_follows_from_its_volumes(of: Of) -> None:
    free = FUNNEL.replace(" target: 240万円,", "").replace(
        "calls: {name: Calls, kind: count}", "calls: {name: Calls, kind: count, target: 1500, per: month}"
    )
    effect = one(of(free, free.replace("target: 20%", "target: 16%")))

    assert kgi(effect) == (2_400_000, 1_920_000)
    assert volumes(effect)["calls"] == (1500, 1875)


def test_a_part_of_a_sum_moves_the_sum_alone(of: Of) -> None:
    effect = one(of(SUM, SUM.replace("100万円", "80万円")))

    assert kgi(effect) == (3_000_000, 2_800_000)
    assert volumes(effect) == {}, "which of the others makes up for it is not for us to say"


def test_a_plan_that_did_not_agree_before_says_so(of: Of) -> None:
    wrong = SUM.replace("300万円", "400万円")
    effect = one(of(wrong, wrong.replace("100万円", "80万円")))

    assert effect.plans.is_unclear
    assert not effect.is_goal_touched


def test_what_an_author_rounded_does_not_look_like_a_change(of: Of) -> None:
    rounded = FUNNEL.replace(
        "calls: {name: Calls, kind: count}", "calls: {name: Calls, kind: count, target: 1501, per: month}"
    )
    effect = one(of(rounded, rounded.replace("target: 20%", "target: 16%")))

    assert kgi(effect) == (2_400_000, 1_920_000)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FUNNEL, FUNNEL.replace("name: Calls", "name: Phone calls")),
        (FUNNEL.replace("kgi: revenue\n", ""), FUNNEL.replace("kgi: revenue\n", "").replace("20%", "16%")),
        (
            FUNNEL.replace(" target: 240万円,", ""),
            FUNNEL.replace(" target: 240万円,", "").replace("20%", "16%"),
        ),
    ],
    ids=["a name", "no KGI", "a KGI nobody planned"],
)
def test_what_does_not_reach_the_plan_says_nothing_of_it(of: Of, before: str, after: str) -> None:
    effect = one(of(before, after))

    assert not effect.is_goal_touched
    assert volumes(effect) == {}
    assert effect.workload is None


def test_a_step_below_which_nothing_is_planned_stays_as_it_was(of: Of) -> None:
    before = FUNNEL.replace(", target: 40%", "")
    effect = one(of(before, before.replace("target: 20%", "target: 16%")))

    assert kgi(effect) == (2_400_000, 1_920_000)
    assert volumes(effect) == {"proposals": (30, 37.5)}


def test_a_renamed_rate_that_moves_is_the_same_rate(of: Of) -> None:
    after = FUNNEL.replace("win_rate: {", "win: {was: win_rate, ").replace("target: 20%", "target: 16%")

    assert kgi(one(of(FUNNEL, after))) == (2_400_000, 1_920_000)


def test_every_day_on_which_something_moves_has_its_effect(of: Of) -> None:
    days = (("2026-10-01", 20), ("2026-12-01", 16), ("2027-02-01", 18))
    series = f"target: [{', '.join(f'{{from: {day}, value: {share}%}}' for day, share in days)}]"
    found = of(FUNNEL, FUNNEL.replace("target: 20%", series))

    assert [(effect.day.isoformat(), kgi(effect)[1]) for effect in found] == [
        ("2026-12-01", 1_920_000),
        ("2027-02-01", 2_160_000),
    ]


def test_working_days_are_those_of_the_month_it_takes_effect(of: Of) -> None:
    december = "target: [{from: 2026-10-01, value: 20%}, {from: 2026-12-01, value: 16%}]"
    effect = one(of(FUNNEL, FUNNEL.replace("target: 20%", december)))

    assert effect.workload is not None
    # 23 working days without closed ones, two people: 1,500 calls are 32.6 each.
    assert (round(effect.workload.before, 2), round(effect.workload.needed, 2)) == (32.61, 40.76)
    assert effect.volumes[0].before.per is Period.MONTH


KEY_RESULTS = """\
objectives:
  o:
    title: Grow
    key_results:
      kr: {title: It, %s}
"""


@pytest.mark.parametrize(
    ("result", "after", "state"),
    [
        ("metric: revenue, per: cycle, target: 1440万円", "16%", (True, False)),
        ("metric: revenue, per: month, target: 200万円", "16%", (True, False)),
        ("metric: revenue, over: 3 months, target: 720万円", "16%", (True, False)),
        ("metric: revenue, per: month, baseline: 200万円, target: +20%", "16%", (True, False)),
        ("metric: win_rate, target: 18%", "16%", (True, False)),
        ("metric: win_rate, target: 15%", "16%", None),
        ("metric: win_rate, baseline: 10%, target: +8pt", "16%", (True, False)),
        ("metric: revenue, per: month, target: 250万円", "25%", (False, True)),
        ("metric: contracts, per: month, each: member, target: 3", "16%", (True, False)),
        ("metric: calls, per: month, target: 1500", "16%", None),
        ("metric: revenue, baseline_from: fy2026-h1, target: +15%", "16%", None),
        ("metric: nobody, target: 3", "16%", None),
        ("rubric: [a, b], target: 2", "16%", None),
        ("metric: revenue", "16%", None),
    ],
)
def test_key_results_that_the_plan_no_longer_reaches(
    of: Of, result: str, after: str, state: tuple[bool, bool] | None
) -> None:
    before = FUNNEL + KEY_RESULTS % result
    effect = one(of(before, before.replace("target: 20%", f"target: {after}")))
    found = [(promise.before.is_reached, promise.after.is_reached) for promise in effect.promises]

    assert found == ([state] if state else [])


def test_an_earlier_cycle_s_result_is_read_from_the_log(of: Of) -> None:
    rows = "date,metric,value,from\n2026-04-30,revenue,2000000,\n2026-09-30,revenue,10000000,2026-05-01\n"
    files = {
        CYCLE: "cycle: fy2026-h2\n"
        + FUNNEL
        + KEY_RESULTS % "metric: revenue, baseline_from: fy2026-h1, target: +15%",
        "goals/teams/sales-1/log/progress/h1.csv": rows,
    }
    effect = one(of(files, {**files, CYCLE: files[CYCLE].replace("target: 20%", "target: 16%")}))
    [promise] = effect.promises

    assert promise.after.baseline == pytest.approx(2_000_000)
    assert (promise.before.is_reached, promise.after.is_reached) == (True, False)


def agreed(day: str) -> str:
    return f"- {{date: {day}, will_do: I ask}}\n"


@pytest.mark.parametrize(
    ("sato", "ito", "members"),
    [
        ("2026-10-05", "2026-11-05", ("sato", "ito")),
        ("2026-10-05", "2026-12-01", ("sato",)),
        ("2026-10-05", "", ("sato",)),
        ("", "", ()),
    ],
)
def test_agreements_given_before_the_day_are_to_renew(
    of: Of, sato: str, ito: str, members: tuple[str, ...]
) -> None:
    series = "target: [{from: 2026-10-01, value: 20%}, {from: 2026-12-01, value: 16%}]"
    files = {
        f"goals/teams/sales-1/agreements/fy2026-h2/{name}.yml": agreed(day)
        for name, day in (("sato", sato), ("ito", ito))
        if day
    }
    before = {**files, CYCLE: f"cycle: fy2026-h2\n{FUNNEL}"}
    effect = one(of(before, {**before, CYCLE: before[CYCLE].replace("target: 20%", series)}))

    assert effect.renewal.members == members


def test_words_alone_leave_agreements_in_force(of: Of) -> None:
    before = {
        "goals/teams/sales-1/agreements/fy2026-h2/sato.yml": agreed("2026-10-05"),
        CYCLE: f"cycle: fy2026-h2\n{FUNNEL}",
    }
    effect = one(of(before, {**before, CYCLE: before[CYCLE].replace("name: Calls", "name: Phone calls")}))

    assert effect.renewal.members == ()


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        ("2026-11-30,proposals,27\n2026-11-30,contracts,4\n", (4, 27)),
        ("2026-11-30,proposals,27\n2026-11-30,contracts,9\n", None),
        ("2026-10-30,proposals,27\n2026-10-30,contracts,4\n", None),
        ("2026-11-30,proposals,27\n", None),
        ("2026-11-30,proposals,0\n2026-11-30,contracts,0\n", None),
        ("2026-11-30,proposals,\n2026-11-30,contracts,\n", None),
    ],
    ids=["below", "above", "another month", "one side", "no cases", "not reported"],
)
def test_the_last_whole_month_beside_the_target_it_had(
    of: Of, rows: str, seen: tuple[int, int] | None
) -> None:
    before = {
        CYCLE: f"cycle: fy2026-h2\n{FUNNEL}",
        "goals/teams/sales-1/log/progress/h2.csv": f"date,metric,value\n{rows}",
    }
    effect = one(of(before, {**before, CYCLE: before[CYCLE].replace("target: 20%", "target: 16%")}))

    assert (effect.evidence and (effect.evidence.hits, effect.evidence.cases)) == seen


def test_before_a_cycle_begins_nothing_is_lowered_in_mid_cycle(read: Callable[[Any], Loaded]) -> None:
    old, new = read(FUNNEL).handbook, read(FUNNEL.replace("target: 20%", "target: 16%")).handbook
    effect = one(tuple(effects(old, new, tuple(compare(old, new)), date(2026, 9, 1))))

    assert not effect.is_mid_cycle
    assert not effect.lowers
