"""`new cycle --from` carries what is still open, in the author's own lines."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from goalbook.errors import ConfigError
from goalbook.load.run import load
from goalbook.record.new import NewCycle, new_cycle
from goalbook.tree import WorkingTree
from goalbook.validate.run import check

ROOT = Path(__file__).resolve().parents[3]
DECEMBER = date(2026, 12, 20)
OLD = """\
# yaml-language-server: $schema=../../.schema/cycle.json
cycle: h2
why: Repeat orders
  no longer grow.
one_line: Ask better
kgi: calls

metrics:
  calls:                       # every call
    name: Calls
    kind: count
    target:
      - {from: 2026-10-01, value: 100}
      - from: 2026-12-01
        value: 120
        why: More people.
  asks: {name: Asks, kind: count, target: 10}

objectives:
  # the first
  trust:
    title: Be trusted
    key_results:
      kr1:
        title: 100 calls
        metric: calls
        target: 100
        due: 2027-03-31
      kr2:                     # still open
        title: 1,000 calls
        metric: calls
        target: 1,000
        due: 2027-03-31
  told:
    title: Be told
    key_results:
      kr1:
        title: Said it back
        rubric:
          - asked
          - said it back
        level: 2
        target: 2

changes:
  - {date: 2026-11-01, what: calls, why: Counted anew.}
"""
NEW = """\
# yaml-language-server: $schema=../../.schema/cycle.json
cycle: h1
kgi: calls

metrics:
  calls:                       # every call
    name: Calls
    kind: count
    target: 120
  asks: {name: Asks, kind: count, target: 10}

objectives:
  # the first
  trust:
    title: Be trusted
    key_results:
      kr2:                     # still open
        title: 1,000 calls
        metric: calls
        target: 1,000

"""


def project(root: Path, cycle: str) -> Path:
    team = root / "goals/teams/sales"
    (team / "log/progress").mkdir(parents=True)
    (root / "goals/company.yml").write_text("name: n\ncycles:\n  h2: 2026-10-01..2027-03-31\n")
    (team / "team.yml").write_text("name: Sales\n")
    (team / "h2.yml").write_text(cycle)
    (team / "log/progress/2026-11.csv").write_text("date,metric,value\n2026-11-06,calls,150\n")
    return root


WANTED = NewCycle(team="sales", id="h1", days="2027-04-01..2027-09-30", source="h2")


def test_what_is_still_open_goes_on(tmp_path: Path) -> None:
    written = new_cycle(project(tmp_path, OLD), WANTED, DECEMBER)

    assert written == ("goals/teams/sales/h1.yml", "goals/company.yml")
    assert (tmp_path / "goals/teams/sales/h1.yml").read_text() == NEW
    assert (tmp_path / "goals/teams/sales/h2.yml").read_text() == OLD


def test_without_numbers_every_key_result_is_open(tmp_path: Path) -> None:
    root = project(tmp_path, OLD)
    (root / "goals/teams/sales/log/progress/2026-11.csv").unlink()

    new_cycle(root, WANTED, DECEMBER)

    found = load(WorkingTree(root)).handbook.teams["sales"].cycles["h1"]
    assert {name: list(each.key_results) for name, each in found.objectives.items()} == {
        "trust": ["kr1", "kr2"]
    }


def test_the_sample_team_goes_on_without_a_new_problem(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "goals", tmp_path / "goals")
    wanted = NewCycle(team="sales-1", id="fy2027-h1", days="2027-04-01..2027-09-30", source="fy2026-h2")

    path, _ = new_cycle(tmp_path, wanted, DECEMBER)

    loaded = load(WorkingTree(tmp_path))
    cycles = loaded.handbook.teams["sales-1"].cycles
    assert [problem for problem in check(loaded) if problem.is_error and problem.location.path == path] == []
    assert list(cycles["fy2027-h1"].metrics) == list(cycles["fy2026-h2"].metrics)
    target = cycles["fy2027-h1"].metrics["next_appointment_rate"].target
    assert target is not None
    assert [step.value.text for step in target.steps] == ["60%"]
    assert all(
        result.due is None
        for each in cycles["fy2027-h1"].objectives.values()
        for result in each.key_results.values()
    )


def test_lines_that_cannot_change_alone_are_left_to_the_author(tmp_path: Path) -> None:
    flow = "cycle: h2\nmetrics:\n  a: {name: A, kind: count, target: [{from: 2026-10-01, value: 1}]}\n"

    with pytest.raises(ConfigError, match="cannot be carried over safely"):
        new_cycle(project(tmp_path, flow), WANTED, DECEMBER)

    assert not (tmp_path / "goals/teams/sales/h1.yml").exists()
    assert "h1" not in (tmp_path / "goals/company.yml").read_text()


def test_an_unknown_cycle_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        new_cycle(
            project(tmp_path, OLD), NewCycle(team="sales", id="h1", days=WANTED.days, source="h9"), DECEMBER
        )

    assert caught.value.values["names"] == "h2"
