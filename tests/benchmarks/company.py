# ruff: noqa: E501 - the YAML below stands as an author would write it
"""Writes a synthetic company: so many teams, each with a funnel, OKRs, a practice and weekly logs.

Everything follows from the team's number, so the same call writes the same bytes.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

COMPANY = """\
name: {en: Synthetic Company, ja: 合成株式会社}
languages: [en, ja]
as_of: 2026-11-30
cycles:
  fy2026-h2: 2026-10-01..2027-03-31
"""
TEAM = """\
name: {{en: Team {n}, ja: チーム{n}}}
mission: {{en: The first team a customer trusts, ja: 最初に信頼されるチームになる}}
lead: sato
members:
  sato: {{name: 佐藤}}
  ito: {{name: 伊藤}}
"""
CYCLE = """\
cycle: fy2026-h2
one_line: {{en: Ask better, ja: 打診の質を上げる}}
kgi: revenue
metrics:
  revenue:
    {{name: {{en: Revenue, ja: 売上}}, kind: amount, formula: contracts × deal, target: "{target}", per: month, owner: sato}}
  deal: {{name: {{en: Average deal, ja: 平均単価}}, kind: ratio, of: revenue / contracts, target: "400,000"}}
  contracts: {{name: {{en: Contracts, ja: 契約数}}, kind: count, funnel: [calls, asks, meetings, proposals, contracts]}}
  calls: {{name: {{en: Calls, ja: 電話数}}, kind: count, owner: ito}}
  asks: {{name: {{en: Asks, ja: 打診数}}, kind: count}}
  meetings: {{name: {{en: Meetings, ja: 商談数}}, kind: count}}
  proposals: {{name: {{en: Proposals, ja: 提案数}}, kind: count}}
  ask_rate: {{name: {{en: Ask rate, ja: 打診率}}, kind: rate, of: asks / calls, target: 40%}}
  meeting_rate: {{name: {{en: Meeting rate, ja: 商談化率}}, kind: rate, of: meetings / asks, target: 30%}}
  proposal_rate: {{name: {{en: Proposal rate, ja: 提案率}}, kind: rate, of: proposals / meetings, target: 60%}}
  win_rate: {{name: {{en: Win rate, ja: 受注率}}, kind: rate, of: contracts / proposals, target: 20%, owner: sato}}
kpis:
  win_rate: {{because: {{en: It is the largest lift, ja: 伸びしろが大きい}}}}
  asks: {{because: {{en: Volume comes first, ja: まず量}}}}
objectives:
  trust:
    title: {{en: Grow by trust, ja: 信頼で伸びる}}
    key_results:
      kr1: {{title: {{en: 40 meetings a month, ja: 月40件の商談}}, metric: meetings, per: month, baseline: 30, target: 40}}
      kr2: {{title: {{en: A win rate of 20 %, ja: 受注率20%}}, metric: win_rate, over: 3 months, baseline: 12%, target: 20%}}
practices:
  hearing:
    wish: {{en: A better win rate, ja: 受注率を上げたい}}
    metric: win_rate
    steps:
      questions: {{now: true, text: {{en: Prepare 5 questions, ja: 質問を5つ準備する}}, minutes: 20, per_week: 3}}
"""


def write(root: Path, teams: int) -> None:
    """Write `teams` teams under ``root/goals``."""
    (root / "goals").mkdir(parents=True)
    (root / "goals/company.yml").write_text(COMPANY, encoding="utf-8")
    for number in range(1, teams + 1):
        _write_team(root / f"goals/teams/t{number:04}", number)


def _write_team(folder: Path, number: int) -> None:
    (folder / "log/progress").mkdir(parents=True)
    (folder / "team.yml").write_text(TEAM.format(n=number), encoding="utf-8")
    target = f"{2_000_000 + 10_000 * (number % 40):,}"
    (folder / "fy2026-h2.yml").write_text(CYCLE.format(target=target), encoding="utf-8")
    (folder / "log/progress/all.csv").write_text(_log(number), encoding="utf-8")


def _log(number: int) -> str:
    lines = ["date,metric,value,by"]
    for week in range(9):
        day = date(2026, 10, 2) + timedelta(weeks=week)
        calls = 80 + (number * 7 + week * 13) % 40
        asks = calls * (35 + (number + week) % 10) // 100
        meetings = asks * (25 + (number * 3 + week) % 12) // 100
        proposals = meetings * 6 // 10
        contracts = (proposals * (1 + (number + week) % 3)) // 8
        counts = {
            "calls": calls,
            "asks": asks,
            "meetings": meetings,
            "proposals": proposals,
            "contracts": contracts,
        }
        lines += [f"{day},{metric},{value},sato" for metric, value in counts.items()]
        lines.append(f"{day},revenue,{contracts * 410_000},sato")
    return "\n".join(lines) + "\n"
