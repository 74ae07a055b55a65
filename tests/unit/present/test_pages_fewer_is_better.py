"""A team whose KGI should fall reads what to act on, what it would save, and no harmful rise as a gain."""

from __future__ import annotations

import re
from html import unescape

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team
from drawn import bodies
from goalbook.model.handbook import Handbook

METRICS = {
    "complaints": a_metric(
        name="Complaints", direction="down", formula="deliveries × rate", per="month", target="20"
    ),
    "deliveries": a_metric(name="Deliveries", per="month", target="1,000"),
    "rate": a_metric(name="Complaint rate", kind="rate", of="complaints / deliveries", target="2%"),
}


def book(complaints: int) -> Handbook:
    rows = (f"2026-11-30,complaints,{complaints}", "2026-11-30,deliveries,1000")
    return a_handbook(a_team(a_cycle(metrics=METRICS, kgi="complaints"), logs=[a_log(*rows)]))


def page(complaints: int, language: str) -> str:
    found = bodies(book(complaints), language=language, only=["team", "team_diagnosis"])
    whole = found["teams/team/index.md"] + found["teams/team/diagnosis/index.md"]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", whole)).split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "40, 20 above the target (20 or less). Act on the complaint rate.",
                "4.0 % (40/1,000) plan 2 % or less Clearly high (over 99 %) Back at plan: 20 less a month",
                "Better than plan None: no step is better than plan",
                "Complaints avoided at the benchmark, with its range",
                "The largest drag was complaint rate (2.0 % → 4.0 %), +20 (100.0 % of the gap).",
            ),
        ),
        ("ja", ("計画まで戻せば 月20", "計画より良い 該当なし:計画より良い段階はありません")),
    ],
)
def test_too_many(language: str, said: tuple[str, ...]) -> None:
    found = page(40, language)

    for one in said:
        assert one in found


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("8, within the target (20 or less).", "plan 2 % or less −12 Clearly below plan (over 99 %)")),
        ("ja", ("明らかに計画を下回る(99 %超)",)),
    ],
)
def test_few(language: str, said: tuple[str, ...]) -> None:
    found = page(8, language)

    for one in said:
        assert one in found
    assert ("Act on None" if language == "en" else "手を打つ 該当なし") in found
