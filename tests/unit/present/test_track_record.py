"""What a page says of finished cycles, in both languages."""

from __future__ import annotations

import re
from html import unescape

import pytest

from builders import a_cycle, a_handbook, a_key_result, a_log, a_metric, a_team
from drawn import bodies
from goalbook.model.handbook import Handbook
from goalbook.model.log import LogFile

SPANS = {
    "y1": "2025-04-01..2026-03-31",
    "y2": "2026-04-01..2026-09-30",
    "y3": "2026-10-01..2027-03-31",
}
STATED = ("2025-05-12,kr,8", "2026-05-11,kr,6")


def book(reached: tuple[int, ...], stated: tuple[str, ...] = STATED) -> Handbook:
    result = a_key_result(target="100", type="aspirational")
    cycles = [a_cycle(name, metrics={"calls": a_metric()}, key_results={"kr": result}) for name in SPANS]
    days = ("2025-06-02", "2026-06-01")
    rows = [f"{day},calls,{value}" for day, value in zip(days, reached, strict=False)]
    felt = "".join(f"{row}\n" for row in stated).encode()
    logs = [a_log(*rows), LogFile("felt.csv", "confidence", ("date", "key_result", "value"), felt)]
    return a_handbook(a_team(*cycles, logs=logs), spans=SPANS)


def said(handbook: Handbook, language: str) -> str:
    body = bodies(handbook, language=language, only=["home", "team_okr"])["teams/team/okr/index.md"]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            (
                "came to 1.00 and 0.95 on average in the last two finished cycles. Above 0.90 twice running,",
                "confidence in 2 finished key results was 7.0 of 10 on average; reached: 1.",
                "Brier score 0.20: 0 is exact, always saying one half gives 0.25.",
            ),
        ),
        (
            "ja",
            (
                "終わった直近の2期で1.00と0.95でした。2期続けて0.90を超えたので",
                "終わった主要な成果2件では、担当者の自信度は平均7.0/10、達成は1件でした。",
                "ブライアスコアは0.20です(0に近いほど正確で、いつも半々と答えると0.25)。",
            ),
        ),
    ],
)
def test_two_finished_cycles(language: str, lines: tuple[str, ...]) -> None:
    page = said(book((100, 95)), language)

    assert [line for line in lines if line not in page] == []


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            (
                "It takes a score in each of the last 2 finished cycles; so far: 1.",
                "It takes a year of them.",
            ),
        ),
        ("ja", ("終わった直近の2期のどちらにも点が必要で、いまは1期です。", "1年分が必要です。")),
    ],
)
def test_too_few_is_said(language: str, lines: tuple[str, ...]) -> None:
    page = said(book((100,), ("2026-10-12,kr,8",)), language)

    assert [line for line in lines if line not in page] == []
