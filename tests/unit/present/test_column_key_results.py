"""The column's own four key results on the page of OKRs: none a failure, each with what the column left open.

Method, section 6.4: the table, and the numbers that the page must print beside it.
"""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from drawn import bodies, sample_loaded

PATH = "teams/sales-1/okr/index.md"
LETTER = re.compile(r'gb-letter__sign"[^>]*>(\w)<.*?gb-letter__result">([^<]*)<', re.DOTALL)


def articles(language: str) -> list[str]:
    body = bodies(sample_loaded(), today=date(2026, 11, 30), language=language, only=["team_okr"])[PATH]
    return body.split("<article")[1:5]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_each_letter_is_evidenced_or_for_people_to_say() -> None:
    assert [dict(LETTER.findall(article)) for article in articles("en")] == [
        {"S": "evidenced", "M": "evidenced", "A": "for people to say", "R": "evidenced", "T": "evidenced"}
    ] * 4


@pytest.mark.parametrize(
    ("number", "stressed", "said"),
    [
        (0, "Specific, Achievable", "15 appointments set take 50 appointment asks at the planned"),
        (
            1,
            "Measurable, Time-bound",
            "At the floor of 15 %, new revenue comes to ¥1.80M a month, ¥0.60M short",
        ),
        (2, "Measurable, Relevant", "Appointment rate = Appointments set ÷ Appointment asks"),
        (3, "Relevant, Time-bound", "From the result of FY2026 H1 to +15%"),
    ],
)
def test_what_the_column_left_open_is_said(number: int, stressed: str, said: str) -> None:
    found = words(articles("en")[number])

    assert f"Stressed by the author: {stressed}" in found
    assert said in found


def test_so_it_is_in_japanese() -> None:
    first, second, *_ = map(words, articles("ja"))

    assert "アポ打診数50件" in first.replace(" ", "")
    assert "月180.0万円" in second
    assert "60.0万円" in second
