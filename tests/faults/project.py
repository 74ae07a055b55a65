"""The project that the fault tests record into."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from goalbook.load.run import load
from goalbook.record import one_team
from goalbook.tree import WorkingTree

LOG = "goals/teams/sales/log/progress"
COMPANY = """\
name: Sample
languages: [en, ja]
cycles:
  h2: 2026-10-01..2027-03-31
"""
TEAM = """\
name: Sales
as_of: 2026-11-30
members:
  sato: {name: Sato}
  ito: {name: Ito}
"""
CYCLE = """\
cycle: h2
metrics:
  calls: {name: Calls, kind: count}
  asks: {name: Asks, kind: count}
"""
FILES = {
    "goals/company.yml": COMPANY,
    "goals/teams/sales/team.yml": TEAM,
    "goals/teams/sales/h2.yml": CYCLE,
}


def a_project(root: Path) -> Path:
    """A company, a team of two and its cycle; no log."""
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / LOG).mkdir(parents=True)
    return root


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file with its bytes, hidden ones too."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def numbers(root: Path) -> Counter[tuple[str, str]]:
    """How often each segment with its value stands in the log, as a build reads it."""
    rows = (row for log in one_team.logs(root, "sales") for _line, row in log.rows())
    return Counter((row["segment"], row["value"]) for row in rows)


def mistakes(root: Path) -> int:
    """How many things loading complains about."""
    return len(load(WorkingTree(root)).problems)
