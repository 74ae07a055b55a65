"""Days, spans, ids, texts, formulas: read as meant, or refused with the fix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from goalbook.model import grammar
from goalbook.model.noun import refusals
from goalbook.model.values import Span

DAY = date(2026, 12, 3)


def _hints(read: Callable[[Any], object], value: object) -> list[str]:
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    parts = refusals(dict(caught.value.context or {}))
    return [part["hint"].text.format(**part["hint"].values) if part["hint"] else "" for part in parts]


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-03",
        "2026/12/3",
        "2026.12.03",
        "2026年12月3日",
        "令和8年12月3日",
        "R8.12.3",
        "R08/12/03",
        "令8-12-3",
        "２０２６－１２－０３",
        " 2026-12-03 ",
    ],
)
def test_days(text: str) -> None:
    assert grammar.read_day(text) == DAY


def test_first_year_of_an_era() -> None:
    assert grammar.read_day("令和元年5月1日") == date(2019, 5, 1)
    assert grammar.read_day("平成31年4月30日") == date(2019, 4, 30)


NO_DAYS = [
    *("", "tomorrow", "03.12.2026", "12/03/2026", "2026-12", "20261203", "2026-12-03 10:00", "2026-12/03"),
    *(
        "R8.12-3",
        "S63.12.3",
        "8.12.3",
        "46000",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "0026-12-03",
        "2300-01-01",
    ),
    *("令和99年13月1日", "平成31年5月1日", "令和元年4月30日", "H1.1.7", None, [], {}),
]


@pytest.mark.parametrize("text", NO_DAYS)
def test_no_days(text: object) -> None:
    with pytest.raises(PydanticCustomError):
        grammar.read_day(text)


@pytest.mark.parametrize(
    "text", ["2026-12-03..2026-12-04", "2026-12-03 〜 2026年12月4日", "2026/12/3~2026/12/4"]
)
def test_spans(text: str) -> None:
    assert grammar.read_span(text) == Span(DAY, date(2026, 12, 4))


def test_one_day_is_a_span() -> None:
    assert grammar.read_span("2026-12-03") == Span(DAY, DAY)


@pytest.mark.parametrize(
    "text", ["2026-12-03..", "..2026-12-03", "2026-12-03..2026-12-04..2026-12-05", "2026-12-04..2026-12-03"]
)
def test_no_spans(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        grammar.read_span(text)


@pytest.mark.parametrize(
    ("read", "text", "hint"),
    [
        (grammar.read_id, "Sales 1", "Write sales-1: ids have small letters a-z, digits and hyphens."),
        (grammar.read_id, "_x_", "Write x: ids have small letters a-z, digits and hyphens."),
        (grammar.read_currency, "yen", "Write the three letters of the currency, for example JPY."),
        (grammar.read_country, "JPN", "Write the two letters of the country, for example JP."),
        (grammar.read_time_zone, "Asia/Tokio", "Did you mean Asia/Tokyo?"),
        (grammar.read_language, "jp", "Write ja:."),
        (grammar.read_month, "0", "Write a number from 1 (January) to 12 (December)."),
        (grammar.read_whole, "1.5", "Write digits only, for example 30."),
        (grammar.read_flag, "yes", "Write true or false."),
        (grammar.read_window, "3ヶ月", "Write for example 3 months."),
        (grammar.read_fraction, "a", "Write for example contracts / proposals."),
    ],
)  # fmt: skip
def test_the_hint_is_the_fix(read: Callable[[Any], object], text: str, hint: str) -> None:
    assert _hints(read, text) == [hint]


@pytest.mark.parametrize(
    "name", ["", "../etc/passwd", "/etc/passwd", "Asia", "Tokyo", "a\0b", "Asia/Tokyo\n"]
)
def test_no_time_zones(name: str) -> None:
    with pytest.raises(PydanticCustomError):
        grammar.read_time_zone(name)


def test_a_text_per_language_is_told_for_each() -> None:
    wrong = {"en": "", "jp": "x", "the rest of it": None, "ja": "よい"}

    with pytest.raises(PydanticCustomError) as caught:
        grammar.read_text(wrong)

    parts = refusals(dict(caught.value.context or {}))
    assert [(part["at"], part["key"]) for part in parts] == [
        (("en",), "text-empty"),
        (("jp",), "language-form"),
        (("the rest of it",), "value-comma"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a × b", "a × b"), ("a * b*c", "a × b × c"), ("a x b", "a × b"), ("a＊b", "a × b"),
        ("a + b", "a + b"), ("a ＋ b", "a + b"), ("a - b - c", "a - b - c"), ("a − b", "a - b"),
        ("a / b", "a ÷ b"), ("a ÷ b", "a ÷ b"), ("x x x", "x × x"),
    ],
)  # fmt: skip
def test_formulas(text: str, expected: str) -> None:
    assert str(grammar.read_formula(text)) == expected


@pytest.mark.parametrize(
    "text", ["a", "a × b + c", "a / b / c", "a × 0.2", "a × (b + c)", "A × b", "a ×", "", "売上 × 単価"]
)
def test_no_formulas(text: str) -> None:
    assert len(_hints(grammar.read_formula, text)) == 1


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("30", 30), ("３０", 30), ("1,000", 1000), ("999999999", 999999999)]
)
def test_whole_numbers(text: str, number: int) -> None:
    assert grammar.read_whole(text) == number


@pytest.mark.parametrize("text", ["-1", "1.0", "1,0", "01", "1_0", "", "1" * 10, "३"])
def test_no_whole_numbers(text: str) -> None:
    assert len(_hints(grammar.read_whole, text)) == 1


def test_an_id_for_a_metric_is_proposed() -> None:
    expected = "Write win_rate: metric ids have small letters a-z, digits and underscores."

    assert _hints(grammar.read_metric_id, "Win-Rate") == [expected]
