"""Every segment gets better and the whole gets worse: from the log to the page (method: D4)."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Final

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, table
from drawn import bodies
from goalbook.model.handbook import Handbook

METRICS: Final = {
    "won": a_metric(name="Contracts", funnel=["asks", "won"], per="month", target="60"),
    "asks": a_metric(name="Asks"),
    "rate": a_metric(name="Win rate", kind="rate", of="won / asks", target="30%"),
}
D4: Final = (
    "2026-10-30,asks,120,web", "2026-10-30,won,48,web", "2026-10-30,asks,80,fair", "2026-10-30,won,12,fair",
    "2026-11-30,asks,70,web", "2026-11-30,won,31,web", "2026-11-30,asks,130,fair", "2026-11-30,won,22,fair",
)  # fmt: skip
SCALE: Final = 19 / 21
"""November's working days over October's."""


def book(rows: tuple[str, ...] = D4) -> Handbook:
    log = a_log(*rows, columns="date,metric,value,segment")
    return a_handbook(a_team(a_cycle(kgi="won", metrics=METRICS), logs=[log]), languages=["en", "ja"])


def moved(handbook: Handbook) -> Any:
    found = table(handbook, "mix")
    return found[
        (found["period"] == "month") & (found["first"] == "2026-11-01") & (found["base"] == "previous")
    ]


def said(handbook: Handbook, language: str) -> str:
    body = bodies(handbook, only=["team_diagnosis"], language=language)["teams/team/diagnosis/index.md"]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_table_holds_the_reversal() -> None:
    rows = moved(book())

    assert rows["segment"].tolist() == ["fair", "web"]
    assert (rows["rate1"] > rows["rate0"]).all()
    assert rows["pooled0"].iloc[0] == pytest.approx(0.3)
    assert rows["pooled1"].iloc[0] == pytest.approx(0.265)
    assert rows["rate_effect"].sum() == pytest.approx(0.030453, abs=5e-7)
    assert rows["mix_effect"].sum() == pytest.approx(-0.065453, abs=5e-7)
    assert rows["is_simpson"].all()


def test_hits_are_taken_apart_as_if_both_months_had_as_many_working_days() -> None:
    rows = moved(book())
    parts = rows[["hits_size", "hits_mix", "hits_rate"]].sum()

    assert parts.sum() == pytest.approx(53 - 60 * SCALE)
    assert parts["hits_size"] > 0 > parts["hits_mix"]
    assert parts["hits_rate"] > 0


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            (
                "Every segment moved one way, the whole the other: the mix of cases changed.",
                "The whole moved by −3.5 points: +3.0 points from the segments' own rates, −6.5 points from",
                "In contracts: −1.3 in all",
            ),
        ),
        (
            "ja",
            (
                "どの区分も同じ向きに動いたのに、全体は逆に動きました。",
                "では−1.3件です。内訳は、",
            ),
        ),
    ],
)
def test_the_page_says_so(language: str, lines: tuple[str, ...]) -> None:
    page = said(book(), language)

    assert [line for line in lines if line not in page] == []


@pytest.mark.parametrize(
    ("language", "told"), [("en", "323 cases for ±5 points"), ("ja", "±5ポイントで知るには323件")]
)
def test_a_rate_of_few_cases_says_how_many_it_takes_to_know_it(language: str, told: str) -> None:
    assert told in said(book(), language)  # 1.96² · .3 · .7 / .05²


def test_without_a_reversal_nothing_is_said_of_one() -> None:
    rows = (*D4[:6], "2026-11-30,asks,130,fair", "2026-11-30,won,10,fair")

    assert not moved(book(rows))["is_simpson"].any()
    assert "Every segment moved one way" not in said(book(rows), "en")


def test_what_was_logged_without_a_segment_is_named_so() -> None:
    rows = tuple(row.removesuffix("fair") for row in D4)

    assert "without a segment 40.0 % → 65.0 %" in said(book(rows), "en")
    assert "区分なし 40.0 % → 65.0 %" in said(book(rows), "ja")


def test_a_segment_with_one_side_only_is_not_taken_for_one_without_hits() -> None:
    """130 asks of the fair and nothing of its contracts are not 0 of 130."""
    handbook = book(D4[:-1])
    peers = table(handbook, "peers")

    assert moved(handbook).empty
    assert not (peers["first"] == "2026-11-01").any()
    assert (peers["first"] == "2026-10-01").any()
