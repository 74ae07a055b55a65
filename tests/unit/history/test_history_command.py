"""``goalbook history`` on real repositories: what is told, and what git can do to a history."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goalbook.cli import _boundary
from repositories import Repo

Said = pytest.CaptureFixture[str]
H2 = "goals/teams/sales/fy2026-h2.yml"
TEAM = "goals/teams/sales/team.yml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Five versions: a target falls, numbers come, a file breaks and is mended."""
    made = Repo.make(tmp_path / "repo")
    for version in ("v1", "v2", "v3", "v4", "v5"):
        made.version(version)
    return made


def history(repo: Repo, said: Said, *arguments: str) -> str:
    code = _boundary.run(["-C", str(repo.root), "history", *arguments])
    out, err = said.readouterr()
    assert code == 0, err
    return out


def turns(repo: Repo, said: Said, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(history(repo, said, *arguments, "--format", "json"))["turns"]
    return found


def kinds(found: list[dict[str, Any]]) -> list[list[str]]:
    return [[change["kind"] for change in turn["changes"]] for turn in found]


def change(repo: Repo, path: str, old: str, new: str) -> None:
    file = repo.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_newest_stands_first_with_who_why_and_the_effect(repo: Repo, capsys: Said) -> None:
    assert history(repo, capsys, "sales", "--language", "en") == (
        "5 Nov 2026  Sales  Tanaka\n"
        "  “Version v4”\n"
        f"  - {H2} could not be read; what changed in it is told when it can be read again\n"
        "\n"
        "3 Nov 2026  Sales  Tanaka\n"
        "  “Version v2”\n"
        "  - The win rate target (contracts ÷ proposals) falls from 20 % to 16 %, from December\n"
        "    Reason: New customers\n"
        "  = Revenue plan per month: ¥2.40M → ¥1.92M (−¥0.48M)\n"
        "\n"
        "2 Nov 2026  Sales  Tanaka\n"
        "  “Version v1”\n"
        "  - New team: Sales\n"
    )


def test_it_is_told_in_japanese(repo: Repo, capsys: Said) -> None:
    told = history(repo, capsys, "sales", "--language", "ja", "--kind", "target-moved")

    assert "の目標が 20 % → 16 % に下がります(12月から)" in told
    assert "240.0万円 → 192.0万円(−48.0万円)" in told
    assert "理由:New customers" in told


def test_kinds_groups_measures_and_limits_narrow_it(repo: Repo, capsys: Said) -> None:
    assert kinds(turns(repo, capsys, "--kind", "numbers-recorded")) == [["numbers-recorded"]]
    assert kinds(turns(repo, capsys, "--kind", "targets")) == [["target-moved"]]
    assert kinds(turns(repo, capsys, "sales", "--metric", "win_rate")) == [["target-moved"]]
    assert len(turns(repo, capsys, "--limit", "1")) == 1
    assert turns(repo, capsys, "--metric", "revenue") == []


def test_an_unknown_kind_is_said_with_the_nearest(repo: Repo, capsys: Said) -> None:
    assert _boundary.run(["-C", str(repo.root), "history", "--kind", "target-move"]) == 2
    assert "target-moved" in capsys.readouterr().err


def test_what_changed_while_a_file_was_broken_is_told_when_it_is_mended(repo: Repo, capsys: Said) -> None:
    change(repo, H2, "20%", "30%")
    repo.write({H2: (repo.root / H2).read_bytes() + b"\nmetrics: [\n"})
    repo.commit("Break it")
    repo.write({H2: (repo.root / H2).read_bytes().replace(b"\nmetrics: [\n", b"")})
    repo.commit("Mend it")
    mended, broken, *_ = turns(repo, capsys, "sales")

    assert (broken["title"], broken["changes"], broken["not_readable"]) == ("Break it", [], [H2])
    assert mended["title"] == "Mend it"
    assert kinds([mended]) == [["target-moved"]]


def test_a_folder_with_another_name_stays_the_same_team(repo: Repo, capsys: Said) -> None:
    repo.git("mv", "goals/teams/sales", "goals/teams/sales-1")
    change(repo, "goals/teams/sales-1/team.yml", "name:", "parent: sales-9\nname:")
    repo.commit("Rename the team")
    found = turns(repo, capsys, "sales-1")

    assert found[0]["renamed_from"] == "sales"
    assert kinds(found[:1]) == [["team-placed"]]
    assert [turn["title"] for turn in found[1:]] == ["Version v4", "Version v2", "Version v1"]
    assert turns(repo, capsys, "sales") == found[1:]


def test_a_measure_with_another_id_keeps_its_history(repo: Repo, capsys: Said) -> None:
    text = (repo.root / H2).read_text(encoding="utf-8")
    before = "win_rate"
    renamed = text.replace(before, "close_rate")
    at = renamed.index("close_rate:")
    end = at + len("close_rate:")
    block = renamed[end:].startswith("\n")
    was = "\n    was: [win_rate]" if block else " {was: [win_rate],"
    renamed = renamed[:end] + was + (renamed[end:] if block else renamed[end:].lstrip().removeprefix("{"))
    repo.write({H2: renamed})
    repo.commit("Rename the measure")

    assert kinds(turns(repo, capsys, "sales", "--metric", "close_rate")) == [["id-renamed"], ["target-moved"]]


def test_a_team_that_goes_and_comes_again_is_told_both_times(repo: Repo, capsys: Said) -> None:
    for path in sorted((repo.root / "goals/teams/sales").rglob("*")):
        if path.is_file():
            path.unlink()
    repo.commit("Close")
    repo.version("v5")

    assert kinds(turns(repo, capsys, "sales"))[:2] == [["team-added"], ["team-removed"]]


def test_a_merged_proposal_is_one_turn(repo: Repo, capsys: Said) -> None:
    repo.git("switch", "--quiet", "--create", "idea")
    for name in ("Sales A", "Sales B"):
        repo.write({TEAM: f"name: {name}\n"})
        repo.commits += 1
        repo.git("commit", "--quiet", "--all", "--message", "Draft", "--author", "Sato <sato@example.com>")
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Merge pull request #12 from a/b\n\nName it", "idea")
    newest = turns(repo, capsys, "sales")[0]

    assert (newest["title"], newest["proposal"], newest["authors"]) == ("Name it", "#12", ["Sato"])
    assert "name-changed" in kinds([newest])[0]


def test_forty_files_that_move_are_no_turn(repo: Repo, capsys: Said) -> None:
    folder = "goals/teams/sales/log/progress"
    repo.write(
        {f"{folder}/a{n}.csv": f"date,metric,value,segment\n2026-11-05,proposals,1,s{n}\n" for n in range(40)}
    )
    repo.commit("Record")
    before = turns(repo, capsys, "--kind", "numbers", "--kind", "team")
    for n in range(40):
        (repo.root / folder / f"a{n}.csv").rename(repo.root / folder / f"b{39 - n}.csv")
    repo.commit("Move")

    assert turns(repo, capsys, "--kind", "numbers", "--kind", "team") == before


def test_a_clone_that_is_cut_off_says_where_its_history_starts(
    repo: Repo, capsys: Said, tmp_path: Path
) -> None:
    repo.git("clone", "--quiet", "--depth", "2", f"file://{repo.root}", str(tmp_path / "shallow"))
    shallow = Repo(tmp_path / "shallow")
    told = history(shallow, capsys, "--language", "en")

    assert "New team" not in told
    assert told.endswith(
        "This clone's history starts on 5 Nov 2026; git fetch --unshallow brings the rest.\n"
    )
    shallow.git("fetch", "--quiet", "--unshallow")
    assert "New team" in history(shallow, capsys, "--language", "en")


def test_a_submodule_a_detached_head_and_a_dirty_tree_are_no_trouble(
    repo: Repo, capsys: Said, tmp_path: Path
) -> None:
    before = turns(repo, capsys)
    other = Repo.make(tmp_path / "other")
    other.write({"a.yml": "name: A\n"})
    other.commit()
    repo.git(
        "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(other.root), "goals/teams/x"
    )
    repo.commit("A submodule")
    repo.git("switch", "--quiet", "--detach", "HEAD")
    repo.write({TEAM: "name: Not committed\n"})

    assert turns(repo, capsys) == before


def test_no_git_is_said(capsys: Said, tmp_path: Path) -> None:
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals/company.yml").write_text("name: A\n", encoding="utf-8")

    assert _boundary.run(["-C", str(tmp_path), "history"]) == 2
    assert "not in a git repository" in capsys.readouterr().err


def test_names_are_hidden_where_strangers_read(repo: Repo, capsys: Said) -> None:
    company = repo.root / "goals/company.yml"
    company.write_text(company.read_text(encoding="utf-8") + "public: true\n", encoding="utf-8")

    assert "Tanaka" not in history(repo, capsys)
    assert {name for turn in turns(repo, capsys) for name in turn["authors"]} == set()


@pytest.mark.parametrize(("day", "rate"), [("2026-11-02", "20 %"), ("2026-12-31", "16 %")])
def test_the_goals_as_they_stood_on_a_day(repo: Repo, capsys: Said, day: str, rate: str) -> None:
    told = history(repo, capsys, "sales", "--on", day, "--language", "en")

    assert f"- Win rate: {rate}" in told
    assert "KGI: Revenue" in told


def test_before_the_first_goals_there_were_none(repo: Repo, capsys: Said) -> None:
    arguments = ["-C", str(repo.root), "history", "sales", "--on"]

    assert _boundary.run([*arguments, "2026-01-01"]) == 2
    assert "the history starts on 2026-11-02" in capsys.readouterr().err
    assert _boundary.run(["-C", str(repo.root), "history", "slaes", "--on", "2026-11-30"]) == 2
    assert "Teams then: sales" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["slaes"], 'no team "slaes", and the history knows of none. Did you mean sales?'),
        (
            ["--metric", "win_rat"],
            'no measure "win_rat", and the history knows of none. Did you mean win_rate?',
        ),
        (["--kind", "target"], 'no kind of change "target". Did you mean targets?'),
    ],
)
def test_what_never_was_is_not_called_unchanged(
    asked: list[str], said: str, repo: Repo, capsys: Said
) -> None:
    assert _boundary.run(["-C", str(repo.root), "history", *asked]) == 2
    assert said in capsys.readouterr().err


def test_the_shelf_changes_nothing_but_the_time(repo: Repo, capsys: Said) -> None:
    first = history(repo, capsys)
    shelf = repo.root / ".cache/goalbook/history.json"
    again = history(repo, capsys)
    change(repo, TEAM, "name: ", "parent: x\nname: ")
    repo.git("commit", "--quiet", "--all", "--message", "More")
    more = history(repo, capsys)
    shelf.unlink()

    assert first == again
    assert more != again
    assert history(repo, capsys) == more
    assert repo.git("status", "--porcelain") == ""


def test_a_rewritten_history_is_read_anew(repo: Repo, capsys: Said) -> None:
    history(repo, capsys)
    repo.git("reset", "--quiet", "--hard", "HEAD~3")

    assert [turn["title"] for turn in turns(repo, capsys)] == ["Version v2", "Version v1"]


def test_a_shelf_that_a_proposal_brings_is_not_believed(repo: Repo, capsys: Said, tmp_path: Path) -> None:
    told = history(repo, capsys)
    shelf = repo.root / ".cache/goalbook/history.json"
    shelf.write_text(shelf.read_text().replace("Version v2", "A lie"), encoding="utf-8")
    assert "A lie" in history(repo, capsys)
    repo.git("add", "--force", ".cache")
    assert history(repo, capsys) == told
    repo.git("rm", "-r", "--quiet", "--cached", ".cache")
    (repo.root / ".cache").rename(tmp_path / "elsewhere")
    (repo.root / ".cache").symlink_to(tmp_path / "elsewhere")
    assert history(repo, capsys) == told


def test_a_broken_shelf_is_no_shelf(repo: Repo, capsys: Said) -> None:
    told = history(repo, capsys)
    (repo.root / ".cache/goalbook/history.json").write_text('{"key": ', encoding="utf-8")

    assert history(repo, capsys) == told


def test_git_is_started_a_few_times_whatever_the_history(
    repo: Repo, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        repo.write({TEAM: f"name: Sales {number}\n"})
        repo.commit()
    started: list[object] = []
    start = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *given, **more: started.append(given) or start(*given, **more)
    )

    assert len(turns(repo, capsys, "--limit", "0")) > 30
    assert len(started) <= 8


def test_nothing_heavy_is_imported(repo: Repo) -> None:
    script = (
        "import sys\nfrom goalbook.cli import _boundary\ncode = _boundary.run(['history'])\n"
        "print([name for name in ('pandas', 'numpy', 'scipy', 'plotly', 'mkdocs', 'jinja2', 'markdown') "
        "if name in sys.modules])\nsys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=repo.root, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
