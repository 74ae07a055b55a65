"""What open cases can only add to: there a result that more cannot change stands already."""

from __future__ import annotations

from datetime import date

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, table
from goalbook.analyse import cohorts
from goalbook.model.cycle import Cycle


def a_cohort(formula: str, **fields: str) -> Cycle:
    """A KGI by this formula in a cycle whose wins wait 60 days for their cases."""
    metrics = {
        "kgi": a_metric(kind="amount", per="month", formula=formula, target="1000", **fields),
        "won": a_metric(funnel=["begun", "won"]),
        "begun": a_metric(),
        "rate": a_metric(kind="rate", of="won / begun", target="20%", cohort="true", lag_days="60"),
        "other": a_metric(kind="amount"),
        "deal": a_metric(kind="ratio", of="kgi / won"),
    }
    return a_cycle(kgi="kgi", metrics=metrics)


@pytest.mark.parametrize(
    ("formula", "is_growing"),
    [("won * deal", True), ("won + other", True), ("other ÷ won", False), ("other - won", False)],
)
def test_hits_their_rate_and_what_is_added_or_multiplied_grow(formula: str, *, is_growing: bool) -> None:
    cycle = a_cohort(formula)

    assert cohorts.growing(cycle) == {"won", "rate"} | ({"kgi"} if is_growing else set())
    assert cohorts.wait_days(cycle)["kgi"] == 60


@pytest.mark.parametrize(
    ("formula", "direction", "actual", "expected"),
    [
        ("won * deal", "up", 1200, "met"),
        ("won * deal", "up", 800, "running"),
        ("other ÷ won", "down", 1200, "running"),  # more wins make a win cheaper
        ("other - won", "up", 1200, "running"),
    ],
)
def test_a_result_stands_early_only_where_more_cases_cannot_change_it(
    formula: str, direction: str, actual: int, expected: str
) -> None:
    team = a_team(a_cohort(formula, direction=direction), logs=[a_log(f"2026-10-30,kgi,{actual}")])

    found = table(a_handbook(team), "attainment", date(2026, 11, 30))
    october = found[
        (found["metric"] == "kgi") & (found["period"] == "month") & (found["first"] == "2026-10-01")
    ]

    assert october["result"].tolist() == [expected]


@pytest.mark.parametrize(
    ("of", "days", "is_growing"),
    [
        ("won / asked", 60, True),  # open cases can only win
        ("other / won", 60, False),  # a win gets cheaper with every case that closes
        ("other / asked", 0, False),
    ],
)
def test_a_fraction_of_what_waits_waits_also_where_it_is_no_cohort_itself(
    of: str, days: int, *, is_growing: bool
) -> None:
    known = a_cohort("won * deal")
    cycle = a_cycle(
        kgi="kgi",
        metrics={**known.metrics, "asked": a_metric(), "new": a_metric(kind="ratio", of=of)},
    )

    assert cohorts.wait_days(cycle).get("new", 0) == days
    assert ("new" in cohorts.growing(cycle)) == is_growing


def test_a_rate_whose_cases_are_still_coming_can_fall() -> None:
    """A chain of cohorts: proposals come of what was begun, and wins of proposals."""
    metrics = {
        "begun": a_metric(),
        "proposals": a_metric(),
        "won": a_metric(),
        "asked": a_metric(kind="rate", of="proposals / begun", cohort="true", lag_days="30"),
        "rate": a_metric(kind="rate", of="won / proposals", cohort="true", lag_days="60"),
    }
    cycle = a_cycle(metrics=metrics)

    assert cohorts.wait_days(cycle) == {"asked": 30, "proposals": 30, "won": 60, "rate": 60}
    assert cohorts.growing(cycle) == {"asked", "proposals", "won"}


def test_a_link_without_a_declared_rate_waits_for_both_its_counts() -> None:
    metrics = {
        "begun": a_metric(),
        "proposed": a_metric(),
        "won": a_metric(funnel=["begun", "proposed", "won"]),
        "whole": a_metric(kind="rate", of="won / begun", cohort="true", lag_days="60"),
    }
    team = a_team(a_cycle(kgi="won", metrics=metrics), logs=[a_log("2026-10-30,won,1")])

    found = table(a_handbook(team), "factors", date(2026, 11, 30)).set_index("factor")["wait_days"]

    assert found.to_dict() == {
        "begun": 0,
        "proposed": 0,
        "won": 60,
        "whole": 60,
        "proposed/begun": 0,
        "won/proposed": 60,
    }


def test_hits_that_are_added_up_of_parts_grow_too() -> None:
    metrics = {
        "won": a_metric(formula="small + large"),
        "small": a_metric(),
        "large": a_metric(),
        "begun": a_metric(),
        "rate": a_metric(kind="rate", of="won / begun", cohort="true", lag_days="60"),
    }

    assert cohorts.growing(a_cycle(metrics=metrics)) == {"won", "rate"}


def test_a_share_of_what_comes_late_can_fall() -> None:
    metrics = {
        "won": a_metric(),
        "begun": a_metric(lag_days="30"),
        "rate": a_metric(kind="rate", of="won / begun", cohort="true", lag_days="60"),
    }

    assert cohorts.growing(a_cycle(metrics=metrics)) == {"won"}
