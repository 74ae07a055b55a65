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
