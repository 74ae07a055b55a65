"""A small project on disk whose team records numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

COMPANY = """\
name: Sample
languages: [en, ja]
cycles:
  h1: 2026-04-01..2026-09-30
  h2: 2026-10-01..2027-03-31
"""
TEAM = """\
name: Sales
lead: ito
as_of: {as_of}
members:
  sato: {{name: {{en: Sato, ja: 佐藤}}}}
  ito: {{name: Ito}}
"""
CYCLE = """\
cycle: {cycle}
kgi: revenue
cadence: week
metrics:
  revenue: {{name: Revenue, kind: amount, target: "2,400,000", per: month, owner: ito, cadence: month}}
  calls: {{name: {{en: Calls, ja: 電話数}}, kind: count, owner: sato, was: phone_calls}}
  asks: {{name: Asks, kind: count}}
  visits: {{name: Visits, kind: count, external: true}}
  mood: {{name: Mood, kind: score}}
  ask_rate: {{name: Ask rate, kind: rate, of: asks / calls}}
"""
LOG = "goals/teams/sales/log/progress"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Company, a team of two, two half-years, no log; the team's day is Friday 20 November 2026."""
    team = tmp_path / "goals/teams/sales"
    team.mkdir(parents=True)
    (tmp_path / "goals/company.yml").write_text(COMPANY)
    (team / "team.yml").write_text(TEAM.format(as_of="2026-11-20"))
    for cycle in ("h1", "h2"):
        (team / f"{cycle}.yml").write_text(CYCLE.format(cycle=cycle))
    return tmp_path
