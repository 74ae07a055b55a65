"""Required volumes, and their division over months, weeks and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from builders import a_cycle, a_handbook, a_metric, a_team
from goalbook.analyse import volumes
from goalbook.analyse.volumes import Line, Months, Work
from goalbook.model.cycle import Cycle
from goalbook.model.team import Team
from goalbook.model.values import Span

NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))
CLOSED = {"country": "JP", "closed": ["2026-12-29..2027-01-03"]}


def work(
    cycle: Cycle,
    capacities: Sequence[str] = ("100%",) * 4,
    *,
    span: str = "2026-10-01..2027-03-31",
    **company: Any,
) -> Work:
    """A cycle of a team whose members m0, m1, ... work so much."""
    members = {f"m{n}": {"name": "M", "capacity": capacity} for n, capacity in enumerate(capacities)}
    files = replace(a_team(cycle), team=Team.model_validate({"name": "A team", "members": members}))
    found = Work.of(
        a_handbook(files, spans={cycle.cycle: span}, calendar=CLOSED, **company), "team", cycle.cycle
    )
    assert found is not None
    return found


def by_member(found: Work, metric: str) -> Months:
    pieces = volumes.by_member(found, NOVEMBER)
    assert pieces is not None
    return pieces.parts[metric]


def a_plan(**metrics: dict[str, Any]) -> Cycle:
    return a_cycle(metrics={name: a_metric(name=name, **fields) for name, fields in metrics.items()})


def line(lines: tuple[Line, ...], metric: str) -> Line:
    return next(found for found in lines if found.metric == metric)


# ---- the method's worked numbers ----------------------------------------------------------


def test_d1_is_asked_in_every_month(d1: Cycle) -> None:
    found = volumes.lines(work(d1), NOVEMBER)
    steps = ("calls", "conversations", "asks", "appointments", "meetings", "proposals", "contracts")

    assert [line(found, step).required for step in steps] == [2500, 1000, 200, 60, 48, 30, 6]
    assert line(found, "win_rate").required == 0.2
    assert [found[0].metric, found[1].metric, found[2].metric] == ["revenue", "average_deal", "contracts"]


def test_working_days_divide_a_month_over_its_weeks(d1: Cycle) -> None:
    found = volumes.by_week(work(d1), NOVEMBER)

    assert found.workdays == (4, 5, 5, 4, 1)
    assert [span.first.day for span in found.spans] == [2, 9, 16, 23, 30]
    assert found.parts["appointments"] == (13, 16, 16, 12, 3)


def test_working_days_divide_a_cycle_over_its_months() -> None:
    plan = a_plan(asks={"target": "60"})
    found = volumes.by_month(work(plan, span="2026-10-01..2026-12-31"))

    assert found.workdays == (21, 19, 20)
    assert found.parts == {"asks": (21, 19, 20)}


def test_capacity_divides_over_people() -> None:
    found = work(a_plan(calls={"target": "2500", "per": "month"}), ("100%", "100%", "100%", "60%"))

    assert by_member(found, "calls") == (695, 694, 694, 417)


def test_each_step_is_made_whole_on_its_own_after_the_exact_chain() -> None:
    plan = a_plan(
        won={"funnel": ["asks", "met", "won"], "target": "1", "per": "month"},
        asks={},
        met={},
        meet={"kind": "rate", "of": "met / asks", "target": "50%"},
        win={"kind": "rate", "of": "won / met", "target": "30%"},
    )
    found = volumes.lines(work(plan), NOVEMBER)

    assert line(found, "asks").planned.value == pytest.approx(6.666667, abs=1e-6)
    assert (line(found, "asks").required, line(found, "met").required) == (7, 4)


# ---- periods ------------------------------------------------------------------------------


def test_a_target_per_month_is_the_same_in_long_and_short_months(d1: Cycle) -> None:
    found = volumes.by_month(work(d1))

    assert found.workdays == (21, 19, 20, 19, 18, 22)
    assert found.parts["calls"] == (2500,) * 6


def test_a_target_per_quarter_is_divided_within_its_quarter() -> None:
    found = volumes.by_month(work(a_plan(asks={"target": "60", "per": "quarter"})))

    assert found.parts["asks"] == (21, 19, 20, 19, 18, 23)
    assert sum(part or 0 for part in found.parts["asks"]) == 120


def test_a_full_week_has_the_whole_target_of_a_week() -> None:
    found = volumes.by_week(work(a_plan(asks={"target": "10", "per": "week"})), NOVEMBER)

    assert found.parts["asks"][1:3] == (10, 10)


def test_a_target_that_begins_later_asks_nothing_before() -> None:
    later = [{"from": "2026-12-01", "value": "12"}]
    found = work(a_plan(asks={"target": later, "per": "month"}))

    assert volumes.by_month(found).parts["asks"] == (None, None, 12, 12, 12, 12)
    assert found.required("asks", NOVEMBER) is None
    assert volumes.by_week(found, NOVEMBER).parts == {}
    assert volumes.by_member(found, NOVEMBER) == volumes.Pieces(members=("m0", "m1", "m2", "m3"), parts={})


def test_rates_and_levels_are_not_divided() -> None:
    plan = a_plan(
        open_deals={"kind": "level", "target": "40"},
        asks={},
        won={},
        win={"kind": "rate", "of": "won / asks", "target": "20%"},
    )
    found = work(plan)

    assert volumes.by_month(found).parts == {}
    assert line(volumes.lines(found, NOVEMBER), "open_deals").required == 40


def test_amounts_are_divided_to_the_smallest_unit() -> None:
    plan = a_plan(revenue={"kind": "amount", "target": "100", "per": "month"})
    three = ("100%",) * 3

    assert by_member(work(plan, three), "revenue") == (34, 33, 33)
    assert by_member(work(plan, three, currency="USD"), "revenue") == (33.34, 33.33, 33.33)


def test_nobody_works_for_a_team_without_members(d1: Cycle) -> None:
    assert volumes.by_member(work(d1, ()), NOVEMBER) is None
    assert volumes.by_member(work(d1, ("0%",)), NOVEMBER) is None


def test_a_cycle_that_is_not_listed_has_no_work() -> None:
    assert Work.of(a_handbook(a_team(a_cycle("h9"))), "team", "h9") is None


@pytest.mark.parametrize(
    ("day", "first"), [("2026-09-30", 10), ("2026-11-30", 11), ("2026-12-01", 12), ("2027-04-01", 3)]
)
def test_the_period_holds_the_day_or_lies_nearest(d1: Cycle, day: str, first: int) -> None:
    assert work(d1).period(date.fromisoformat(day)).first.month == first


# ---- sums are kept ------------------------------------------------------------------------


@given(
    target=st.integers(0, 10_000),
    per=st.sampled_from(["day", "week", "month", "quarter", "cycle"]),
    capacities=st.lists(st.integers(1, 100), min_size=1, max_size=6),
)
def test_every_division_keeps_the_sum(target: int, per: str, capacities: list[int]) -> None:
    plan = a_plan(asks={"target": str(target), "per": per})
    found = work(plan, [f"{capacity}%" for capacity in capacities])
    months = volumes.by_month(found).parts["asks"]
    required = found.required("asks", NOVEMBER)

    assert required == months[1]
    assert sum(part or 0 for part in volumes.by_week(found, NOVEMBER).parts["asks"]) == required
    assert sum(part or 0 for part in by_member(found, "asks")) == required
    if per == "cycle":
        assert sum(part or 0 for part in months) == target


def test_a_target_that_moves_within_a_month_asks_more_of_the_weeks_after() -> None:
    moving = [{"from": "2026-10-01", "value": "190"}, {"from": "2026-11-16", "value": "380", "why": "More"}]
    found = volumes.by_week(work(a_plan(asks={"target": moving, "per": "month"})), NOVEMBER)

    assert found.workdays == (4, 5, 5, 4, 1)
    assert found.parts["asks"] == (40, 50, 100, 80, 20)
