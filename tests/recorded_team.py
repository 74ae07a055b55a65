"""A small team that records numbers every week: its project, for one repository host or another."""

from __future__ import annotations

from pathlib import Path

TEAM = "teams/sales/index.html"
"""The team's page."""
COMPANY = """\
name: {en: Sample, ja: 見本}
languages: [en, ja]
as_of: 2026-11-20
cycles: {h2: 2026-10-01..2027-03-31}
"""
MEMBERS = """\
name: {en: Sales, ja: 営業}
lead: sato
members: {sato: {name: {en: Sato, ja: 佐藤}}, ito: {name: {en: Ito, ja: 伊藤}}}
"""
CYCLE = """\
cycle: h2
kgi: revenue
metrics:
  revenue:
    name: {en: Revenue, ja: 売上}
    kind: amount
    formula: contracts × deal
    target: 240万円
    per: month
    owner: sato
  deal: {name: {en: Average deal, ja: 平均単価}, kind: ratio, of: revenue / contracts, target: 40万円}
  contracts:
    name: {en: Contracts, ja: 契約数}
    kind: count
    funnel: [calls, asks, visits, offers, contracts]
    owner: sato
  offers: {name: {en: Proposals, ja: 提案数}, kind: count, owner: sato}
  visits: {name: {en: Meetings, ja: 商談数}, kind: count, owner: sato}
  asks: {name: {en: Asks, ja: アポ打診数}, kind: count, owner: sato}
  calls: {name: {en: Calls, ja: 電話数}, kind: count, owner: sato}
  training: {name: {en: Training, ja: 研修時間}, kind: amount, unit: h, owner: ito}
  win_rate: {name: {en: Win rate, ja: 受注率}, kind: rate, of: contracts / offers, target: 20%}
  offer_rate: {name: {en: Proposal rate, ja: 提案率}, kind: rate, of: offers / visits, target: 50%}
  visit_rate: {name: {en: Meeting rate, ja: 商談化率}, kind: rate, of: visits / asks, target: 30%}
  ask_rate: {name: {en: Ask rate, ja: 打診率}, kind: rate, of: asks / calls, target: 20%}
practices:
  hearing:
    wish: {en: A better win rate, ja: 受注率を上げたい}
    steps:
      spin: {now: true, text: {en: One 10-minute role play, ja: ロールプレイを1回10分}, minutes: 10}
"""
LOG = """\
date,metric,value,by
2026-11-06,revenue,400000,sato
2026-11-06,contracts,1,sato
2026-11-06,offers,6,sato
2026-11-06,visits,12,sato
2026-11-06,asks,40,sato
2026-11-06,calls,200,sato
2026-11-06,training,2.5,ito
"""
SITE = "site_name: Sample\ndocs_dir: goals\ntheme: material\nplugins: [search, goalbook]\n"
HOSTS = {
    "github": "repo_url: https://github.com/example/goals\n",
    "gitlab": "repo_url: https://gitlab.com/example/goals\n",
    "none": "",
}


def a_project(project: Path, host: str) -> Path:
    team = project / "goals/teams/sales"
    (team / "log/progress").mkdir(parents=True)
    (project / "goals/company.yml").write_text(COMPANY, encoding="utf-8")
    (team / "team.yml").write_text(MEMBERS, encoding="utf-8")
    (team / "h2.yml").write_text(CYCLE, encoding="utf-8")
    (team / "log/progress/2026-11-06-sato.csv").write_text(LOG, encoding="utf-8")
    (project / "mkdocs.yml").write_text(SITE + host, encoding="utf-8")
    return project
