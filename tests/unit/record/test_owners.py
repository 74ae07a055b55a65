"""CODEOWNERS follows leads and owners; numbers and agreements belong to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalbook.cli import _boundary
from repositories import Repo

GOALS = {
    "goals/company.yml": "name: n\ncycles:\n  h2: 2026-10-01..2027-03-31\n",
    "goals/teams/company/team.yml": (
        "name: All\nlead: boss\nmembers:\n  boss: {name: Boss, account: the-boss}\n"
    ),
    "goals/teams/sales/team.yml": (
        "name: Sales\nlead: tanaka\nmembers:\n  tanaka: {name: Tanaka, account: tanaka-k}\n"
        '  sato: {name: Sato, account: "@sato"}\n  ito: {name: Ito}\n'
    ),
    "goals/teams/sales/h2.yml": (
        "cycle: h2\nmetrics:\n  calls: {name: Calls, kind: count, owner: sato}\n"
        "  asks: {name: Asks, kind: count, owner: ito}\n"
        "objectives:\n  trust:\n    title: Trust\n    owner: tanaka\n"
    ),
    "goals/teams/none/team.yml": "name: None\n",
}
OWNERS = """\
# Written by goalbook owners from lead:, owner: and account: of the goals.

/goals/ @the-boss
/goals/teams/company/ @the-boss
/goals/teams/sales/ @tanaka-k
/goals/teams/sales/h2.yml @tanaka-k @sato
/goals/teams/*/log/
/goals/teams/*/agreements/
"""


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo.make(tmp_path / "repo")
    made.write(GOALS)
    made.commit()
    return made


def run(repo: Repo, *arguments: str, folder: str = "") -> int:
    return _boundary.run(["owners", *arguments, "-C", str(repo.root / folder)])


def test_it_is_written_and_then_current(repo: Repo) -> None:
    before = run(repo, "--check")
    written = run(repo)

    assert (before, written, run(repo, "--check")) == (1, 0, 0)
    assert (repo.root / ".github/CODEOWNERS").read_text() == OWNERS


def test_a_new_owner_makes_it_old(repo: Repo) -> None:
    run(repo)
    team = repo.root / "goals/teams/sales/team.yml"
    team.write_text(team.read_text().replace("{name: Ito}", "{name: Ito, account: ito-t}"))

    assert run(repo, "--check") == 1


def test_gitlab_reads_it_elsewhere_and_takes_files_out_with_a_mark(repo: Repo) -> None:
    repo.write({".gitlab-ci.yml": "stages: [check]\n"})
    run(repo)

    text = (repo.root / ".gitlab/CODEOWNERS").read_text()
    assert text == OWNERS.replace("/goals/teams/*", "!/goals/teams/*")


def test_a_project_at_both_hosts_has_both(repo: Repo) -> None:
    repo.write({".gitlab-ci.yml": "stages: [check]\n", ".github/workflows/check.yml": "name: Check\n"})
    run(repo)
    assert (repo.root / ".github/CODEOWNERS").read_text() == OWNERS
    assert run(repo, "--check") == 0

    (repo.root / ".github/CODEOWNERS").unlink()
    assert run(repo, "--check") == 1


def test_a_project_below_the_top_names_whole_paths(tmp_path: Path) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write({f"handbook/{path}": text for path, text in GOALS.items()})
    repo.commit()
    run(repo, folder="handbook")

    assert (repo.root / ".github/CODEOWNERS").read_text() == OWNERS.replace("/goals/", "/handbook/goals/", 7)


def test_without_accounts_nothing_is_asked_for_and_nothing_taken_away(repo: Repo) -> None:
    for team in ("company", "sales"):
        path = f"goals/teams/{team}/team.yml"
        repo.write(
            {
                path: "\n".join(
                    line.split(", account")[0] + ("}" if ", account" in line else "")
                    for line in GOALS[path].splitlines()
                )
            }
        )
    repo.write({".github/CODEOWNERS": "* @ours\n"})

    assert (run(repo, "--check"), run(repo)) == (0, 0)
    assert (repo.root / ".github/CODEOWNERS").read_text() == "* @ours\n"


def test_a_file_written_by_hand_is_not_written_over(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write({".github/CODEOWNERS": "* @ours\n"})

    assert run(repo) == 2
    assert "written by hand" in capsys.readouterr().err
    assert (repo.root / ".github/CODEOWNERS").read_text() == "* @ours\n"


def test_it_goes_when_nobody_is_left_to_ask(repo: Repo) -> None:
    run(repo)
    repo.write({"goals/teams/company/team.yml": "name: All\n", "goals/teams/sales/team.yml": "name: Sales\n"})

    run(repo)

    assert not (repo.root / ".github/CODEOWNERS").exists()
