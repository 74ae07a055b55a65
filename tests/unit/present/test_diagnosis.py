"""What the diagnosis says of a step that nothing reached, of gains, and at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any

import pandas as pd
import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, table
from drawn import bodies, sample_loaded
from goalbook.model.handbook import Handbook
from goalbook.model.review import Review

FUNNEL = {
    "revenue": a_metric(name="Revenue", kind="amount", per="month", target="480,000", formula="won × deal"),
    "deal": a_metric(name="Deal", kind="ratio", of="revenue / won", target="40,000"),
    "won": a_metric(name="Won", funnel=["asks", "meetings", "won"]),
    "asks": a_metric(name="Asks"),
    "meetings": a_metric(name="Meetings"),
    "meeting_rate": a_metric(name="Meeting rate", kind="rate", of="meetings / asks", target="30%"),
    "win_rate": a_metric(name="Win rate", kind="rate", of="won / meetings", target="20%"),
}
COST = {
    "cost": a_metric(
        name="Cost",
        kind="amount",
        per="month",
        target="1,000",
        direction="down",
        formula="visits × price × days",
    ),
    "visits": a_metric(name="Visits", per="month", target="10", direction="down"),
    "price": a_metric(name="Price", kind="ratio", of="cost / bills", target="20", direction="down"),
    "days": a_metric(name="Days", kind="ratio", of="bills / visits", target="5", direction="down"),
    "bills": a_metric(name="Bills"),
}


def a_book(kgi: str, metrics: Mapping[str, Any], *rows: str, **fields: Any) -> Handbook:
    logs = [a_log(*(f"2026-11-30,{row}" for row in rows))]
    return a_handbook(a_team(a_cycle(kgi=kgi, metrics=metrics, **fields), logs=logs), languages=["en", "ja"])


def said(book: Handbook, language: str = "en") -> str:
    body = bodies(book, only=["team_diagnosis"], language=language)["teams/team/diagnosis/index.md"]
    return read(body)


def read(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


GONE = a_book("revenue", FUNNEL, "asks,180", "meetings,0", "won,0", "revenue,0")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_rate_of_0_of_0_is_none_and_not_the_plans(language: str) -> None:
    page = said(GONE, language)

    assert re.search(r"Win rate Won ÷ Meetings 20\.0 % – ", page)
    assert "20.0 % 20.0 %" not in page


def test_its_data_say_so_too_and_the_step_before_takes_the_shortfall() -> None:
    found = table(GONE, "contributions")
    rows = found[(found["base"] == "plan") & (found["period"] == "month")].set_index("factor")

    assert pd.isna(rows.loc["win_rate", "value1"])
    assert pd.isna(rows.loc["deal", "value1"])
    assert rows.loc["win_rate", "value0"] == 0.2
    assert rows.loc["win_rate", "contribution"] == 0
    assert rows.loc["meeting_rate", "contribution"] == pytest.approx(-rows.loc["revenue", "value0"])


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Win rate added ¥120k."), ("ja", "Win rate は12.0万円押し上げました。")],
)
def test_what_was_added_has_no_sign(language: str, sentence: str) -> None:
    book = a_book("revenue", FUNNEL, "asks,200", "meetings,60", "won,15", "revenue,600000")

    assert sentence in said(book, language)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("Days (5 → 6) raised it by ", "Price lowered it by ")),
        ("ja", ("押し上げました。", "Price は")),
    ],
)
def test_a_kgi_that_is_to_stay_low_is_lowered_and_raised(language: str, sentences: tuple[str, ...]) -> None:
    page = said(a_book("cost", COST, "visits,10", "bills,60", "cost,900"), language)

    for sentence in sentences:
        assert sentence in page


@pytest.mark.parametrize(
    ("typed", "language", "shown"),
    [
        ("Listen to two calls", "en", "Next check: Listen to two calls. Contributions"),
        ("Why not?", "en", "Next check: Why not? Contributions"),
        ("録音を聞く", "ja", "次の確認: 録音を聞く 。 寄与"),
        ("録音を聞く。", "ja", "次の確認: 録音を聞く。 寄与"),
    ],
)
def test_the_last_sentence_ends(typed: str, language: str, shown: str) -> None:
    given = {"what": typed, "owner": "sato", "due": "2026-12-15", "metric": "meeting_rate"}
    held = {"kind": "mid-month", "held": "2026-11-18", "actions": {"listen": given}}
    book = a_book("revenue", FUNNEL, "asks,600", "meetings,60", "won,12", "revenue,480000")
    reviews = {"2026-11-18-mid-month": Review.model_validate(held)}
    agreed = replace(book, teams={"team": replace(book.teams["team"], reviews=reviews)})

    assert shown in said(agreed, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "quantity variance −¥800k (contracts, at the base's average deal), price variance",
        ),
        ("en", "price variance +¥80.0k (average deal, at this period's contracts)."),
        (
            "ja",
            "会計の分け方では、数量差異は−80.0万円(契約数の差×基準の平均単価)、価格差異は+8.0万円(平均単価の差×今回の契約数)です。",
        ),
    ],
)
def test_accountants_find_their_two_variances(language: str, sentence: str) -> None:
    """D1: (4 - 6) x 400,000 and (420,000 - 400,000) x 4."""
    pages = bodies(sample_loaded(), language=language, only=["team_diagnosis"])

    assert sentence in read(pages["teams/sales-1/diagnosis/index.md"])


def test_a_kgi_that_is_no_quantity_times_a_price_has_none() -> None:
    assert "quantity variance" not in said(a_book("cost", COST, "visits,10", "bills,60", "cost,900"))


def test_without_a_price_there_is_none() -> None:
    assert "quantity variance" not in said(GONE)
