"""The numbers on further pages of the two teams with real data, reckoned a second time from the bare log.

As in `test_sentences_by_hand` nothing of our own is imported. What is divided by working days counts Mondays
to Fridays without the country's holidays.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from pathlib import Path

import holidays
import numpy as np
import pandas as pd
import pytest
from scipy import stats

ROOT = Path(__file__).resolve().parents[3]
PLAN = {"closed": 672.0, "rate": 0.625, "deal": 2_400.0}
REVENUE = 1_008_000


@cache
def log(team: str) -> pd.DataFrame:
    """Every row, with its day and month."""
    files = sorted((ROOT / "goals/teams" / team / "log/progress").glob("*.csv"))
    rows = pd.concat([pd.read_csv(file) for file in files])
    return rows.assign(day=pd.to_datetime(rows["date"]), month=rows["date"].str[:7])


def sums(team: str, *by: str) -> pd.DataFrame:
    """Every metric added up."""
    return log(team).pivot_table(index=list(by), columns="metric", values="value", aggfunc="sum")


def page(team: str, language: str) -> str:
    return (ROOT / f"tests/golden/sentences/{team}-pages-{language}.txt").read_text(encoding="utf-8")


def workdays(country: str, first: str, last: str) -> int:
    closed = holidays.country_holidays(country, years=range(2015, 2020))
    return sum(day.weekday() < 5 and day.date() not in closed for day in pd.date_range(first, last))


def percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def thousands(value: float) -> str:
    """Three figures: $9.4k, $94.8k, $229k."""
    size = abs(value) / 1e3
    return f"{'−' if value < 0 else '+'}${size:.{1 if size < 100 else 0}f}k"


def points(share: float, language: str) -> str:
    shown = f"{abs(share) * 100:.1f}"
    sign = "" if float(shown) == 0 else "−" if share < 0 else "+"
    return f"{sign}{shown}{' points' if language == 'en' else 'ポイント'}"


@cache
def factors(month: str) -> dict[str, float]:
    row = sums("pipeline", "month").loc[month]
    return {
        "closed": row["closed"],
        "rate": row["won"] / row["closed"],
        "deal": row["revenue"] / row["won"],
    }


@cache
def dispersion() -> float:
    """How much more deals closed vary than a Poisson count: over weeks, months, quarters; the largest counts.

    Pearson: sum of (x - m e)² / (m e) over the periods less one, e their working days, m all over all.
    """
    daily = log("pipeline")[log("pipeline")["metric"] == "closed"].groupby("day")["value"].sum()
    found = []
    for kind in ("W-SUN", "M", "Q"):
        each = daily.groupby(daily.index.to_period(kind)).sum()
        first, last = pd.Timestamp("2017-03-01"), pd.Timestamp("2017-12-31")
        days = np.array(
            [
                workdays("US", max(part.start_time, first), min(part.end_time, last).normalize())
                for part in each.index
            ]
        )
        mean = each.sum() / days.sum() * days
        found.append((((each - mean) ** 2 / mean).sum()) / (len(each) - 1))
    return float(max(found))


def chance_below(count: float, bound: float) -> float:
    """Gamma(k/phi + 1/2) at the bound over phi: Jeffreys, with so many cases counting as one."""
    return float(stats.gamma.cdf(bound / dispersion(), count / dispersion() + 0.5))


def ends(count: float, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    low, high = stats.gamma.ppf([tail, 1 - tail], count / dispersion() + 0.5) * dispersion()
    return float(low), float(high)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_contributions_against_plan_and_against_november(language: str) -> None:
    text, now = page("pipeline", language), factors("2017-12")
    for before in (PLAN, factors("2017-11")):
        base, actual = math.prod(before.values()), math.prod(now.values())
        mean = (actual - base) / math.log(actual / base)
        parts = [mean * math.log(now[name] / before[name]) for name in now]

        assert sum(parts) == pytest.approx(actual - base)
        for value in (*parts, actual - base):
            assert thousands(value) in text


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("before", [{"won": 420.0, "deal": 2_400.0}, None], ids=["plan", "november"])
def test_variances_as_accounts_divide_them(before: dict[str, float] | None, language: str) -> None:
    text, months = page("pipeline", language), sums("pipeline", "month")
    now, then = months.loc["2017-12"], months.loc["2017-11"]
    base = before or {"won": then["won"], "deal": then["revenue"] / then["won"]}
    quantity = (now["won"] - base["won"]) * base["deal"]
    price = (now["revenue"] / now["won"] - base["deal"]) * now["won"]

    assert quantity + price == pytest.approx(now["revenue"] - base["won"] * base["deal"])
    for value in (quantity, price):
        assert thousands(value) in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_deals_closed_vary_so_much_that_651_of_672_says_little(language: str) -> None:
    """A Poisson count of 651 would lie below 672 with 79 %; these numbers vary nine times as much: 60 %."""
    text, now = page("pipeline", language), factors("2017-12")["closed"]
    low, high = ends(now, 0.95)

    assert stats.gamma.cdf(672, now + 0.5) == pytest.approx(0.79, abs=0.005)
    assert dispersion() == pytest.approx(9.09, abs=0.005)
    assert f"{chance_below(now, 672) * 100:.0f} %" == "60 %"
    assert ("too early 60 %" if language == "en" else "判断保留 60 %") in text
    assert f"{low:.0f}{'–' if language == 'en' else '〜'}{high:.0f}" in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_would_be_gained_at_the_benchmark(language: str) -> None:
    text, now = page("pipeline", language), factors("2017-12")
    revenue, (low, high) = math.prod(now.values()), ends(now["closed"], 0.8)
    gains = [max(0.0, revenue * (PLAN["closed"] / value - 1)) for value in (now["closed"], high, low)]
    between = "–" if language == "en" else "〜"

    assert f"{thousands(gains[0])} ($0{between}{gains[2] / 1e3:.0f}k)" in text
    assert gains[1] == 0
    assert thousands(revenue * (PLAN["deal"] / now["deal"] - 1)) in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_interval_of_the_win_rate(language: str) -> None:
    k, n, z = 511, 651, stats.norm.ppf(0.975)
    centre = (k / n + z**2 / 2 / n) / (1 + z**2 / n)
    half = z * math.sqrt(k / n * (1 - k / n) / n + z**2 / 4 / n**2) / (1 + z**2 / n)
    between = "–" if language == "en" else "〜"

    shown = f"78.5 % (511/651) {(centre - half) * 100:.1f}{between}{(centre + half) * 100:.1f} % 62.5 %"
    assert shown in page("pipeline", language)


def mixed(team: str, top: str, bottom: str, months: tuple[str, str]) -> pd.DataFrame:
    """Kitagawa: each segment's part by its own rate and by the mix of cases."""
    both = sums(team, "month", "segment")
    before, after = (both.loc[month] for month in months)
    share = [one[bottom] / one[bottom].sum() for one in (before, after)]
    rate = [one[top] / one[bottom] for one in (before, after)]
    whole = [one[top].sum() / one[bottom].sum() for one in (before, after)]
    by_rate = (share[0] + share[1]) / 2 * (rate[1] - rate[0])
    by_mix = (share[1] - share[0]) * ((rate[0] + rate[1]) / 2 - sum(whole) / 2)
    assert by_rate.sum() + by_mix.sum() == pytest.approx(whole[1] - whole[0])
    return pd.DataFrame(
        {"was": share[0], "is": share[1], "from": rate[0], "to": rate[1], "rate": by_rate, "mix": by_mix}
    )


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    ("team", "top", "bottom", "months"),
    [
        ("pipeline", "won", "closed", ("2017-11", "2017-12")),
        ("emergency", "breaches", "attendances", ("2019-02", "2019-03")),
        ("emergency", "breaches", "attendances", ("2018-03", "2019-03")),
    ],
)
def test_rates_by_segment(team: str, top: str, bottom: str, months: tuple[str, str], language: str) -> None:
    found, text = mixed(team, top, bottom, months), page(team, language)

    for segment, row in found.iterrows():
        shares = f"{segment} {percent(row['was'])} → {percent(row['is'])}"
        rates = f"{percent(row['from'])} {percent(row['to'])}"
        parts = f"{points(row['rate'], language)} {points(row['mix'], language)}"
        assert f"{shares} {rates} {parts}" in text
    whole = f"{points(found['rate'].sum(), language)} {points(found['mix'].sum(), language)}"
    assert whole in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_average_deal_by_segment(language: str) -> None:
    found = mixed("pipeline", "revenue", "won", ("2017-11", "2017-12"))

    for segment, row in found.iterrows():
        parts = (f"{'−' if value < 0 else '+'}${abs(value):.2f}" for value in (row["rate"], row["mix"]))
        prices = f"${row['from']:,.0f} ${row['to']:,.0f} {' '.join(parts)}"
        assert f"{segment} {percent(row['was'])} → {percent(row['is'])} {prices}" in page(
            "pipeline", language
        )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_rate_has_no_working_days(language: str) -> None:
    """March has 21 of them and February 20, but nothing here adds up over days."""
    assert workdays("GB", "2019-02-01", "2019-02-28") == 20
    assert workdays("GB", "2019-03-01", "2019-03-31") == 21
    assert "1.05" not in page("emergency", language)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_emergency_departments_months(language: str) -> None:
    book, text = sums("emergency", "month"), page("emergency", language)
    rate = book["breaches"] / book["attendances"]
    for month in ("2019-02", "2018-03"):
        assert f"{percent(rate[month])} {percent(rate['2019-03'])} " in text
        assert points(rate["2019-03"] - rate[month], language) in text
    year = book.loc["2018-04":"2019-03"].sum()
    shown = (
        f"{percent(year['breaches'] / year['attendances'])} ({year['breaches']:,}/{year['attendances']:,})"
    )
    assert shown in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_scores_and_chances_of_the_pipelines_key_results(language: str) -> None:
    book, text = sums("pipeline", "month"), page("pipeline", language)
    last = book.loc["2017-10":"2017-12"].sum()
    revenue, rate, deal = last["revenue"], last["won"] / last["closed"], last["revenue"] / last["won"]
    raw = [
        (revenue - 2_882_317) / (3_024_000 - 2_882_317),
        (rate - 0.615) / (0.625 - 0.615),
        (deal - 2_298) / (2_400 - 2_298),
    ]
    scores = [min(max(score, 0.0), 1.0) for score in raw]

    assert [f"{score:.2f}" for score in scores] == ["0.00", "0.00", "0.44"]
    assert f" {sum(scores) / 3:.2f} " in text
    assert f"${revenue / 1e6:.2f}M" in text
    assert f"{percent(rate)} ({last['won']:,}/{last['closed']:,})" in text
    assert f"${deal:,.0f}" in text

    each = book["revenue"] / book["won"]
    off = (2_400 - each.mean()) / (each.std() * math.sqrt(1 / 3 + 1 / len(each)))
    assert f"{stats.t.sf(off, len(each) - 1) * 100:.0f} %" == "41 %"
    assert ("past 41 %: a stretch" if language == "en" else "確率41 %:ストレッチ") in text


def test_the_chance_of_the_win_rate_by_its_own_past() -> None:
    """Months vary 63 times as much as by chance, so 6,711 deals count as 106 and 2,016 planned ones as 32."""
    book = sums("pipeline", "month")
    won, closed = book["won"].sum(), book["closed"].sum()
    pooled = won / closed
    each = (book["won"] - book["closed"] * pooled) ** 2 / (book["closed"] * pooled * (1 - pooled))
    times = each.sum() / (len(book) - 1)
    a, b, ahead = won / times + 0.5, (closed - won) / times + 0.5, 2_016 / times
    mean = a / (a + b)
    variance = mean * (1 - mean) * (a + b + ahead) / (ahead * (a + b + 1))
    size = mean * (1 - mean) / variance - 1
    chance = stats.beta.sf(1_259.5 / 2_016, mean * size, (1 - mean) * size)

    assert times == pytest.approx(63.36, abs=0.005)
    assert stats.betabinom.sf(1_259, 2_016, won + 0.5, closed - won + 0.5) == pytest.approx(0.71, abs=0.005)
    assert f"{chance * 100:.0f} %" == "54 %"
    assert "Chance by its own past 54 %: achievable" in page("pipeline", "en")
    assert "これまでの実績から見た到達の確率54 %:現実的" in page("pipeline", "ja")


def test_a_years_target_of_5_percent_is_far_from_two_years_of_months() -> None:
    before = sums("emergency", "month").loc["2016-04":"2018-03"]
    each = before["breaches"] / before["attendances"]

    assert each.min() > 0.09
    assert len(before) == 24
    assert "Chance by its own past under 1 %: unlikely from 24 periods" in page("emergency", "en")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_how_sure_the_pipelines_plan_is(language: str) -> None:
    text = page("pipeline", language)
    enough = next(n for n in range(672, 800) if stats.binom.sf(419, n, 0.625) >= 0.8)

    assert f"{stats.binom.sf(419, 672, 0.625) * 100:.0f} %" == "52 %"
    assert "52 %" in text
    assert enough == 689
    assert "672 689 651 −21" in text or "672件 689件 651件 −21件" in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_the_plan_asks_of_a_working_day(language: str) -> None:
    daily = log("pipeline")[log("pipeline")["metric"] == "closed"].groupby("day")["value"].sum()
    weeks = daily.groupby(daily.index.to_period("W-SUN")).sum()
    done = sorted(
        count / workdays("US", week.start_time, week.end_time.normalize())
        for week, count in weeks.items()
        if week.start_time >= pd.Timestamp("2017-03-01") and week.end_time <= pd.Timestamp("2018-01-01")
    )
    place = 0.9 * (len(done) - 1)
    below, above = list(pairwise(done))[int(place)]

    assert workdays("US", "2017-12-01", "2017-12-31") == 20
    assert f"{672 / 20:.1f}" == "33.6"
    assert "33.6" in page("pipeline", language)
    assert f"{below + (place - int(place)) * (above - below):.1f}" in page("pipeline", language)
