"""Questions that stand on a diagnosis, and what a key result's page says beside its score."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_key_result, a_log, a_metric, a_team
from drawn import bodies
from goalbook.model.handbook import Handbook
from goalbook.model.log import LogFile

TODAY = date(2027, 2, 10)
MONTHS = ("2026-10-05", "2026-11-05", "2026-12-07", "2027-01-06")
METRICS = {
    "sales": a_metric(name="Sales", kind="amount", per="month", target="1000"),
    "calls": a_metric(name="Calls", supports="sales"),
    "won": a_metric(name="Contracts", per="month", target="10"),
}


def a_book(calls: tuple[int, ...] = (100, 120, 170, 180), *logs: LogFile, **cycle: Any) -> Handbook:
    rows = [
        f"{day},{name},{value}"
        for name, values in (("calls", calls), ("sales", (900, 880, 800, 700)), ("won", (9, 9, 9, 9)))
        for day, value in zip(MONTHS, values, strict=True)
    ]
    rows.append("2027-02-05,won,3")
    fields = {"kgi": "sales", "kpis": {"calls": {}}, "metrics": METRICS, **cycle}
    return a_handbook(a_team(a_cycle(**fields), logs=[a_log(*rows), *logs]))


def said(page: str, book: Handbook, language: str = "en") -> str:
    """What is read on one page of the team."""
    drawn = bodies(book, today=TODAY, language=language, only=["home", f"team_{page}"])
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", drawn[f"teams/team/{page}/index.md"])).split())


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (
            "en",
            "Calls has improved 3 times running (100 → 180), sales has not",
        ),
        ("ja", "Calls は3回続けて良くなりました(100件 → 180件)が、 Sales は良くなっていません"),
    ],
)
def test_a_kpi_that_rises_without_the_kgi_is_a_standing_question(language: str, question: str) -> None:
    assert question in said("diagnosis", a_book(), language)


def test_nothing_stands_where_a_leading_kpi_does_not_drift() -> None:
    assert "Questions that stand" not in said("diagnosis", a_book((180, 150, 120, 80)))


def test_kpis_that_only_look_back_are_asked_about() -> None:
    page = said("diagnosis", a_book((180, 150, 120, 80), kpis={"sales": {}}))

    assert "Every chosen KPI tells what came out (Sales), none what people do" in page


def test_a_key_result_is_told_beside_its_grade_its_past_and_its_owners_feeling() -> None:
    results = {"o1": {"title": "Grow", "key_results": {
        "kr1": a_key_result(metric="won", per="month", baseline="0", target="10", type="committed"),
        "kr2": a_key_result(metric="sales", per="month", target="1000", type="aspirational"),
    }}}  # fmt: skip
    felt = LogFile(
        "log/confidence/2027.csv",
        "confidence",
        ("date", "key_result", "value"),
        b"2027-02-08,kr1,9\n",
    )
    page = said("okr", a_book((1, 1, 1, 1), felt, objectives=results))

    assert "Score so far 0.90 weighted mean of 1 of 2 key results · without a score: A key result" in page
    assert "Score 0.90 so far close" in page
    assert "Confidence 9 of 10 on 8 Feb · the numbers say" in page
    assert "from 4 periods of this cycle itself · provisional" in page


MOVED = [
    {"from": "2026-10-01", "value": "10"},
    {"from": "2026-12-01", "value": "8", "why": "Larger firms decide <later>."},
    {"from": "2027-03-01", "value": "+15%"},
]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            (
                "Target until 30 Nov 2026: 10 a month. Larger firms decide <later>.",
                "Target from 1 Mar 2027: +15%.",
            ),
        ),
        (
            "ja",
            (
                "2026年11月30日までの目標:月10件。 Larger firms decide <later>.",
                "2027年3月1日からの目標:+15%。",
            ),
        ),
    ],
)
@pytest.mark.parametrize("place", ["key result", "plan"])
def test_after_a_dated_change_the_old_target_stays_in_sight(
    language: str, lines: tuple[str, ...], place: str
) -> None:
    own = {"target": MOVED, "per": "month"} if place == "key result" else {}
    metrics = METRICS if own else {**METRICS, "won": a_metric(name="Contracts", per="month", target=MOVED)}
    results = {"o": {"title": "Win", "key_results": {"k": a_key_result(metric="won", **own)}}}

    page = said("okr", a_book(metrics=metrics, objectives=results), language)

    assert [line for line in lines if line not in page] == []
    assert page.count({"en": "Target until", "ja": "までの目標:"}[language]) == 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_of_a_promise_of_each_member_nobody_is_counted_where_no_row_names_one(language: str) -> None:
    result = a_key_result(metric="won", each="member", per="month", target="2")
    page = said("okr", a_book(objectives={"o": {"title": "Win", "key_results": {"k": result}}}), language)

    assert "None" not in page
    assert {"en": "Members", "ja": "メンバー 2人中"}[language] not in page


@pytest.mark.parametrize(("due", "number"), [("2027-03-31", 0), ("2027-02-11", 1)])
def test_a_key_result_that_no_review_looks_at_in_time_is_asked_about(due: str, number: int) -> None:
    result = a_key_result(metric="won", per="month", target="9", due=due)
    log = a_log("2027-02-10,won,9")
    cycle = a_cycle(
        metrics=METRICS, kgi="sales", objectives={"o": {"title": "W", "key_results": {"k": result}}}
    )

    page = said("okr", a_handbook(a_team(cycle, logs=[log])))

    assert page.count("Fewer than two reviews lie before it.") == number


def test_a_target_that_never_moved_has_no_line_of_its_own() -> None:
    results = {"o": {"title": "Win", "key_results": {"k": a_key_result(metric="won", target="9")}}}

    assert "Target until" not in said("okr", a_book(objectives=results))
