"""A chosen KPI on which little depends is a finding, unless a reason stands beside it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from drawn import ROOT, bodies
from goalbook.analyse import run
from goalbook.load.run import load
from goalbook.tree import WorkingTree

CHOSEN = "  appointment_rate:\n    because:"
SAID = "It is chosen although other steps weigh more, and no reason is given."


@pytest.mark.parametrize(
    ("kpi", "finding"),
    [
        ("  proposal_rate: {}\n", "low-impact"),
        ("  proposal_rate: {because: {en: We promised it., ja: 約束した。}}\n", ""),
        ("  connect_rate: {}\n", ""),  # recommended, so the numbers are the reason
    ],
)
def test_the_choice_is_compared_with_the_ranking(tmp_path: Path, kpi: str, finding: str) -> None:
    shutil.copytree(ROOT / "goals", tmp_path / "goals")
    file = tmp_path / "goals/teams/sales-1/fy2026-h2.yml"
    text = file.read_text(encoding="utf-8")
    assert CHOSEN in text
    file.write_text(text.replace(CHOSEN, kpi + CHOSEN), encoding="utf-8")
    loaded, day = load(WorkingTree(tmp_path)), date(2026, 11, 30)
    assert loaded.problems == ()

    rows = run.build(loaded.handbook, day, ("ranking",)).rows("ranking", "sales-1")
    november = [row for row in rows if row.period == "month" and row.first == date(2026, 11, 1)]
    checklist = bodies(loaded, today=day, only=["team_checklist"])["teams/sales-1/checklist/index.md"]

    assert [row.finding for row in november if row.kpi == kpi.split(":", maxsplit=1)[0].strip()] == [finding]
    assert (SAID in checklist) == (finding == "low-impact")
