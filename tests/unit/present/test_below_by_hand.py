"""What stands below the answer of the two teams with real data, reckoned a second time from the bare log.

As in `test_sentences_by_hand` nothing of our own is imported: sums, textbook limits, and which points lie
outside them. `test_below_the_answer` holds the pages against the same golden files.
"""

from __future__ import annotations

import calendar
import math
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

ROOT = Path(__file__).resolve().parents[3]
MONTHS = {
    "en": list(calendar.month_name)[1:],
    "ja": [f"{number}月" for number in range(1, 13)],
}
Range = tuple[float, float, float]


@cache
def sums(team: str, by: str) -> pd.DataFrame:
    """Every metric added up by ``month`` or by ``week``, from Monday to Sunday."""
    files = sorted((ROOT / "goals/teams" / team / "log/progress").glob("*.csv"))
    rows = pd.concat([pd.read_csv(file) for file in files])
    days = pd.to_datetime(rows["date"])
    dated = rows.assign(
        month=rows["date"].str[:7], week=days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    )
    return dated.pivot_table(index=by, columns="metric", values="value", aggfunc="sum")


def said(team: str, language: str) -> str:
    return (ROOT / f"tests/golden/sentences/{team}-below-{language}.txt").read_text(encoding="utf-8")


def spelt(month: str, language: str) -> str:
    year, number = month.split("-")
    name = MONTHS[language][int(number) - 1]
    return f"{name} {year}" if language == "en" else f"{year}年{name}"


def between(language: str) -> str:
    return "–" if language == "en" else "〜"


def usual(series: pd.Series) -> Range:
    """XmR of the first twelve points: mean ± 2.66 times the mean moving range."""
    base = series.iloc[:12]
    reach = 2.66 * base.diff().abs().mean()
    return base.mean() - reach, base.mean(), base.mean() + reach


def usual_share(hits: pd.Series, cases: pd.Series) -> pd.DataFrame:
    """Laney's p' of the first twelve points, for each point's own cases."""
    k, n = hits.iloc[:12], cases.iloc[:12]
    centre = k.sum() / n.sum()
    spread = (((k / n - centre) / (centre * (1 - centre) / n) ** 0.5).diff().abs().mean()) / 1.128
    reach = 3 * max(1.0, spread) * (centre * (1 - centre) / cases) ** 0.5
    return pd.DataFrame({"low": centre - reach, "centre": centre, "high": centre + reach})


def weeks() -> pd.DataFrame:
    """The pipeline's whole weeks: the first one is cut by 1 March, a Wednesday."""
    return sums("pipeline", "week").iloc[1:]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_month_of_the_pipelines_picture(language: str) -> None:
    text, revenue = said("pipeline", language), sums("pipeline", "month")["revenue"]
    before = revenue.iloc[:-1]
    reach = 2.66 * before.diff().abs().mean()
    low, high = before.mean() - reach, before.mean() + reach

    shown = f"${low / 1e6:.2f}{between(language)}{high / 1e6:.2f}M"
    for month, value in revenue.items():
        assert f"{spelt(str(month), language)} ${value / 1e6:.2f}M $1.01M {shown}" in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_month_of_the_emergency_departments_picture(language: str) -> None:
    text, book = said("emergency", language), sums("emergency", "month")
    late, seen = book["breaches"], book["attendances"]
    limits = usual_share(late, seen)
    most = "5 % or less" if language == "en" else "5 %以下"

    assert len(book) == 36
    for month, rate in (late / seen).items():
        low, _, high = limits.loc[month]
        counts = f"{late[month]:,}/{seen[month]:,}"
        shown = f"{low * 100:.1f}{between(language)}{high * 100:.1f} %"
        assert f"{spelt(str(month), language)} {rate * 100:.1f} % {counts} {most} {shown}" in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_rows_of_the_pipelines_process_table(language: str) -> None:
    text, book = said("pipeline", language), sums("pipeline", "month")
    now = {str(name): float(value) for name, value in book.loc["2017-12"].items()}
    rate, deal = now["won"] / now["closed"], now["revenue"] / now["won"]
    plan, unit = (672, 0.625, 2400), "" if language == "en" else "件"
    base = math.prod(plan)
    mean = (now["revenue"] - base) / math.log(now["revenue"] / base)
    closed, won, price = (
        mean * math.log(is_ / was) / 1e3 for is_, was in zip((now["closed"], rate, deal), plan, strict=True)
    )

    assert f"{now['closed']:.0f} / {plan[0]}{unit} −${-closed:.1f}k" in text
    assert f"{now['won']:.0f} / {plan[0] * plan[1]:.0f}{unit}" in text
    shown = f"{rate * 100:.1f} / {plan[1] * 100:.1f} % ({now['won']:.0f}/{now['closed']:.0f}) +${won:.0f}k"
    assert shown in text
    assert f"${deal:,.0f} / ${plan[2]:,} −${-price:.1f}k" in text
    assert f"${now['revenue'] / 1e6:.2f}M / ${base / 1e6:.2f}M +${(now['revenue'] - base) / 1e3:.0f}k" in text
    assert stats.beta.sf(plan[1], now["won"] + 0.5, now["closed"] - now["won"] + 0.5) > 0.995


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_thumbnails_of_the_chosen_kpis(language: str) -> None:
    text, newest = said("pipeline", language), weeks().iloc[-1]
    limits = usual_share(*(sums("pipeline", "week")[name] for name in ("won", "closed"))).iloc[-1]
    low, _, high = usual(weeks()["closed"])
    rate, middle = newest["won"] / newest["closed"], between(language)
    signal = (
        ("Signal: above its usual range", "No signal")
        if language == "en"
        else ("信号:ふだんの幅より上", "信号なし")
    )
    per_week = "usual per week" if language == "en" else "週ごとのふだんの幅"

    assert rate > limits["high"]
    assert low < newest["closed"] < high
    assert f"{rate * 100:.1f} %({newest['won']:.0f}/{newest['closed']:.0f})" in text.replace("% (", "%(")
    assert f"{signal[0]} · {per_week} {limits['low'] * 100:.1f}{middle}{limits['high'] * 100:.1f} %" in text
    assert f"{signal[1]} · {per_week} {low:.0f}{middle}{high:.0f}" in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_usual_ranges_of_the_pipelines_trends(language: str) -> None:
    text, whole, middle = said("pipeline", language), weeks(), between(language)
    deal = sums("pipeline", "week")["revenue"] / sums("pipeline", "week")["won"]

    ranges = {
        "revenue": "${:.0f}{}{:.0f}k".format(*_ends(usual(whole["revenue"]), middle, 1e3)),
        "won": "{:.0f}{}{:.0f}".format(*_ends(usual(whole["won"]), middle)),
        "engaged": "{:.0f}{}{:.0f}".format(*_ends(usual(whole["engaged"]), middle)),
        "deal": "${:,.0f}{}{:,.0f}".format(*_ends(usual(deal), middle)),
    }
    for shown in ranges.values():
        assert shown in text


def _ends(found: Range, middle: str, unit: float = 1.0) -> tuple[float, str, float]:
    return found[0] / unit, middle, found[2] / unit


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_emergency_departments_trends(language: str) -> None:
    """Months outside, and the season: centred yearly means from both years that have them."""
    text, book, middle = said("emergency", language), sums("emergency", "month"), between(language)
    rate = book["breaches"] / book["attendances"]
    limits = usual_share(book["breaches"], book["attendances"])
    high = [str(month) for month in rate.index[rate > limits["high"]]]

    assert high[-3:] == ["2018-03", "2019-01", "2019-02"]
    above = "Signal: above its usual range ({})" if language == "en" else "信号:ふだんの幅より上({})"
    assert " ".join(above.format(spelt(month, language)) for month in reversed(high[-3:])) in text
    for name in ("breaches", "attendances"):
        low, _, up = usual(book[name])
        assert f"{low:,.0f}{middle}{up:,.0f}" in text
    assert f"{(march_index(rate) - 1) * 100:.1f} %" in text


def march_index(rate: pd.Series) -> float:
    """March against the twelve months around it, mean of the years known, all months together 1."""
    x = rate.to_numpy()
    weights = np.array([0.5, *[1.0] * 11, 0.5]) / 12
    ratio = pd.Series(
        [x[place] / (x[place - 6 : place + 7] @ weights) for place in range(6, len(x) - 6)],
        index=[str(month)[5:] for month in rate.index[6:-6]],
    )
    each = ratio.groupby(level=0).mean()
    return float(each["03"] / each.mean())


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("team", ["emergency", "pipeline"])
def test_a_finished_record_without_reviews_says_so(team: str, language: str) -> None:
    folder = ROOT / "goals/teams" / team

    assert not list(folder.glob("reviews/*.md"))
    assert not list(folder.glob("agreements/**/*.yml"))
    none = "This record holds no review." if language == "en" else "この記録に振り返りはありません。"
    assert none in said(team, language)
    assert ("Nothing is open." if language == "en" else "残っている宿題はありません。") in said(
        team, language
    )
