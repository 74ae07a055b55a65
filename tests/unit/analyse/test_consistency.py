"""Key results beside the plan and beside each other: the column's four, then other shapes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from goalbook.analyse import consistency
from goalbook.analyse.consistency import Terms
from goalbook.analyse.periods import Ruler
from goalbook.analyse.promises import Contradiction, Fit, Promise
from goalbook.model.cycle import Cycle
from goalbook.model.objective import Objective
from goalbook.model.values import Period, Span

Make = Callable[..., Cycle]
RULER = Ruler(span=Span(date(2026, 10, 1), date(2027, 3, 31)), year_starts=4)


def terms(cycle: Cycle, members: int = 4, /, **results: dict[str, Any]) -> Terms:
    """The cycle with one objective of these key results."""
    titled = {name: {"title": name, **fields} for name, fields in results.items()}
    objective = Objective.model_validate({"title": "An objective", "key_results": titled})
    return Terms(
        cycle=cycle.model_copy(update={"objectives": {"o": objective}}), ruler=RULER, members=members
    )


def promise(found: Terms) -> Promise:
    (only,) = consistency.promises(found)
    return only


def fit(found: Terms) -> Fit:
    (only,) = consistency.fits(found, consistency.promises(found))
    return only


def contradictions(found: Terms) -> list[Contradiction]:
    return list(consistency.contradictions(found, consistency.promises(found)))


# ---- the column's key results -----------------------------------------------------------


def test_a_floor_of_15_percent_is_600_000_short_of_the_plan(d1: Cycle) -> None:
    found = fit(terms(d1, kr2={"metric": "win_rate", "over": "3 months", "target": "15%"}))

    assert (found.plan, found.is_below_plan, found.has_reason) == (0.2, True, False)
    assert (found.kgi, found.kgi_per, found.kgi_plan) == ("revenue", Period.MONTH, 2_400_000)
    assert found.kgi_if == pytest.approx(1_800_000)
    assert found.kgi_gap == pytest.approx(-600_000)


def test_15_appointments_at_30_percent_need_50_asks(d1: Cycle) -> None:
    found = terms(d1, kr1={"metric": "appointments", "each": "member", "per": "month", "target": "15"})
    need = consistency.need(found, promise(found))

    assert (promise(found).target, promise(found).heads, promise(found).per) == (60, 4, Period.MONTH)
    assert (fit(found).plan, fit(found).is_below_plan) == (60, False)
    assert need is not None
    assert (need.metric, need.rate_metric, need.rate, need.target) == ("asks", "appointment_rate", 0.3, 15)
    assert need.value == pytest.approx(50)


def test_a_rate_at_its_plan_changes_nothing(d1: Cycle) -> None:
    found = terms(d1, kr3={"metric": "appointment_rate", "target": "30%"})

    assert fit(found).kgi_if == pytest.approx(2_400_000)
    assert not fit(found).is_below_plan
    assert consistency.need(found, promise(found)) is None


def test_a_change_on_an_earlier_cycle_is_not_known_from_the_files(d1: Cycle) -> None:
    kr4 = {"metric": "revenue", "baseline_from": "fy2026-h1", "target": "+15%"}

    assert consistency.promises(terms(d1, kr4=kr4)) == ()


def test_a_change_on_a_typed_baseline_is_known(d1: Cycle) -> None:
    found = fit(terms(d1, kr4={"metric": "revenue", "baseline": "12,522,000", "target": "+15%"}))

    assert found.promise.target == pytest.approx(14_400_300)
    assert (found.plan, found.is_below_plan) == (14_400_000, False)


# ---- figures ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "target", "plan"),
    [
        ({"per": "month", "target": "50"}, 50, 60),
        ({"per": "quarter", "target": "180"}, 180, 180),
        ({"over": "3 months", "target": "150"}, 50, 60),
        ({"target": "300"}, 300, 360),
        ({"target": "150", "due": "2026-12-31"}, 150, 180),
        ({"target": "75", "each": "member"}, 300, 360),
    ],
)
def test_plan_and_promise_speak_of_the_same_time(
    d1: Cycle, fields: dict[str, Any], target: float, plan: float
) -> None:
    found = fit(terms(d1, kr={"metric": "appointments", **fields}))

    assert found.promise.target == pytest.approx(target)
    assert found.plan == pytest.approx(plan)
    assert found.is_below_plan is (target < plan)
    assert found.kgi_if == pytest.approx(2_400_000 * target / plan)


def test_a_total_adds_up_a_plan_that_moves(make_cycle: Make) -> None:
    moving = [{"from": "2026-10-01", "value": "10"}, {"from": "2026-12-01", "value": "20", "why": "More"}]
    cycle = make_cycle("calls", calls={"target": moving, "per": "month"})

    assert fit(terms(cycle, kr={"metric": "calls", "target": "100"})).plan == pytest.approx(100)
    assert fit(terms(cycle, kr={"metric": "calls", "target": "20", "due": "2026-11-30"})).plan == 20


def test_less_is_more_where_lower_is_better(make_cycle: Make) -> None:
    cycle = make_cycle(
        "late",
        late={"kind": "rate", "of": "breaches / visits", "direction": "down", "target": "5%"},
        breaches={},
        visits={},
    )

    assert fit(terms(cycle, kr={"metric": "late", "target": "8%"})).is_below_plan
    assert not fit(terms(cycle, kr={"metric": "late", "target": "4%"})).is_below_plan


def test_an_arrow_says_nothing_about_the_kgi(d1: Cycle) -> None:
    rate = d1.metrics["discovery_rate"].model_copy(update={"target": d1.metrics["win_rate"].target})
    cycle = d1.model_copy(update={"metrics": {**d1.metrics, "discovery_rate": rate}})
    found = fit(terms(cycle, kr={"metric": "discovery_rate", "target": "10%"}))

    assert (found.is_below_plan, found.kgi_if, found.kgi_gap) == (True, None, None)


def test_a_sum_moves_by_what_its_part_moves(make_cycle: Make) -> None:
    cycle = make_cycle(
        "all",
        all={"formula": "new + old", "target": "100", "per": "month"},
        new={"target": "30", "per": "month"},
        old={},
    )
    found = fit(terms(cycle, kr={"metric": "new", "per": "month", "target": "20"}))

    assert found.kgi_if == pytest.approx(90)
    assert found.kgi_gap == pytest.approx(-10)


def test_a_plan_that_was_rounded_is_no_news(make_cycle: Make) -> None:
    cycle = make_cycle(
        "won",
        won={"funnel": ["asks", "won"], "target": "7", "per": "month"},
        asks={"target": "24", "per": "month"},
        win={"kind": "rate", "of": "won / asks", "target": "30%"},
    )

    assert fit(terms(cycle, kr={"metric": "win", "target": "30%"})).kgi_gap == 0


@given(share=st.floats(0.05, 3))
def test_in_a_funnel_the_kgi_moves_in_proportion(share: float) -> None:
    cycle = Cycle.model_validate(
        {
            "cycle": "h2",
            "kgi": "won",
            "metrics": {
                "won": {"name": "won", "kind": "count", "funnel": ["asks", "won"], "target": "60"},
                "asks": {"name": "asks", "kind": "count"},
                "win": {"name": "win", "kind": "rate", "of": "won / asks", "target": "20%"},
            },
        }
    )
    found = terms(cycle, kr={"metric": "asks", "target": f"{300 * share:.9f}"})

    assert fit(found).kgi_if == pytest.approx(60 * share)


# ---- key results against each other -------------------------------------------------------


def test_two_targets_for_one_metric_contradict_each_other(d1: Cycle) -> None:
    kr1 = {"metric": "appointments", "per": "month", "each": "member", "target": "15"}
    kr2 = {"metric": "appointments", "per": "month", "target": "50"}
    (found,) = contradictions(terms(d1, kr1=kr1, kr2=kr2))

    assert (found.promise.key_result, found.others[0].key_result) == ("kr2", "kr1")
    assert (found.promise.target, found.reached) == (50, 60)


@pytest.mark.parametrize(
    "other",
    [
        {"per": "month", "target": "60"},
        {"per": "month", "target": "70", "type": "aspirational"},
        {"per": "month", "target": "50", "due": "2026-12-31"},
        {"target": "300"},
    ],
)
def test_another_time_or_ambition_is_no_contradiction(d1: Cycle, other: dict[str, Any]) -> None:
    kr1 = {"metric": "appointments", "per": "month", "each": "member", "target": "15"}

    assert contradictions(terms(d1, kr1=kr1, kr2={"metric": "appointments", **other})) == []


def test_parts_that_do_not_reach_the_whole_are_told(d1: Cycle) -> None:
    found = terms(
        d1,
        kr1={"metric": "appointments", "per": "month", "each": "member", "target": "15"},
        kr2={"metric": "asks", "per": "month", "target": "150"},
        kr3={"metric": "appointment_rate", "target": "30%"},
    )
    (only,) = contradictions(found)

    assert only.promise.key_result == "kr1"
    assert [other.key_result for other in only.others] == ["kr2", "kr3"]
    assert only.reached == pytest.approx(45)


def test_parts_that_reach_more_than_the_whole_are_fine(d1: Cycle) -> None:
    found = terms(
        d1,
        kr1={"metric": "appointments", "per": "month", "target": "60"},
        kr2={"metric": "asks", "per": "month", "target": "250"},
        kr3={"metric": "appointment_rate", "target": "30%"},
    )

    assert contradictions(found) == []


def test_less_than_one_case_is_rounding(make_cycle: Make) -> None:
    cycle = make_cycle(
        "won",
        won={"funnel": ["asks", "won"], "target": "7"},
        asks={},
        win={"kind": "rate", "of": "won / asks", "target": "33%"},
    )
    found = terms(
        cycle,
        kr1={"metric": "won", "target": "7"},
        kr2={"metric": "asks", "target": "20"},
        kr3={"metric": "win", "target": "33%"},
    )

    assert contradictions(found) == []


def test_a_metric_outside_the_plan_is_left_out(d1: Cycle) -> None:
    assert consistency.fits(*_without_plan(d1)) == ()


def _without_plan(d1: Cycle) -> tuple[Terms, tuple[Promise, ...]]:
    found = terms(d1, kr={"metric": "discovery_rate", "target": "10%"})
    return found, consistency.promises(found)
