"""What a score between 0 and 1 does not say: further away than at the start, beyond the target."""

from __future__ import annotations

import re
from html import unescape

import pytest

from builders import a_cycle, a_handbook, a_key_result, a_log, a_metric, a_team
from drawn import bodies


def said(calls: int, language: str) -> str:
    result = a_key_result(per="month", baseline="100", target="200")
    cycle = a_cycle(metrics={"calls": a_metric()}, key_results={"kr": result})
    book = a_handbook(a_team(cycle, logs=[a_log(f"2026-11-27,calls,{calls}")]), languages=["en", "ja"])
    body = bodies(book, language=language, only=["home", "team_okr"])["teams/team/okr/index.md"]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize(
    ("calls", "language", "line"),
    [
        (95, "en", "further from the target than at the start"),
        (95, "ja", "始めより目標から遠ざかっています"),
        (220, "en", "beyond the target: 120.0 % of the way"),
        (220, "ja", "目標を超過(道のりの120.0 %)"),
    ],
)
def test_both_are_said(calls: int, language: str, line: str) -> None:
    assert line in said(calls, language)


@pytest.mark.parametrize("calls", [100, 150, 200])
def test_on_the_way_nothing_is_added(calls: int) -> None:
    page = said(calls, "en")

    assert "further from" not in page
    assert "beyond the target" not in page
