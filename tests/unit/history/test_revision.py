"""What git prints becomes revisions; what forges write about a merged proposal becomes its title."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalbook.errors import GitError
from goalbook.history import git, main_line
from goalbook.history.revision import Heading, Revision, heading
from repositories import Repo

COMPANY = "goals/company.yml"


@pytest.mark.parametrize(
    ("message", "title", "proposal"),
    [
        ("Lower the win rate", "Lower the win rate", ""),
        ("Lower the win rate (#12)\n\n* first draft", "Lower the win rate", "#12"),
        ("Lower the win rate (!7)", "Lower the win rate", "!7"),
        ("Merge pull request #12 from sato/win-rate\n\nLower the win rate", "Lower the win rate", "#12"),
        ("Merge pull request #12 from sato/win-rate", "Merge pull request #12 from sato/win-rate", "#12"),
        (
            "Merge branch 'win-rate' into 'main'\n\nLower the win rate\n\nSee merge request team/goals!12",
            "Lower the win rate",
            "!12",
        ),
        ("Merged in win-rate (pull request #12)\n\nLower the win rate", "Lower the win rate", "#12"),
        ("Merged PR 12: Lower the win rate", "Lower the win rate", "#12"),
        ("Merge branch 'win-rate'", "Merge branch 'win-rate'", ""),
        ("  \n\n", "", ""),
        ("(#12)", "(#12)", ""),
        ("Lower it (see #12)", "Lower it (see #12)", ""),
    ],
)
def test_a_merged_proposal_is_called_by_its_title(message: str, title: str, proposal: str) -> None:
    assert heading(message) == Heading(title, proposal)


def line(repo: Repo, known: str | None = None) -> tuple[Revision, ...]:
    found = git.find(repo.root)
    head = git.commit(found, "HEAD")
    assert head
    return main_line.read(found, head, known).revisions


def test_only_commits_that_touch_the_goals_are_on_it(repo: Repo) -> None:
    repo.write({"README.md": "No goal.\n"})
    repo.commit("Read me")
    repo.write({COMPANY: "name: B\n", ":100644 odd\n": "x"})
    repo.commit("Change goals (#3)")

    first, second = line(repo)
    assert [one.path for one in second.touched] == [COMPANY]
    assert (first.parents, second.heading) == ((), Heading("Change goals", "#3"))
    assert second.touched[0].old == first.touched[0].new
    assert second.authors == ("Tanaka",)


def test_a_merge_is_one_step_by_those_who_wrote_it(repo: Repo) -> None:
    repo.git("switch", "--quiet", "--create", "idea")
    for number, author in enumerate(("Sato", "Ito", "Sato")):
        repo.write({COMPANY: f"name: Draft {number}\n"})
        repo.commits += 1
        repo.git("add", "--all")
        repo.git("commit", "--quiet", "--message", "Draft", "--author", f"{author} <{author}@example.com>")
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Merge pull request #4 from a/b\n\nRename", "idea")

    begin, merge = line(repo)
    assert begin.heading.title == "Begin"
    assert merge.heading == Heading("Rename", "#4")
    assert merge.authors == ("Sato", "Ito")
    assert [one.path for one in merge.touched] == [COMPANY]
    assert line(repo, begin.id) == (merge,)


def test_authors_are_called_as_the_mailmap_says(repo: Repo) -> None:
    repo.write({".mailmap": "Tanaka Hanako <tanaka@example.com>\n"})

    assert line(repo)[0].authors == ("Tanaka Hanako",)


def test_settings_of_the_repository_do_not_change_what_is_read(repo: Repo) -> None:
    repo.write({COMPANY: "name: ß\n"})
    repo.commit("Größe (#9)")
    before = line(repo)
    for name, value in (
        ("i18n.logOutputEncoding", "ISO-8859-1"),
        ("log.showRoot", "false"),
        ("diff.renames", "copies"),
        ("diff.relative", "true"),
        ("log.diffMerges", "separate"),
        ("color.ui", "always"),
        ("log.decorate", "full"),
        ("core.abbrev", "4"),
    ):
        repo.git("config", name, value)

    assert line(repo) == before
    assert before[-1].heading.title == "Größe"


@pytest.fixture
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """One commit."""
    made = Repo.make(tmp_path_factory.mktemp("line") / "repo")
    made.write({COMPANY: "name: A\n"})
    made.commit("Begin")
    return made


def test_a_clone_without_old_folders_says_so(repo: Repo, tmp_path: Path) -> None:
    repo.write({COMPANY: "name: B\n"})
    repo.commit("Rename")
    repo.git("config", "uploadpack.allowFilter", "true")
    address = repo.root.as_uri()
    repo.git("clone", "--quiet", "--bare", "--filter=tree:0", address, str(tmp_path / "cut" / ".git"))
    cut = Repo(tmp_path / "cut")
    cut.git("config", "core.bare", "false")

    with pytest.raises(GitError, match="does not hold the folders of old commits"):
        line(cut)


def test_goals_that_are_a_link_or_gone_are_no_folder(repo: Repo) -> None:
    (repo.root / COMPANY).unlink()
    (repo.root / "goals").rmdir()
    (repo.root / "goals").symlink_to("elsewhere")
    repo.commit("Link")
    (repo.root / "goals").unlink()
    repo.commit("Nothing")
    repo.write({COMPANY: "name: A\n"})
    repo.commit("Back")

    told = [(one.heading.title, one.touched[0].old is None) for one in line(repo)]
    assert told == [("Begin", True), ("Link", False), ("Back", True)]


def test_a_folder_whose_name_has_a_line_break_is_refused(tmp_path: Path) -> None:
    outer = Repo.make(tmp_path / "outer")
    outer.write({"a\nb/goals/company.yml": "name: A\n"})
    outer.commit("Begin")

    with pytest.raises(GitError, match="line break"):
        line(Repo(outer.root / "a\nb"))
