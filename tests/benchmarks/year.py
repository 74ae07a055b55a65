# ruff: noqa: E501 - the YAML below stands as an author would write it
"""Writes a synthetic company that recorded every day of a year: ten numbers a day for each team.

Drawn with a fixed seed around each team's plan, so the same call writes the same bytes.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np

COMPANY = """\
name: {en: Synthetic Company, ja: 合成株式会社}
languages: [en, ja]
as_of: 2027-03-19
cycles:
  fy2026-h1: 2026-03-20..2026-09-30
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
cycle: {cycle}
one_line: {{en: Ask better, ja: 打診の質を上げる}}
kgi: revenue
metrics:
  revenue: {{name: {{en: Revenue, ja: 売上}}, kind: amount, formula: contracts × deal, target: "{target}", per: month, owner: sato, cadence: day}}
  deal: {{name: {{en: Average deal, ja: 平均単価}}, kind: ratio, of: revenue / contracts, target: "400,000"}}
  contracts: {{name: {{en: Contracts, ja: 契約数}}, kind: count, cadence: day, funnel: [calls, appointments, meetings, proposals, contracts]}}
  appointments: {{name: {{en: Appointments, ja: アポ獲得数}}, kind: count, cadence: day, funnel: [calls, conversations, asks, appointments]}}
  calls: {{name: {{en: Calls, ja: 電話数}}, kind: count, owner: ito, cadence: day}}
  conversations: {{name: {{en: Conversations, ja: 通話数}}, kind: count, cadence: day}}
  asks: {{name: {{en: Asks, ja: アポ打診数}}, kind: count, cadence: day}}
  meetings: {{name: {{en: Meetings, ja: 商談数}}, kind: count, cadence: day}}
  proposals: {{name: {{en: Proposals, ja: 提案数}}, kind: count, cadence: day}}
  pipeline: {{name: {{en: Open pipeline, ja: 見込み残高}}, kind: level, unit: 件, cadence: day, supports: win_rate}}
  reply_hours: {{name: {{en: Hours to reply, ja: 返信までの時間}}, kind: duration, unit: 時間, target: "4", cadence: day, supports: win_rate}}
  connect_rate: {{name: {{en: Connect rate, ja: 接続率}}, kind: rate, of: conversations / calls, target: 40%}}
  ask_rate: {{name: {{en: Ask rate, ja: 打診率}}, kind: rate, of: asks / conversations, target: 20%}}
  appointment_rate: {{name: {{en: Appointment rate, ja: アポ獲得率}}, kind: rate, of: appointments / asks, target: 30%}}
  meeting_rate: {{name: {{en: Meeting rate, ja: 商談化率}}, kind: rate, of: meetings / appointments, target: 80%}}
  proposal_rate: {{name: {{en: Proposal rate, ja: 提案率}}, kind: rate, of: proposals / meetings, target: 62.5%}}
  win_rate: {{name: {{en: Win rate, ja: 受注率}}, kind: rate, of: contracts / proposals, target: 20%, owner: sato}}
kpis:
  win_rate: {{because: {{en: It is the largest lift, ja: 伸びしろが大きい}}}}
  asks: {{because: {{en: Volume comes first, ja: まず量}}}}
objectives:
  trust:
    title: {{en: Grow by trust, ja: 信頼で伸びる}}
    key_results:
      kr1: {{title: {{en: 48 meetings a month, ja: 月48件の商談}}, metric: meetings, per: month, baseline: 30, target: 48}}
      kr2: {{title: {{en: A win rate of 20 %, ja: 受注率20%}}, metric: win_rate, over: 3 months, baseline: 12%, target: 20%}}
"""
CYCLES = ("fy2026-h1", "fy2026-h2")
FIRST, DAYS = date(2026, 3, 20), 365
RATES = {
    "conversations": 0.4,
    "asks": 0.2,
    "appointments": 0.3,
    "meetings": 0.8,
    "proposals": 0.625,
    "contracts": 0.2,
}
METRICS = ("calls", *RATES, "revenue", "pipeline", "reply_hours")


def write(root: Path, teams: int) -> int:
    """Write `teams` teams under ``root/goals``; returns how many rows their logs have."""
    (root / "goals").mkdir(parents=True)
    (root / "goals/company.yml").write_text(COMPANY, encoding="utf-8")
    draw = np.random.default_rng(20261130)
    days = [str(FIRST + timedelta(days=day)) for day in range(DAYS)]
    for number in range(1, teams + 1):
        folder = root / f"goals/teams/t{number:04}"
        (folder / "log/progress").mkdir(parents=True)
        (folder / "team.yml").write_text(TEAM.format(n=number), encoding="utf-8")
        target = f"{2_000_000 + 10_000 * (number % 40):,}"
        for cycle in CYCLES:
            (folder / f"{cycle}.yml").write_text(CYCLE.format(cycle=cycle, target=target), encoding="utf-8")
        (folder / "log/progress/all.csv").write_text(_log(draw, days), encoding="utf-8")
    return teams * len(METRICS) * DAYS


def _log(draw: np.random.Generator, days: list[str]) -> str:
    """A year of a team: a funnel drawn step by step, and two numbers beside it."""
    numbers = {"calls": draw.poisson(85, DAYS)}
    above = numbers["calls"]
    for step, rate in RATES.items():
        above = numbers[step] = draw.binomial(above, rate * draw.uniform(0.85, 1.1))
    numbers["revenue"] = above * draw.integers(30, 50, DAYS) * 10_000
    numbers["pipeline"] = draw.poisson(40, DAYS)
    numbers["reply_hours"] = draw.integers(1, 9, DAYS)
    columns = [(name, numbers[name].tolist()) for name in METRICS]
    rows = (
        f"{day},{name},{values[place]},sato" for place, day in enumerate(days) for name, values in columns
    )
    return "date,metric,value,by\n" + "\n".join(rows) + "\n"
