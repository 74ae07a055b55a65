"""What a trend says of the season, from the log to the page."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, table
from drawn import bodies
from goalbook.model.handbook import Handbook

SPANS = {"y1": "2024-04-01..2025-03-31", "y2": "2025-04-01..2026-03-31", "y3": "2026-04-01..2027-03-31"}
TODAY = date(2026, 5, 31)
METRICS = {
    "calm": a_metric(name="Waiting", kind="duration", cadence="month"),
    "even": a_metric(name="Calls", cadence="month"),
}


def book(skipped: str = "") -> Handbook:
    """Every May twice as long as every other month; calls in proportion to the month's days alone."""
    rows = []
    for number in range(26):
        year, month = divmod(3 + number, 12)
        day = date(2024 + year, month + 1, 28).isoformat()
        if day[:7] != skipped:
            rows += [f"{day},calm,{20 if month == 4 else 10}", f"{day},even,100"]
    cycles = [a_cycle(name, metrics=METRICS, kgi="even") for name in SPANS]
    return a_handbook(a_team(*cycles, logs=[a_log(*rows)]), spans=SPANS, languages=["en", "ja"])


def said(handbook: Handbook, language: str) -> str:
    body = bodies(handbook, only=["home", "team_trends"], language=language, today=TODAY)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body["teams/team/trends/index.md"])).split())


def test_a_month_that_is_always_high_has_a_high_index() -> None:
    found = table(book(), "signals", TODAY)
    may = found[(found["metric"] == "calm") & (found["first"] == "2026-05-01")].iloc[0]

    # The centred mean of twelve months is 130 / 12; the other months' ratios are 120 / 130 each.
    assert may["season"] == pytest.approx(20 / (130 / 12))
    assert may["season_months"] == 26


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Season: May usually lies 84.6 % above an average month (26 months)."),
        ("ja", "季節:5月は例年、平均的な月より84.6 %高めです(26か月分から)。"),
    ],
)
def test_the_page_says_so(language: str, line: str) -> None:
    assert line in said(book(), language)


def test_counts_are_compared_per_working_day() -> None:
    assert re.search(
        r"Season: May usually lies \d+\.\d % (above|below) an average month, per working day",
        said(book(), "en"),
    )


def test_a_gap_leaves_too_few_months_in_a_row() -> None:
    found = table(book("2025-06"), "signals", TODAY)

    assert found.loc[found["metric"] == "calm", "season"].isna().all()
    assert "Season:" not in said(book("2025-06"), "en")
