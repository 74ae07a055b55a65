"""What the sample's pages say first: every sentence and number of the answer, read as text."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from conftest import Golden
from drawn import pages, sample
from goalbook.load import run
from goalbook.tree import WorkingTree

ROOT = Path(__file__).resolve().parents[3]


def read(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def part(language: str, path: str, begin: str, end: str) -> str:
    body = sample(language)[path].body
    start = body.index(begin)
    return read(body[start : body.index(end, start)])


def screen(language: str, team: str) -> str:
    """From the answer down to what comes next, without the picture."""
    body = sample(language)[f"teams/{team}/index.md"].body
    start = body.index('<p class="gb-answer">')
    shown = body[start : body.index('<p class="gb-copy', start)]
    return read(re.sub(r'<section class="gb-card gb-course">.*?</section>', "", shown, flags=re.DOTALL))


def test_november_of_the_sample_in_english() -> None:
    shown = screen("en", "sales-1")

    for said in (
        "November new revenue was ¥1.68M, ¥0.72M short of plan.",
        "Act on the appointment rate; find out about the win rate.",
        "✕ missed ¥1.68M plan ¥2.4M (70.0 %)",
        "Cycle to date ¥4.14M / ¥4.80M (86.3 %)",
        "Within its usual range (¥1.63–2.65M, provisional).",
        "Even at plan strength, 4 contracts or fewer happen one month in three (35 %).",
        "Appointment rate ★ (Appointments set ÷ Appointment asks) 26.3 % (50/190) plan 30 %",
        "Probably really low (87 %) Back at plan: +¥235k a month (¥0–566k)",
        "Win rate (Contracts ÷ Proposals) 14.8 % (4/27) plan 20 %",
        "Largest part of the gap (−¥606k) but may be chance (74 %). About 17 more proposals will tell.",
        "▸ Ask why the 23 did not go on: open, lost, or no answer.",
        "Meeting rate (Sales meetings ÷ Appointments set) 84.0 % (42/50) plan 80 %",
        "Average deal (New revenue ÷ Contracts) ¥420k plan ¥400k +¥98.5k each",
        "Even with all 6 steps exactly on plan,",
        "at least one shows 80 % or more by chance in 74 % of the months.",
        "Next review Thu 3 Dec month start How to run it 2 open actions (1 late)",
        "2 open actions (1 late) 3 of 4 agreed, 1 of them to renew",
    ):
        assert said in shown


def test_november_of_the_sample_in_japanese() -> None:
    shown = screen("ja", "sales-1")

    for said in (
        "11月の新規売上は168.0万円、計画に72.0万円届きませんでした。手を打つのはアポ獲得率、見極めるのは受注率です。",
        "✕ 未達 168.0万円 計画240万円 (70.0 %)",
        "ふだんの変動の幅の中(162.6〜265.5万円、暫定)。契約数4件以下は計画どおりの力でも3回に1回(35 %)。",
        "アポ獲得率 ★ (アポ獲得数 ÷ アポ打診数) 26.3 % (50/190) 計画30 %",
        "おそらく本当に低い(87 %) 計画まで戻せば 月+23.5万円 (0〜56.6万円)",
        "受注率 (契約数 ÷ 提案数) 14.8 % (4/27) 計画20 %",
        "差の最大(−60.6万円)だが、偶然かもしれない(74 %)。あと17件(提案数)で見当がつく。",
        "商談化率 (商談数 ÷ アポ獲得数) 84.0 % (42/50) 計画80 %",
        "42.0万円 計画40万円 それぞれ +9.8万円",
        "次の振り返り 12月3日(木) 月初 進め方を開く 宿題 2件 (期限切れ1) 合意 4人中3人(うち再合意待ち1人)",
    ):
        assert said in shown


def test_only_evidence_is_coloured() -> None:
    body = sample("en")["teams/sales-1/index.md"].body

    assert body.count("gb-lane--worse") == 1
    assert body.count("gb-lane--maybe") == 1
    assert body.count("gb-lane--better") == 0
    assert body.count("gb-impact__bar--worse") == 3  # the stage, connecting, setting appointments
    assert body.count("gb-impact__bar--maybe") == 2  # asking, winning: may be chance


def test_the_summary_is_five_plain_lines() -> None:
    for language in ("en", "ja"):
        body = sample(language)["teams/sales-1/index.md"].body
        found = re.search(r'<pre id="summary" hidden>(.*?)</pre>', body, re.DOTALL)
        assert found is not None
        lines = [line for line in found[1].split("\n") if line.strip()]
        assert len(lines) == 5
        assert "<" not in found[1]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("team", ["emergency", "pipeline", "sales-1"])
def test_every_sentence_of_the_sample_was_read_once(team: str, language: str, golden: Golden) -> None:
    narrative = part(language, f"teams/{team}/diagnosis/index.md", '<p class="gb-narrative">', "<section")

    golden(f"sentences/{team}-{language}.txt", f"{screen(language, team)}\n\n{narrative}\n")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("team", ["emergency", "pipeline"])
def test_every_number_of_the_pages_behind_it_was_reckoned_once(
    team: str, language: str, golden: Golden
) -> None:
    """`test_sentences_by_hand` does it, from the bare log."""
    folder = f"teams/{team}"
    parts = [
        part(language, f"{folder}/diagnosis/index.md", '<h2 id="bases">', '<h2 id="definitions">'),
        part(language, f"{folder}/okr/index.md", '<section class="gb-section gb-objective"', "</section>"),
    ]
    if team == "pipeline":  # nothing is worked back from a rate of breaches
        parts.append(part(language, f"{folder}/plan/index.md", '<p class="gb-chances__lead">', "<section"))
        parts.append(part(language, f"{folder}/plan/index.md", '<h2 id="required">', "<details"))

    golden(f"sentences/{team}-pages-{language}.txt", "\n\n".join(parts) + "\n")


@cache
def on_18_november(language: str) -> str:
    """The page of the running month, as the team would have seen it on that day."""
    loaded = run.load(WorkingTree(ROOT))
    company = loaded.handbook.company.model_copy(update={"as_of": None})
    book = dataclasses.replace(loaded.handbook, company=company)
    loaded = dataclasses.replace(loaded, handbook=book)
    found = pages(loaded, today=date(2026, 11, 18), language=language, only=["team"])
    return read(found["teams/sales-1/index.md"].body)


def test_a_running_month_in_english() -> None:
    shown = on_18_november("en")

    for said in (
        "November so far",
        "Day 12 of 19: 27 appointments set (plan 60, by now about 38).",
        "At this pace 43 (37–50): ▼ unlikely (under 1 %).",
        "4.7 a day needed for 7 days, now 2.3.",
        "Too early for the win rate.",
    ):
        assert said in shown


def test_a_running_month_in_japanese() -> None:
    shown = on_18_november("ja")

    for said in (
        "営業日12/19日でアポ獲得数は27件(計画60件、ここまでの目安38件)。",
        "この勢いなら43件(37〜50件)。",
        "▼ 届きにくい(1 %未満)。",
        "残り7日で1日4.7件が必要です(いま2.3件)。",
        "受注率はまだ判断できません。",
    ):
        assert said in shown
