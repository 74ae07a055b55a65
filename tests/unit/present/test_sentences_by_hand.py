"""The sentences of the two teams with real data, reckoned a second time from the bare log.

Nothing of our own is imported: csv files, sums and textbook formulas, so that a mistake in the program cannot
repeat itself here. `test_first_screen` holds the pages against the same golden files.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from scipy import stats

ROOT = Path(__file__).resolve().parents[3]
PLAN, WIN_RATE, DEAL, CLOSED = 1_008_000, 0.625, 2_400, 672


@cache
def months(team: str) -> pd.DataFrame:
    """Sums of every metric by month."""
    files = sorted((ROOT / "goals/teams" / team / "log/progress").glob("*.csv"))
    log = pd.concat([pd.read_csv(file) for file in files])
    dated = log.assign(month=log["date"].str[:7])
    return dated.pivot_table(index="month", columns="metric", values="value", aggfunc="sum")


def said(team: str, language: str) -> str:
    return (ROOT / f"tests/golden/sentences/{team}-{language}.txt").read_text(encoding="utf-8")


def million(value: float) -> str:
    return f"{value / 1e6:.2f}M"


def part(actual: float, plan: float) -> float:
    """What one factor contributes to the gap of the revenue: its logarithm times the logarithmic mean."""
    revenue = months("pipeline").loc["2017-12", "revenue"]
    mean = (revenue - PLAN) / math.log(revenue / PLAN)
    return mean * math.log(actual / plan)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_pipelines_december(language: str) -> None:
    book, text = months("pipeline"), said("pipeline", language)
    row = book.loc["2017-12"]
    whole = book["revenue"].sum()

    assert f"${million(row['revenue'])}" in text
    assert f"${million(PLAN)} ({row['revenue'] / PLAN:.1%}".replace("%", " %") in text
    assert f"${million(row['revenue'] - PLAN)}" in text  # above plan
    assert f"+${(row['revenue'] - PLAN) / 1e3:.0f}k" in text
    assert f"${million(whole)} / ${million(10 * PLAN)} ({whole / (10 * PLAN):.1%}".replace("%", " %") in text
    assert f"{row['won'] / row['closed']:.1%} ({row['won']}/{row['closed']})".replace("%", " %") in text
    assert f"${row['revenue'] / row['won']:,.0f}" in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_pipelines_contributions_and_evidence(language: str) -> None:
    text, row = said("pipeline", language), months("pipeline").loc["2017-12"]
    rate, deal = row["won"] / row["closed"], row["revenue"] / row["won"]
    parts = [part(row["closed"], CLOSED), part(rate, WIN_RATE), part(deal, DEAL)]
    above = stats.beta.sf(WIN_RATE, row["won"] + 0.5, row["closed"] - row["won"] + 0.5)

    assert sum(parts) == pytest.approx(row["revenue"] - PLAN)
    assert f"+${parts[1] / 1e3:.0f}k" in text
    assert f"−${-parts[2] / 1e3:.1f}k" in text
    assert above > 0.99
    assert ("over 99 %" if language == "en" else "99 %超") in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_pipelines_usual_range_is_that_of_the_months_before(language: str) -> None:
    before = months("pipeline")["revenue"].loc[:"2017-11"]
    reach = 2.66 * before.diff().abs().mean()
    low, high = before.mean() - reach, before.mean() + reach

    assert low < months("pipeline").loc["2017-12", "revenue"] < high
    between = "–" if language == "en" else "〜"
    assert f"${low / 1e6:.2f}{between}{high / 1e6:.2f}M" in said("pipeline", language)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_emergency_departments_march(language: str) -> None:
    book, text = months("emergency"), said("emergency", language)
    late, seen = book["breaches"], book["attendances"]
    march, year = "2019-03", slice("2018-04", "2019-03")
    rate = late[march] / seen[march]

    assert f"{rate:.1%} ({late[march]:,}/{seen[march]:,})".replace("%", " %") in text
    assert f"{(rate - 0.05) * 100:.1f}" + (" points" if language == "en" else "ポイント") in text
    assert f"{late[year].sum() / seen[year].sum() * 100:.1f} / 5.0 %" in text
    assert f"({late[year].sum():,}/{seen[year].sum():,})" in text
    assert stats.binom.sf(late[march] - 1, seen[march], 0.05) < 0.01
    assert ("under 1 %" if language == "en" else "1 %未満") in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_emergency_departments_usual_range_allows_for_the_spread_between_months(language: str) -> None:
    """Laney's p'-chart on the first twelve months: limits of a plain p-chart would be far too narrow."""
    first = months("emergency").iloc[:12]
    seen = months("emergency").loc["2019-03", "attendances"]
    centre = first["breaches"].sum() / first["attendances"].sum()
    each = (centre * (1 - centre) / first["attendances"]) ** 0.5
    spread = ((first["breaches"] / first["attendances"] - centre) / each).diff().abs().mean() / 1.128
    reach = 3 * spread * math.sqrt(centre * (1 - centre) / seen)

    between = "–" if language == "en" else "〜"
    assert f"{(centre - reach) * 100:.1f}{between}{(centre + reach) * 100:.1f} %" in said(
        "emergency", language
    )
