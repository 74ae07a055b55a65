"""A rate by the day its cases began is not judged before they are closed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pandas as pd
import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, table
from drawn import bodies
from goalbook.model.handbook import Handbook

ROWS = ("2026-10-30,begun,60", "2026-10-30,won,4", "2026-11-27,begun,60", "2026-11-27,won,3")
OCTOBER, JUDGED = date(2026, 12, 15), date(2026, 12, 30)


def book(**rate: Any) -> Handbook:
    metrics = {
        "won": a_metric(name="Won", funnel=["begun", "won"], per="month", target="12"),
        "begun": a_metric(name="Begun"),
        "rate": a_metric(name="Win rate", kind="rate", of="won / begun", target="20%", **rate),
    }
    return a_handbook(
        a_team(a_cycle(kgi="won", metrics=metrics), logs=[a_log(*ROWS)]), languages=["en", "ja"]
    )


COHORT = book(cohort="true", lag_days="60")


def judged(handbook: Handbook, first: str, today: date) -> Any:
    found = table(handbook, "evidence", today)
    is_asked = (found["factor"] == "rate") & (found["period"] == "month") & (found["first"] == first)
    return found[is_asked].iloc[0]


@pytest.mark.parametrize(("today", "is_withheld"), [(OCTOBER, True), (JUDGED, False)])
def test_a_month_is_judged_when_its_cases_are_closed(today: date, *, is_withheld: bool) -> None:
    row = judged(COHORT, "2026-10-01", today)

    assert row["is_withheld"] == is_withheld
    assert pd.isna(row["waits_until"]) != is_withheld


def test_by_the_same_month_it_is_judged_at_its_end() -> None:
    assert not judged(book(), "2026-10-01", OCTOBER)["is_withheld"]
    assert not judged(book(lag_days="60"), "2026-10-01", OCTOBER)["is_withheld"]


def test_a_month_of_open_cases_is_no_signal_and_in_no_limits() -> None:
    found = table(COHORT, "signals", OCTOBER)

    assert (found.loc[found["metric"] == "rate", "baseline_points"] == 0).all()
    assert set(found.loc[found["metric"] == "rate", "signal"]) == {"unknown"}


def test_a_running_month_is_not_forecast() -> None:
    def p_hit(handbook: Handbook) -> Any:
        found = table(handbook, "pace", date(2026, 11, 28))
        return found.loc[(found["metric"] == "rate") & (found["period"] == "month"), "p_hit"].iloc[0]

    assert pd.isna(p_hit(COHORT))
    assert 0 <= p_hit(book()) <= 1


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            ("cases still open, judged from 29 Jan", "is counted by cohort", "judged 60 days after its end"),
        ),
        ("ja", ("決着していない案件があるため、判断は1月29日から", "コホート", "60日後")),
    ],
)
def test_the_page_says_what_is_counted_and_from_when_it_is_judged(
    language: str, lines: tuple[str, ...]
) -> None:
    body = bodies(COHORT, only=["team_diagnosis"], language=language, today=date(2026, 12, 2))
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", body["teams/team/diagnosis/index.md"])).split())

    assert [line for line in lines if line not in page] == []
