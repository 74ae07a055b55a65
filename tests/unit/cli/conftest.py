"""A small project and somebody who answers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

COMPANY = "name: Sample\nlanguages: [{language}, {other}]\ncycles:\n  h2: 2026-10-01..2027-03-31\n"
TEAM = """\
name: Sales
as_of: 2026-11-20
members:
  sato: {name: {en: Sato, ja: 佐藤}}
  ito: {name: Ito}
"""
CYCLE = """\
cycle: h2
metrics:
  calls: {name: {en: Calls, ja: 電話数}, kind: count, owner: sato, target: "2,500", per: month}
  asks: {name: {en: Asks, ja: 打診数}, kind: count, owner: ito}
  revenue: {name: {en: Revenue, ja: 売上}, kind: amount, owner: ito, cadence: month}
  ask_rate: {name: {en: Ask rate, ja: 打診率}, kind: rate, of: asks / calls}
"""


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def team(tmp_path: Path) -> Callable[..., Path]:
    """Makes a project with a team of two on Friday 20 November 2026; log files by name."""

    def make(*, language: str = "en", **logs: str) -> Path:
        folder = tmp_path / "goals/teams/sales"
        (folder / "log/progress").mkdir(parents=True)
        other = "ja" if language == "en" else "en"
        (tmp_path / "goals/company.yml").write_text(COMPANY.format(language=language, other=other))
        (folder / "team.yml").write_text(TEAM)
        (folder / "h2.yml").write_text(CYCLE)
        for name, text in logs.items():
            (folder / f"log/progress/{name.replace('_', '-')}.csv").write_text(text)
        return tmp_path

    return make


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sits somebody at a terminal who types these lines."""

    def sit(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", _Terminal("".join(f"{line}\n" for line in lines)))

    return sit
