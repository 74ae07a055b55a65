"""`new team` and `new cycle` write files that load without a problem, and touch nothing else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from goalbook.errors import ConfigError
from goalbook.load.run import load
from goalbook.record.block import inserted
from goalbook.record.new import NewCycle, new_cycle, new_team
from goalbook.tree import WorkingTree
from goalbook.validate.run import check

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_empty_folder_becomes_a_project_without_errors(tmp_path: Path, language: str) -> None:
    new_team(tmp_path, "sales-1", name='営業 "1" 課', language=language)
    new_cycle(tmp_path, NewCycle(team="sales-1", id="fy2026-h2", days="2026-10-01..2027-03-31"), TODAY)

    loaded = load(WorkingTree(tmp_path))

    assert [problem for problem in check(loaded) if problem.is_error] == []
    assert loaded.handbook.company.languages[0] == language
    assert str(loaded.handbook.teams["sales-1"].team.name) == '営業 "1" 課'
    assert list(loaded.handbook.teams["sales-1"].cycles) == ["fy2026-h2"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_commented_example_of_a_draft_is_true(tmp_path: Path, language: str) -> None:
    new_team(tmp_path, "sales-1", name="Sales", language=language)
    new_cycle(tmp_path, NewCycle(team="sales-1", id="fy2026-h2", days="2026-10-01..2027-03-31"), TODAY)
    path = tmp_path / "goals/teams/sales-1/fy2026-h2.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(re.sub(r"^#(?= {2}|[^ ])", "", line) for line in lines), encoding="utf-8")

    problems = check(load(WorkingTree(tmp_path)))

    assert [str(problem.location) for problem in problems if problem.is_error] == []
    assert set(load(WorkingTree(tmp_path)).handbook.teams["sales-1"].cycles["fy2026-h2"].metrics) == {
        "revenue",
        "average_deal",
        "contracts",
        "proposals",
        "win_rate",
    }


def test_a_second_cycle_adds_one_line_to_the_company(tmp_path: Path) -> None:
    new_team(tmp_path, "sales-1", name="Sales")
    new_cycle(tmp_path, NewCycle(team="sales-1", id="h1", days="2026-04-01..2026-09-30"), TODAY)
    before = (tmp_path / "goals/company.yml").read_text().splitlines()

    written = new_cycle(tmp_path, NewCycle(team="sales-1", id="h2", days="2026-10-01..2027-03-31"), TODAY)

    after = (tmp_path / "goals/company.yml").read_text().splitlines()
    assert written == ("goals/teams/sales-1/h2.yml", "goals/company.yml")
    assert [line for line in after if line not in before] == ["  h2: 2026-10-01..2027-03-31"]
    assert [line for line in before if line not in after] == []


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    new_team(tmp_path, "sales-1", name="Sales")
    path = tmp_path / "goals/teams/sales-1/team.yml"
    path.write_text("mine")

    with pytest.raises(ConfigError, match="exists already"):
        new_team(tmp_path, "sales-1", name="Other")

    assert path.read_text() == "mine"


@pytest.mark.parametrize("identifier", ["Sales", "営業", "../up", "", "a b", "con"])
def test_an_id_that_cannot_be_one_is_refused(tmp_path: Path, identifier: str) -> None:
    with pytest.raises(ConfigError):
        new_team(tmp_path, identifier, name="x")

    assert not (tmp_path / "goals").exists()


def test_a_cycle_of_an_unknown_team_is_refused(tmp_path: Path) -> None:
    new_team(tmp_path, "sales-1", name="Sales")

    with pytest.raises(ConfigError, match='no team "sales-2"'):
        new_cycle(tmp_path, NewCycle(team="sales-2", id="h1", days="2026-04-01..2026-09-30"), TODAY)


def test_a_cycle_without_days_says_how_to_give_them(tmp_path: Path) -> None:
    new_team(tmp_path, "sales-1", name="Sales")

    with pytest.raises(ConfigError) as caught:
        new_cycle(tmp_path, NewCycle(team="sales-1", id="h1"), TODAY)

    assert "--days" in caught.value.hint
    assert not (tmp_path / "goals/teams/sales-1/h1.yml").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("cycles:\n", "cycles:\n  x: 1\n"),
        ("cycles:\n    a: 1 # first\nname: n\n", "cycles:\n    a: 1 # first\n    x: 1\nname: n\n"),
        ("cycles:\n  a: 1\n\n# later\nname: n\n", "cycles:\n  a: 1\n  x: 1\n\n# later\nname: n\n"),
        ("name: n", "name: n\ncycles:\n  x: 1\n"),
        ("cycles:\n  a: 1", "cycles:\n  a: 1\n  x: 1\n"),
    ],
)
def test_a_line_is_inserted_at_the_end_of_its_group(before: str, after: str) -> None:
    assert inserted(before, "cycles", ["x: 1"]) == after


def test_a_group_in_braces_is_left_to_the_author(tmp_path: Path) -> None:
    new_team(tmp_path, "sales-1", name="Sales")
    company = tmp_path / "goals/company.yml"
    company.write_text("name: n\ncycles: {h1: 2026-04-01..2026-09-30}\n")

    with pytest.raises(ConfigError) as caught:
        new_cycle(tmp_path, NewCycle(team="sales-1", id="h2", days="2026-10-01..2027-03-31"), TODAY)

    assert "Add this line" in caught.value.hint
    assert company.read_text() == "name: n\ncycles: {h1: 2026-04-01..2026-09-30}\n"
    assert not (tmp_path / "goals/teams/sales-1/h2.yml").exists()
