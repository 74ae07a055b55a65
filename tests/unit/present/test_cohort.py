"""A rate by the day its cases began is not judged before they are closed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pandas as pd
import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, table, tables
from drawn import bodies
from goalbook.model.handbook import Handbook

ROWS = ("2026-10-30,begun,60", "2026-10-30,won,4", "2026-11-27,begun,60", "2026-11-27,won,3")
OCTOBER, JUDGED = date(2026, 12, 15), date(2026, 12, 30)


KEY_RESULT = {"title": "Win rate 20 %", "metric": "rate", "baseline": "10%", "target": "20%"}


def book(**rate: Any) -> Handbook:
    metrics = {
        "won": a_metric(name="Won", funnel=["begun", "won"], per="month", target="12"),
        "begun": a_metric(name="Begun"),
        "rate": a_metric(name="Win rate", kind="rate", of="won / begun", target="20%", **rate),
    }
    return a_handbook(
        a_team(a_cycle(kgi="won", metrics=metrics, key_results={"kr": KEY_RESULT}), logs=[a_log(*ROWS)]),
        languages=["en", "ja"],
    )


COHORT = book(cohort="true", lag_days="60")


def judged(handbook: Handbook, first: str, today: date, factor: str = "rate") -> Any:
    found = table(handbook, "evidence", today)
    is_asked = (found["factor"] == factor) & (found["period"] == "month") & (found["first"] == first)
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
    assert set(found.loc[found["metric"] == "won", "signal"]) == {"unknown"}
    assert not found.loc[found["metric"] == "won", "is_baseline"].any()


@pytest.mark.parametrize(("today", "is_open"), [(OCTOBER, True), (JUDGED, False)])
def test_hits_alone_are_judged_with_the_rate(today: date, *, is_open: bool) -> None:
    """Wins of open cases are yet to come: 4 of 12 planned is a fact so far and no evidence."""
    won = judged(COHORT, "2026-10-01", today, "won")
    begun = judged(COHORT, "2026-10-01", today, "begun")
    heads = table(COHORT, "headlines", today)
    head = heads[(heads["period"] == "month") & (heads["first"] == "2026-10-01")].iloc[0]

    assert won["is_withheld"] == is_open
    assert not begun["is_withheld"]
    assert pd.isna(head["chance"]) == is_open
    assert pd.isna(head["waits_until"]) != is_open


def in_money(**given: Any) -> Handbook:
    """The same with revenue made of what was won, logged by the day the case began."""
    metrics = {
        "revenue": a_metric(
            name="Revenue", kind="amount", unit="JPY", formula="won * deal", per="month", target="2400000"
        ),
        "won": a_metric(name="Won", funnel=["begun", "won"], per="month"),
        "begun": a_metric(name="Begun"),
        "rate": a_metric(
            name="Win rate", kind="rate", of="won / begun", target="20%", cohort="true", lag_days="60"
        ),
        "deal": a_metric(name="Deal", kind="ratio", unit="JPY", of="revenue / won", target="200000"),
    }
    rows = (*ROWS, "2026-10-30,revenue,800000", "2026-11-27,revenue,600000")
    cycle = a_cycle(kgi="revenue", metrics=metrics, kpis={"rate": {}}, **given)
    return a_handbook(a_team(cycle, logs=[a_log(*rows)]), languages=["en", "ja"])


@pytest.mark.parametrize(("today", "is_open"), [(OCTOBER, True), (JUDGED, False)])
def test_revenue_of_open_cases_is_neither_missed_nor_a_signal(today: date, *, is_open: bool) -> None:
    built = tables(in_money(), "attainment", "ranking", "signals", today=today)

    def of_october(key: str, **named: str) -> pd.DataFrame:
        found = built.frame(key)
        asked = {"period": "month", "first": "2026-10-01", **named}
        return found[pd.concat([found[name] == value for name, value in asked.items()], axis=1).all(axis=1)]

    results = of_october("attainment").set_index("metric")["result"].astype("object")
    ranks = of_october("ranking").set_index("factor")

    assert results["revenue"] == results["rate"] == ("running" if is_open else "missed")
    assert set(of_october("signals", metric="revenue")["is_last"]) == {not is_open}
    assert bool(ranks.loc["rate", "is_recommended"]) != is_open
    assert ranks["lift"].isna().all() == is_open
    assert (ranks.loc["rate", "finding"] == "") == is_open or ranks.loc["rate", "is_recommended"]


def test_what_is_open_is_no_part_of_a_metrics_history() -> None:
    found = table(COHORT, "complete-periods", OCTOBER)
    names = table(COHORT, "factors", OCTOBER)["factor"].astype("object")

    assert set(names[found["factor_row"]]) == {"begun"}


@pytest.mark.parametrize(
    ("today", "per", "expected"),
    [
        (date(2026, 12, 29), "month", ("running", None, "2026-12-30")),
        (date(2026, 12, 30), "month", ("scored", 0.0, "NaT")),  # October alone: 4 of 60, below its baseline
        (OCTOBER, "cycle", ("no-data", None, "NaT")),  # nothing was logged up to 16 October
    ],
)
def test_a_key_result_is_scored_on_closed_cases(today: date, per: str, expected: tuple[Any, ...]) -> None:
    metrics = COHORT.teams["team"].cycles["h2"].metrics
    cycle = a_cycle(kgi="won", metrics=metrics, key_results={"kr": {**KEY_RESULT, "per": per}})
    found = table(a_handbook(a_team(cycle, logs=[a_log(*ROWS)])), "key-results", today).iloc[0]

    score = None if pd.isna(found["score"]) else found["score"]
    assert (found["state"], score, str(found["waits_until"])[:10]) == expected


@pytest.mark.parametrize(
    ("today", "is_over"), [(date(2027, 3, 31), False), (date(2027, 5, 29), False), (date(2027, 5, 30), True)]
)
def test_no_grade_is_final_while_a_case_is_open(today: date, *, is_over: bool) -> None:
    """The last cases of March are closed 60 days after it, on 30 May."""
    metrics = COHORT.teams["team"].cycles["h2"].metrics
    result = {**KEY_RESULT, "type": "committed", "per": "cycle"}
    cycle = a_cycle(kgi="won", metrics=metrics, key_results={"kr": result})
    found = table(a_handbook(a_team(cycle, logs=[a_log(*ROWS)])), "grades", today).iloc[0]

    assert found["grade"] == "behind"
    assert (found["is_over"], found["needs_look_back"]) == (is_over, is_over)


def test_a_trend_names_the_day_from_which_its_last_month_is_judged() -> None:
    body = bodies(COHORT, only=["team_trends"], language="en", today=OCTOBER)["teams/team/trends/index.md"]
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())

    assert "November so far: 5.0 % (3/60), plan 20 %; cases still open, judged from 29 Jan" in page
    assert "November so far: 3, plan 12; cases still open, judged from 29 Jan" in page


def test_a_running_month_is_not_forecast() -> None:
    def p_hit(handbook: Handbook, metric: str) -> Any:
        found = table(handbook, "pace", date(2026, 11, 28))
        return found.loc[(found["metric"] == metric) & (found["period"] == "month"), "p_hit"].iloc[0]

    for metric in ("rate", "won"):
        assert pd.isna(p_hit(COHORT, metric))
        assert 0 <= p_hit(book(), metric) <= 1


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


@pytest.mark.parametrize(
    ("language", "lines", "chance"),
    [
        (
            "en",
            ("Largest part of the gap (−9) so far. Cases still open, judged from 29 Jan.", "… too early"),
            ("may be chance (", "would be rare", "clear over", "further from the target"),
        ),
        (
            "ja",
            (
                "いまのところ差の最大(−9件)です。決着していない案件があるため、判断は1月29日からです。",
                "… 判断保留",
            ),
            ("偶然かもしれない(", "まれです", "明確 99 %超", "遠ざかって"),
        ),
    ],
)
def test_what_is_still_open_is_neither_called_chance_nor_a_verdict(
    language: str, lines: tuple[str, ...], chance: tuple[str, ...]
) -> None:
    templates = ["team", "team_diagnosis", "team_okr"]
    body = bodies(COHORT, only=templates, language=language, today=date(2026, 12, 2))
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", " ".join(body.values()))).split())

    assert [line for line in lines if line not in page] == []
    assert [line for line in chance if line in page] == []
