"""What could not be read on one side is not compared: nobody knows what it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goalbook.cli import _boundary
from repositories import Repo

H2 = "goals/teams/sales/fy2026-h2.yml"
Diff = Callable[[Any, Any], Any]

GOOD = """\
metrics:
  calls: {name: Calls, kind: count, target: 10, owner: sato}
  asks: {name: Asks, kind: count}
kpis:
  calls: {because: It leaks}
objectives:
  o: {title: Grow, key_results: {k: {title: More, metric: calls, target: 10}}}
practices:
  p: {wish: Better, steps: {a: {text: Ask, now: true}, b: {text: Ask twice}}}
"""
BROKEN = {
    "a metric": ("kind: count, target", "kind: cuont, target"),
    "a target": ("target: 10, owner", "target: 1_0, owner"),
    "an owner": ("owner: sato", "owner: S A"),
    "a chosen KPI": ("{because: It leaks}", "{becuase: It leaks}"),
    "a key result": ("title: More, ", ""),
    "an objective": ("title: Grow, ", ""),
    "a step": ("{text: Ask, now: true}", "{now: true}"),
    "the whole file": ("metrics:\n", "metrics: [\n"),
}


@pytest.mark.parametrize("place", BROKEN)
def test_nothing_is_made_up_about_what_could_not_be_read(place: str, diff: Diff) -> None:
    good, bad = BROKEN[place]
    assert good in GOOD

    for before, after in ((GOOD.replace(good, bad), GOOD), (GOOD, GOOD.replace(good, bad))):
        found = diff(before, after)
        assert found.old.problems or found.new.problems
        assert found.lines == []


def test_what_else_changed_is_told(diff: Diff) -> None:
    found = diff(
        GOOD.replace("kind: count, target", "kind: cuont, target"), GOOD.replace("name: Asks", "name: Ask")
    )

    assert [change.kind for change in found.changes] == ["name-changed"]


def test_a_renamed_entry_that_could_not_be_read_before_is_not_new(diff: Diff) -> None:
    after = GOOD.replace("  asks: {name: Asks, kind: count}", "  tries: {name: Asks, kind: count, was: asks}")
    found = diff(
        GOOD.replace("  asks: {name: Asks, kind: count}", "  asks: {name: Asks, kind: cuont}"), after
    )

    assert found.lines == []


def test_rows_of_a_file_that_could_not_be_read_are_not_new(diff: Diff) -> None:
    log = "goals/teams/sales-1/log/progress/a.csv"
    good = "date,metric,value\n2026-11-06,calls,1\n"

    assert diff({log: "what,ever\n1,2\n"}, {log: good}).lines == []
    assert diff({log: good}, {log: "what,ever\n1,2\n"}).lines == []


def told(repo: Repo, capsys: pytest.CaptureFixture[str], base: str, *options: str) -> tuple[str, str]:
    """What ``goalbook diff`` prints of a commit against the newest one."""
    assert _boundary.run(["-C", str(repo.root), "diff", base, "HEAD", *options]) == 0
    out, err = capsys.readouterr()
    return out, err


BROKEN_BASES = {
    "a cycle file": (H2, b"cycle: [", {"team-added"}),
    "a team file": ("goals/teams/sales/team.yml", b"name: [", {"target-moved", "team-added"}),
    "a log": ("goals/teams/sales/log/progress/a.csv", b"what,ever\n1,2\n", {"target-moved", "team-added"}),
    "bytes that are no text": (H2, b"\xff\xfe\x00", {"team-added"}),
    "the company": ("goals/company.yml", b"name: [", {"target-moved", "team-added"}),
}


@pytest.mark.parametrize("what", BROKEN_BASES)
def test_what_can_be_read_of_a_broken_base_is_compared(
    what: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, broken, kinds = BROKEN_BASES[what]
    repo = Repo.make(tmp_path / "repo")
    repo.version("v1")
    log = "goals/teams/sales/log/progress/a.csv"
    repo.write({log: "date,metric,value\n2026-11-06,proposals,1\n"})
    whole = (repo.root / path).read_bytes()
    repo.write({path: broken})
    base = repo.commit("Break")
    repo.write({path: whole, "goals/teams/new/team.yml": "name: New\n"})
    text = (repo.root / H2).read_text(encoding="utf-8")
    assert "target: 20%" in text
    repo.write({H2: text.replace("target: 20%", "target: 18%")})
    repo.commit("Mend, and change the rest")

    out, err = told(repo, capsys, base)
    assert {line.split(": ")[1] for line in out.splitlines()} == kinds
    assert re.search(rf"(?m)^{path}:.*could not be read", err)
    comment, _ = told(repo, capsys, base, "--format", "markdown", "--language", "en")
    assert f"could not be read before or now: 1. `{path}:" in comment
    assert ("falls from 20 % to 18 %" in comment) is ("target-moved" in kinds)
