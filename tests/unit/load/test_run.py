"""Loading as a whole: the sample company, files that cannot be opened, many bad files at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from goalbook.errors import SourceUnreadable
from goalbook.load.loaded import Loaded
from goalbook.load.run import load
from goalbook.model.ref import Ref, cycle_ref, team_ref
from goalbook.present import places
from goalbook.problems import Location
from goalbook.tree import MemoryTree, WorkingTree

Load = Callable[..., Loaded]
CYCLE = "goals/teams/sales-1/fy2026-h2.yml"
PLACED = """\
cycle: fy2026-h2
metrics:
  calls:
    name: {en: Calls, ja: 電話}
    target:
      - {from: 2026-10-01, value: 5}
    kind: count
"""


def test_the_sample_company_has_no_problem_and_canonical_logs() -> None:
    found = load(WorkingTree(places.example()))

    assert found.problems == ()
    assert {log.lines for team in found.handbook.teams.values() for log in team.logs} == {()}
    assert list(found.handbook.teams["sales-1"].cycles) == ["fy2026-h1", "fy2026-h2"]


def test_every_bad_file_is_told_in_one_run(loaded: Load) -> None:
    files = {f"goals/teams/t{number}/team.yml": "nmae: [" for number in range(100)}

    found = loaded(files)

    assert {problem.location.path for problem in found.problems} == set(files)


def test_an_empty_tree_is_a_handbook_with_one_problem() -> None:
    found = load(MemoryTree({}))

    assert [problem.key for problem in found.problems] == ["company-file-missing"]
    assert dict(found.handbook.teams) == {}


@pytest.mark.parametrize("target", ["../elsewhere/goals", "/", "..", "within/../.."])
def test_goals_that_lead_out_of_the_project_are_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "elsewhere" / "goals").mkdir(parents=True)
    project = tmp_path / "project"
    (project / "within").mkdir(parents=True)
    (project / "goals").symlink_to(target)

    with pytest.raises(SourceUnreadable, match="leads out of the project"):
        WorkingTree(project)


def test_goals_may_be_a_link_within_the_project(tmp_path: Path) -> None:
    project, known_as = tmp_path / "project", tmp_path / "known-as"
    (project / "kept").mkdir(parents=True)
    (project / "kept" / "company.yml").write_text("name: Sample\n", encoding="utf-8")
    (project / "goals").symlink_to("kept")
    known_as.symlink_to(project)

    assert [WorkingTree(root).paths() for root in (project, known_as)] == [("goals/company.yml",)] * 2


def test_links_and_folders_in_the_place_of_files_are_told(tmp_path: Path) -> None:
    team = tmp_path / "goals" / "teams" / "sales-1"
    (team / "fy2026-h2.yml").mkdir(parents=True)
    secret = tmp_path / "secret.yml"
    secret.write_text("name: secret\n", encoding="utf-8")
    (team / "team.yml").symlink_to(secret)
    (tmp_path / "goals" / "company.yml").write_text("name: Sample\n", encoding="utf-8")
    (tmp_path / "goals" / "teams" / "sales-2").symlink_to(team)

    found = load(WorkingTree(tmp_path))

    told = {(problem.location.path, problem.key) for problem in found.problems}
    assert ("goals/teams/sales-1/team.yml", "file-unreadable") in told
    assert ("goals/teams/sales-2", "file-unknown") in told
    assert "secret" not in repr(found)
    assert found.handbook.is_left_out(team_ref("sales-1"))


def test_positions_point_at_values_keys_and_items(loaded: Load) -> None:
    found = loaded({CYCLE: PLACED})

    assert found.problems == ()
    calls = cycle_ref("sales-1", "fy2026-h2").at("metrics", "calls")
    assert found.locate(calls) == Location(CYCLE, 3, 3)
    assert found.locate(calls.at("kind")) == Location(CYCLE, 7, 11)
    assert found.locate(calls.at("name")) == Location(CYCLE, 4, 5)
    assert found.locate(calls.at("name", "ja")) == Location(CYCLE, 4, 27)
    assert found.locate(calls.at("target", 0)) == Location(CYCLE, 6, 9)
    assert found.locate(calls.at("target", 0, "value")) == Location(CYCLE, 6, 35)
    assert found.locate(calls.at("owner")) == Location(CYCLE, 3, 3)
    assert found.locate(Ref("goals/other.yml", ("a",))) == Location("goals/other.yml", 1, 1)


def test_positions_are_a_mapping(loaded: Load) -> None:
    positions = loaded({CYCLE: "cycle: fy2026-h2\nchanges: []\n"}).positions[CYCLE]

    assert dict(positions) == {(): (1, 1), ("cycle",): (1, 8), ("changes",): (2, 1)}
    assert len(positions) == 3
    assert ("kgi",) not in positions
    assert ("cycle", "x") not in positions


def test_what_refers_to_something_left_out_can_be_silent(loaded: Load) -> None:
    text = "cycle: fy2026-h2\nkgi: calls\nmetrics:\n  calls: {name: Calls, kind: cuont}\nobjectives: []\n"

    cycle = loaded({CYCLE: text}).handbook.teams["sales-1"].cycles["fy2026-h2"]

    assert cycle.is_left_out("metrics", "calls")
    assert cycle.is_left_out("objectives", "any")
    assert cycle.is_left_out("objectives/any/key_results", "kr1")
    assert not cycle.is_left_out("metrics", "asks")
    assert not cycle.is_left_out("", "kgi")


def test_places_left_out_hold_what_is_below_them(loaded: Load) -> None:
    handbook = loaded({"goals/company.yml": None, CYCLE: "cycle: [\n"}).handbook

    assert handbook.is_left_out(Ref("goals/company.yml", ("cycles", "fy2026-h2")))
    assert handbook.is_left_out(cycle_ref("sales-1", "fy2026-h2").at("metrics", "calls"))
    assert not handbook.is_left_out(team_ref("sales-1").at("members", "sato"))


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems(ends: str, loaded: Load) -> None:
    text = "cycle: fy2026-h2\nmetrics:\n  calls: {name: Calls, kind: cuont}\n"

    expected = loaded({CYCLE: text})
    found = loaded({CYCLE: text.replace("\n", ends)})

    assert found.problems == expected.problems
    assert found.handbook == expected.handbook
