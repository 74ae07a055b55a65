"""A branch that only records numbers is told from one that does anything else, by real git."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalbook.cli import _boundary
from goalbook.errors import GitError
from goalbook.history.log_only import others
from repositories import Repo

LOG = "goals/teams/sales/log/progress/2026-11-20-sato.csv"
ROWS = "date,metric,value\n2026-11-20,calls,5\n"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Goals on main and a branch that begins there."""
    made = Repo.make(tmp_path / "repo")
    made.write({".github/workflows/check.yml": "name: Check\n"})
    made.version("v3")
    made.git("switch", "--quiet", "--create", "numbers")
    return made


def asked(repo: Repo) -> tuple[str, ...] | None:
    return others(repo.root, "main", "numbers")


@pytest.mark.parametrize(
    "path",
    [
        LOG,
        "goals/teams/sales/log/progress/2026-11.csv",
        "goals/teams/sales/log/practice/2026-11.csv",
        "goals/teams/sales/log/progress/2026-11.xlsx",
        "goals/teams/other/log/confidence/営業.csv",
    ],
)
def test_new_and_changed_log_files_are_numbers(repo: Repo, path: str) -> None:
    repo.write({path: ROWS})
    repo.commit("Record")

    assert asked(repo) == ()


def test_what_happened_on_main_meanwhile_does_not_count(repo: Repo) -> None:
    repo.write({LOG: ROWS})
    repo.commit("Record")
    repo.git("switch", "--quiet", "main")
    repo.write({"goals/company.yml": "name: Other\n"})
    repo.commit("Rename the company")

    assert asked(repo) == ()


@pytest.mark.parametrize(
    "path",
    [
        "goals/teams/sales/fy2026-h2.yml",
        "goals/teams/sales/team.yml",
        "goals/company.yml",
        "goals/teams/sales/agreements/fy2026-h2/sato.yml",
        "goals/teams/sales/reviews/2026-11-18-mid-month.md",
        "goals/teams/sales/log/README.md",
        "goals/teams/sales/log/progress/run.py",
        "goals/teams/sales/log/progress/deep/2026.csv",
        "goals/log/progress/2026.csv",
        "log/progress/2026.csv",
        ".github/workflows/check.yml",
        "requirements.txt",
        "site_templates/pages/home.html.j2",
    ],
)
def test_a_branch_that_touches_anything_else_too_is_not(repo: Repo, path: str) -> None:
    repo.write({LOG: ROWS, path: "other\n"})
    repo.commit("Record, and more")

    assert asked(repo) == (path,)


def test_a_goal_that_was_touched_and_put_back_does_not_count(repo: Repo) -> None:
    before = (repo.root / "goals/company.yml").read_text()
    repo.write({LOG: ROWS, "goals/company.yml": "name: Other\n"})
    repo.commit("Record")
    repo.write({"goals/company.yml": before})
    repo.commit("Put it back")

    assert asked(repo) == ()


def test_a_log_file_that_is_gone_or_moved_is_not_recording(repo: Repo) -> None:
    repo.git("mv", "goals/teams/sales/log/progress/2026-11.csv", LOG)
    repo.commit("Move")

    assert asked(repo) == ("goals/teams/sales/log/progress/2026-11.csv",)


def test_a_submodule_is_something_else_whatever_the_settings_say(repo: Repo) -> None:
    settings = '[submodule "tools"]\n\tpath = tools\n\turl = ../tools\n\tignore = all\n'
    first, other = repo.git("rev-parse", "main"), repo.git("rev-parse", "main~0^{tree}")
    repo.git("switch", "--quiet", "main")
    repo.write({".gitmodules": settings})
    repo.git("add", ".gitmodules")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{first},tools")
    repo.git("commit", "--quiet", "--message", "Tools")
    repo.git("switch", "--quiet", "--create", "moves-tools")
    repo.write({LOG: ROWS})
    repo.git("add", LOG)
    repo.git("update-index", "--cacheinfo", f"160000,{other},tools")
    repo.git("commit", "--quiet", "--message", "Record")

    assert others(repo.root, "main", "moves-tools") == ("tools",)


def test_a_link_and_a_program_are_no_log_files(repo: Repo) -> None:
    (repo.root / LOG).symlink_to("../../../../company.yml")
    program = repo.root / "goals/teams/sales/log/progress/run.csv"
    program.write_text(ROWS)
    program.chmod(0o755)
    repo.commit("Record")

    assert asked(repo) == (LOG, "goals/teams/sales/log/progress/run.csv")


def test_a_project_below_the_top_of_a_repository_looks_at_all_of_it(tmp_path: Path) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write({"handbook/goals/company.yml": "name: n\n", "README.md": "x\n"})
    repo.commit()
    repo.git("switch", "--quiet", "--create", "numbers")
    repo.write({f"handbook/{LOG}": ROWS})
    repo.commit()
    only = others(repo.root / "handbook", "main", "numbers")
    repo.write({"README.md": "y\n", LOG: ROWS})
    repo.commit()

    assert only == ()
    assert others(repo.root / "handbook", "main", "numbers") == ("README.md", LOG)


def test_nothing_at_all_is_no_recording(repo: Repo) -> None:
    repo.commit("Empty")

    assert asked(repo) is None


def test_an_unknown_branch_is_refused(repo: Repo) -> None:
    with pytest.raises(GitError, match="no revision"):
        others(repo.root, "main", "nothing")


def test_the_command_answers_with_its_exit_code(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write({LOG: ROWS})
    repo.commit("Record")
    yes = _boundary.run(["log-only", "-C", str(repo.root), "main"])
    said = capsys.readouterr().out
    repo.write({"::error::x\nb": "x"})
    repo.commit("And more")
    no = _boundary.run(["log-only", "main", "numbers", "-C", str(repo.root)])
    shown = capsys.readouterr().out
    wrong = _boundary.run(["log-only", "nothing", "-C", str(repo.root)])

    assert (yes, said) == (0, "")
    assert (no, shown) == (1, "\\::error::x b\n")
    assert wrong == 2
