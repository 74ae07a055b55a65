"""The plan worked back from the KGI, or forward to it."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, strategies as st

from goalbook.analyse import plan
from goalbook.analyse.plan import PlanSource
from goalbook.analyse.scales import Scales
from goalbook.model.cycle import Cycle
from goalbook.model.values import Operator, Period, Span

Make = Callable[..., Cycle]
DAY = date(2026, 11, 30)
HALF_YEAR = Span(date(2026, 10, 1), date(2027, 3, 31))


def values(cycle: Cycle, day: date = DAY, span: Span | None = None) -> dict[str, float]:
    return {metric: planned.value for metric, planned in plan.plan_values(cycle, day, span).items()}


# ---- the method's worked numbers -----------------------------------------------------


def test_d1_is_worked_back_from_the_kgi(d1: Cycle) -> None:
    planned = plan.plan_values(d1, DAY)
    steps = ["calls", "conversations", "asks", "appointments", "meetings", "proposals", "contracts"]

    assert [planned[step].value for step in steps] == [2500, 1000, 200, 60, 48, 30, 6]
    assert {planned[step].source for step in steps} == {PlanSource.DERIVED}
    assert {planned[step].per for step in steps} == {Period.MONTH}
    assert planned["revenue"].source is PlanSource.TYPED
    assert (planned["win_rate"].value, planned["win_rate"].per) == (0.2, None)
    assert planned["appointments"].value / 4 == 15


def test_d2_each_step_is_made_whole_on_its_own(make_cycle: Make) -> None:
    cycle = make_cycle(
        "won",
        won={"target": "1", "funnel": ["asked", "met", "won"]},
        met={},
        asked={},
        met_rate={"kind": "rate", "of": "met / asked", "target": "50%"},
        win_rate={"kind": "rate", "of": "won / met", "target": "30%"},
    )
    planned = plan.plan_values(cycle, DAY)
    volumes = [planned[step].value for step in ("asked", "met", "won")]

    assert volumes == pytest.approx([6.666667, 3.333333, 1], abs=1e-6)
    assert [plan.required_whole(volume) for volume in volumes] == [7, 4, 1]


@pytest.mark.parametrize(
    ("value", "whole"), [(21 / 0.07, 300), (7 / 0.07, 100), (300.00000000000006, 300), (6.7, 7)]
)
def test_whole_numbers_do_not_jump_because_of_the_last_digits(value: float, whole: int) -> None:
    assert plan.required_whole(value) == whole


@pytest.mark.parametrize(
    ("operator", "numbers", "result"),
    [
        (Operator.PRODUCT, [6, 400_000], 2_400_000),  # 売上 = 契約数 × 平均単価
        (Operator.SUM, [3_000_000, 2_000_000], 5_000_000),  # 売上 = 新規 + 既存
        (Operator.DIFFERENCE, [5_000_000, 3_200_000, 300_000], 1_500_000),  # 粗利 = 売上 - 原価
        (Operator.QUOTIENT, [2_400_000, 6], 400_000),  # 単価 = 売上 / 契約数
        (Operator.QUOTIENT, [1, 0], None),
        (Operator.SUM, [1, None], None),
        (Operator.PRODUCT, [1e200, 1e200], None),
    ],
)
def test_the_relations_of_the_method(
    operator: Operator, numbers: list[float | None], result: float | None
) -> None:
    assert plan.combined(operator, numbers) == result


# ---- general trees -------------------------------------------------------------------


def test_forward_from_the_leaves_when_the_kgi_has_no_target(make_cycle: Make) -> None:
    cycle = make_cycle(
        "revenue",
        revenue={"kind": "amount", "formula": "contracts × price"},
        price={"kind": "ratio", "of": "revenue / contracts", "target": "100"},
        contracts={"funnel": ["calls", "contracts"]},
        calls={"target": "50", "per": "week"},
        rate={"kind": "rate", "of": "contracts / calls", "target": "10%"},
    )

    planned = plan.plan_values(cycle, DAY)

    assert (planned["contracts"].value, planned["revenue"].value) == (5, 500)
    assert planned["revenue"].per is Period.WEEK


def test_the_kgis_own_period_holds_for_what_is_derived(make_cycle: Make) -> None:
    cycle = make_cycle(
        "total",
        total={"formula": "a + b", "per": "quarter"},
        a={"target": "10", "per": "month"},
        b={"target": "20", "per": "month"},
    )

    planned = plan.plan_values(cycle, DAY)["total"]

    assert (planned.value, planned.per) == (90, Period.QUARTER)


@pytest.mark.parametrize(
    ("formula", "target", "given", "unknown"),
    [
        ("a × b × c", "24", {"a": "2", "b": "3"}, ("c", 4)),
        ("a + b + c", "24", {"a": "2", "c": "3"}, ("b", 19)),
        ("a - b - c", "24", {"b": "2", "c": "3"}, ("a", 29)),
        ("a - b - c", "24", {"a": "30", "c": "1"}, ("b", 5)),
        ("a ÷ b", "24", {"b": "2"}, ("a", 48)),
        ("a ÷ b", "24", {"a": "48"}, ("b", 2)),
    ],
)
def test_every_formula_turns_round_to_its_one_unknown_part(
    make_cycle: Make, formula: str, target: str, given: dict[str, str], unknown: tuple[str, float]
) -> None:
    parts = {
        name: {"kind": "level", "target": given[name]} if name in given else {"kind": "level"}
        for name in "abc"
    }
    cycle = make_cycle("top", top={"kind": "level", "formula": formula, "target": target}, **parts)

    assert values(cycle)[unknown[0]] == unknown[1]


def test_two_unknown_parts_stay_unknown(make_cycle: Make) -> None:
    cycle = make_cycle("top", top={"formula": "a × b", "target": "24"}, a={}, b={})

    assert values(cycle) == {"top": 24}


def test_only_the_parts_that_are_known(make_cycle: Make) -> None:
    cycle = make_cycle(
        "revenue",
        revenue={"kind": "amount", "formula": "contracts × price"},
        price={"kind": "ratio", "of": "revenue / contracts"},
        contracts={"funnel": ["calls", "talks", "contracts"]},
        calls={"target": "200"},
        talks={},
        talk_rate={"kind": "rate", "of": "talks / calls", "target": "25%"},
    )

    assert values(cycle) == {"calls": 200, "talks": 50, "talk_rate": 0.25}


def test_a_typed_volume_wins_over_the_derived_one_and_can_be_compared(make_cycle: Make) -> None:
    cycle = make_cycle(
        "contracts",
        contracts={"funnel": ["calls", "talks", "contracts"], "target": "6", "per": "month"},
        talks={"target": "40", "per": "month"},
        calls={},
        win={"kind": "rate", "of": "contracts / talks", "target": "20%"},
        talk_rate={"kind": "rate", "of": "talks / calls", "target": "10%"},
    )

    planned = plan.plan_values(cycle, DAY)
    relation = next(r for r in plan.equations(cycle) if r.result == "contracts")

    assert (planned["talks"].value, planned["calls"].value) == (40, 400)
    assert plan.needed(relation, "contracts", planned, Scales()) == 8
    assert plan.needed(relation, "talks", planned, Scales()) == 30


def test_a_rate_without_a_target_follows_from_two_typed_counts(make_cycle: Make) -> None:
    cycle = make_cycle(
        "won",
        won={"funnel": ["closed", "won"], "target": "60", "per": "month"},
        closed={"target": "100", "per": "month"},
        win={"kind": "rate", "of": "won / closed"},
    )

    win = plan.plan_values(cycle, DAY)["win"]

    assert (win.value, win.per, win.source) == (0.6, None, PlanSource.DERIVED)


def test_no_funnel_and_no_kgi_leave_only_what_was_typed(make_cycle: Make) -> None:
    cycle = make_cycle(
        None,
        rate={"kind": "rate", "of": "bad / all", "target": "5%", "direction": "down"},
        bad={"direction": "down"},
        all={},
    )

    assert values(cycle) == {"rate": 0.05}


def test_relative_targets_need_their_baseline(make_cycle: Make) -> None:
    cycle = make_cycle(
        None,
        a={"target": "+15%", "baseline": "200"},
        b={"target": "+15%"},
        c={"kind": "rate", "of": "a / b", "target": "+3pt", "baseline": "12%"},
    )

    assert values(cycle) == pytest.approx({"a": 230, "c": 0.15})


def test_a_dated_target_moves_everything_below_it(make_cycle: Make) -> None:
    steps = [
        {"from": "2026-10-01", "value": "20%"},
        {"from": "2026-12-01", "value": "10%", "why": "new list"},
    ]
    cycle = make_cycle(
        "won",
        won={"funnel": ["offers", "won"], "target": "6"},
        offers={},
        win={"kind": "rate", "of": "won / offers", "target": steps},
    )

    assert values(cycle, date(2026, 11, 30))["offers"] == 30
    assert values(cycle, date(2026, 12, 1))["offers"] == 60
    assert "offers" not in values(cycle, date(2026, 9, 30))
    assert plan.change_days(cycle) == (date(2026, 10, 1), date(2026, 12, 1))


def test_a_rate_of_zero_needs_no_number_of_cases(make_cycle: Make) -> None:
    cycle = make_cycle(
        "won",
        won={"funnel": ["offers", "won"], "target": "6"},
        offers={},
        win={"kind": "rate", "of": "won / offers", "target": "0%"},
    )

    assert "offers" not in values(cycle)


def test_metrics_in_a_loop_derive_nothing(make_cycle: Make) -> None:
    cycle = make_cycle("a", a={"formula": "b × c", "target": "6"}, b={"formula": "a × c"}, c={"target": "2"})

    assert values(cycle) == {"a": 6, "c": 2}


# ---- periods ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "wanted", "factor"),
    [
        (Period.MONTH, Period.QUARTER, 3),
        (Period.QUARTER, Period.MONTH, 1 / 3),
        (Period.MONTH, Period.CYCLE, 6),
        (Period.CYCLE, Period.QUARTER, 0.5),
        (Period.DAY, Period.WEEK, 7),
        (Period.WEEK, Period.MONTH, 365.2425 / 12 / 7),
    ],
)
def test_periods_are_brought_to_each_other(given: Period, wanted: Period, factor: float) -> None:
    assert Scales(span=HALF_YEAR).factor(given, wanted) == pytest.approx(factor, rel=1e-15)


def test_a_cycle_of_odd_days_is_as_long_as_its_days() -> None:
    fortnight = Span(date(2026, 10, 5), date(2026, 10, 18))

    assert Scales(span=fortnight).factor(Period.WEEK, Period.CYCLE) == 2


def test_without_the_cycles_days_a_month_says_nothing_about_it(make_cycle: Make) -> None:
    cycle = make_cycle(
        "total", total={"formula": "a + b", "target": "120"}, a={"target": "10", "per": "month"}, b={}
    )

    assert "b" not in values(cycle)
    assert values(cycle, span=HALF_YEAR)["b"] == 60


def test_levels_and_means_have_no_period(make_cycle: Make) -> None:
    cycle = make_cycle(
        "revenue",
        revenue={"kind": "amount", "formula": "customers × spend", "target": "1,200", "per": "month"},
        customers={"kind": "level", "target": "30", "per": "quarter"},
        spend={"kind": "ratio", "of": "revenue / customers"},
    )

    planned = plan.plan_values(cycle, DAY)

    assert (planned["spend"].value, planned["customers"].per) == (40, None)


# ---- properties ------------------------------------------------------------------------

RATES = st.lists(st.floats(0.001, 1), min_size=1, max_size=6)


@given(st.integers(0, 10**6), st.floats(-1e-10, 1e-10))
def test_ceil_forgives_noise_and_nothing_else(whole: int, noise: float) -> None:
    assert plan.ceil_tol(whole + noise) == whole
    assert plan.ceil_tol(whole + 1e-6) == whole + 1


@given(st.lists(st.integers(1, 99), min_size=2, max_size=5), st.integers(1, 10**6))
def test_the_product_holds_wherever_the_plan_was_worked_from(
    make_cycle: Make, percents: list[int], target: int
) -> None:
    names = [f"s{number}" for number in range(len(percents) + 1)]
    steps: dict[str, dict[str, str]] = {name: {} for name in names}
    rates = {
        f"r{number}": {"kind": "rate", "of": f"s{number + 1} / s{number}", "target": f"{percent}%"}
        for number, percent in enumerate(percents)
    }
    back = make_cycle(
        names[-1], **(steps | rates | {names[-1]: {"funnel": names, "target": str(target), "per": "month"}})
    )
    derived = plan.plan_values(back, DAY)
    shares = math.prod(percent / 100 for percent in percents)

    assert derived["s0"].value * shares == pytest.approx(target, rel=1e-9)
    for relation in plan.equations(back):
        assert plan.needed(relation, relation.result, derived, Scales()) == pytest.approx(
            derived[relation.result].value
        )
