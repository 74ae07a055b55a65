"""Working days that rest on holidays not announced yet are marked."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team
from drawn import bodies

SPANS = {"h2": "2027-10-01..2028-03-31"}


def said(today: date, language: str, country: str = "JP") -> str:
    metrics = {"won": a_metric(name="Contracts", per="month", target="60")}
    team = a_team(a_cycle(kgi="won", metrics=metrics), logs=[a_log("2027-10-05,won,3")])
    book = a_handbook(team, spans=SPANS, calendar={"country": country}, languages=["en", "ja"])
    body = bodies(book, only=["home", "team_plan"], language=language, today=today)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body["teams/team/plan/index.md"])).split())


@pytest.mark.parametrize(
    ("language", "note", "head"),
    [
        (
            "en",
            "Public holidays of 2028 and later are not announced yet: working days are estimated.",
            "January 20 working days (estimated)",
        ),
        (
            "ja",
            "2028年以降の祝日はまだ公表されていないため、営業日数は推定です。",
            "1月 営業日20日 (推定)",
        ),
    ],
)
def test_before_they_are_announced_the_page_says_so(language: str, note: str, head: str) -> None:
    page = said(date(2026, 11, 30), language)

    assert note in page
    assert head in page
    assert page.count(head.rsplit(" ", maxsplit=1)[-1]) == 3, "January to March, not October to December"


@pytest.mark.parametrize(("today", "country"), [("2027-10-10", "JP"), ("2026-11-30", "DE")])
def test_what_is_announced_is_not_marked(today: str, country: str) -> None:
    assert "estimated" not in said(date.fromisoformat(today), "en", country)
