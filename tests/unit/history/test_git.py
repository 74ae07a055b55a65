"""What git cannot give is said with the way out, and nothing in the repository changes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from goalbook.errors import GitError, SourceUnreadable
from goalbook.history import git
from goalbook.history.git_tree import GitTree
from goalbook.tree import MemoryTree, WorkingTree
from repositories import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Two versions of the goals."""
    made = Repo.make(tmp_path / "repo")
    made.version("v1")
    made.version("v2")
    return made


def tree(repo: Repo, revision: str, folder: str = "") -> GitTree:
    found = git.find(repo.root / folder)
    return GitTree(found, git.commit(found, revision))


def told(act: Callable[[], object]) -> GitError:
    with pytest.raises(GitError) as caught:
        act()
    assert caught.value.hint
    return caught.value


def test_a_commit_reads_like_the_folder_it_was_made_from(repo: Repo) -> None:
    disk, then = WorkingTree(repo.root), tree(repo, "HEAD")

    assert then.paths() == disk.paths()
    assert [then.read(path) for path in then.paths()] == [disk.read(path) for path in disk.paths()]


def test_files_may_be_read_in_any_order_and_again(repo: Repo) -> None:
    then = tree(repo, "HEAD")
    backwards = {path: then.read(path) for path in reversed(then.paths())}

    assert {path: then.read(path) for path in then.paths()} == backwards


def test_an_earlier_commit_keeps_what_the_folder_has_lost(repo: Repo) -> None:
    path = "goals/teams/sales/fy2026-h2.yml"

    assert b"16%" not in tree(repo, "HEAD~1").read(path)
    assert b"16%" in tree(repo, "HEAD").read(path)


def test_nothing_is_checked_out_and_no_branch_or_worktree_is_made(repo: Repo) -> None:
    def state() -> tuple[str, ...]:
        files = sorted(str(path) for path in (repo.root / ".git").rglob("*") if path.is_file())
        return (
            *files,
            repo.git("for-each-ref"),
            repo.git("worktree", "list"),
            repo.git("status", "--porcelain"),
        )

    before = state()
    then = tree(repo, "HEAD~1")
    [then.read(path) for path in then.paths()]

    assert state() == before


def test_a_project_in_a_folder_of_the_repository_has_its_own_goals(tmp_path: Path) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write({"goals/company.yml": "name: Top\n", "sub dir/ß/goals/company.yml": "name: Below\n"})
    repo.commit()

    assert tree(repo, "HEAD").read("goals/company.yml") == b"name: Top\n"
    assert tree(repo, "HEAD", "sub dir/ß").read("goals/company.yml") == b"name: Below\n"


@pytest.mark.parametrize("revision", ["main", "HEAD", "v1.0", "HEAD^{tree}^{}", "HEAD@{0}"])
def test_revisions_are_found_as_git_finds_them(repo: Repo, revision: str) -> None:
    repo.git("tag", "--annotate", "v1.0", "--message", "Released")
    found = git.find(repo.root)
    if revision == "HEAD^{tree}^{}":
        told(lambda: git.commit(found, revision))
    else:
        assert git.commit(found, revision) == repo.git("rev-parse", "HEAD")


@pytest.mark.parametrize(
    "revision",
    ["nothing", "", " ", "--help", "-h", "--upload-pack=touch x", "a b", "HEAD:goals", "\0", "é\n::x"],
)
def test_an_unknown_revision_is_said(repo: Repo, revision: str) -> None:
    error = told(lambda: git.commit(git.find(repo.root), revision))

    assert "\n" not in str(error)


@pytest.mark.parametrize("revision", ["HEAD~2", "HEAD^^", "main~1^", "0" * 40])
def test_before_the_first_commit_there_was_nothing(repo: Repo, revision: str) -> None:
    assert git.commit(git.find(repo.root), revision) is None
    assert GitTree(git.find(repo.root), None).paths() == ()


def test_a_commit_without_goals_is_empty(tmp_path: Path) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write({"README.md": "Nothing yet.\n"})
    repo.commit()

    assert tree(repo, "HEAD").paths() == ()


def test_no_repository_is_said(tmp_path: Path) -> None:
    assert "not in a git repository" in str(told(lambda: git.find(tmp_path)))


def test_a_repository_without_a_folder_is_none(tmp_path: Path, repo: Repo) -> None:
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))

    assert "not in a git repository" in str(told(lambda: git.find(tmp_path / "bare")))


def test_no_commit_yet_is_said(tmp_path: Path) -> None:
    repo = Repo.make(tmp_path / "repo")

    assert "no commit yet" in str(told(lambda: git.commit(git.find(repo.root), "HEAD")))


def test_no_git_is_said(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert "not installed" in str(told(lambda: git.find(repo.root)))


def test_a_cut_off_history_is_said_and_never_taken_for_the_beginning(repo: Repo, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.root}", str(tmp_path / "shallow"))
    found = git.find(tmp_path / "shallow")

    assert "fetch-depth: 0" in told(lambda: git.commit(found, "HEAD~1")).hint


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")
def test_a_folder_of_somebody_else_is_said(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SUDO_UID", raising=False)
    for path in (repo.root, repo.root / ".git"):
        os.chown(path, 12345, 12345)

    assert "safe.directory" in told(lambda: git.find(repo.root)).hint


def test_the_fork_point_is_where_two_branches_grew_apart(repo: Repo) -> None:
    start = repo.git("rev-parse", "HEAD")
    repo.git("switch", "--quiet", "--create", "idea")
    repo.version("v3")
    repo.git("switch", "--quiet", "main")
    repo.version("v5")
    found = git.find(repo.root)

    assert git.fork_point(found, "main", "idea") == start


def test_unrelated_histories_are_said(repo: Repo) -> None:
    repo.git("switch", "--quiet", "--orphan", "other")
    repo.commit()

    told(lambda: git.fork_point(git.find(repo.root), "main", "other"))


def test_a_run_inside_a_hook_asks_the_project_s_repository(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repo.make(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))

    assert tree(repo, "HEAD").paths()


def test_a_worktree_and_a_detached_head_read_like_any_other(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "beside"), "HEAD~1")
    found = git.find(tmp_path / "beside")

    assert GitTree(found, git.commit(found, "HEAD")).read("goals/company.yml")


def test_links_submodules_and_what_git_keeps_elsewhere_are_not_read(repo: Repo) -> None:
    (repo.root / "goals/teams/sales/log/progress/secret.csv").symlink_to("/etc/passwd")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n"
    repo.write({"goals/teams/sales/log/progress/big.csv": pointer})
    repo.commit()
    inner = repo.git("rev-parse", "HEAD")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{inner},goals/teams/elsewhere")
    repo.git("commit", "--quiet", "--message", "Submodule")
    then = tree(repo, "HEAD")

    for path in (
        "goals/teams/elsewhere",
        *(f"goals/teams/sales/log/progress/{name}.csv" for name in ("secret", "big")),
    ):
        with pytest.raises(SourceUnreadable):
            then.read(path)


def test_hidden_files_are_passed_over(repo: Repo) -> None:
    repo.write({"goals/.schema/cycle.json": "{}", "goals/teams/sales/.hidden/x.yml": "a", "goals/.x": "b"})
    repo.commit()

    assert tree(repo, "HEAD").paths() == tree(repo, "HEAD~1").paths()


def test_names_in_no_encoding_are_shown_and_read(repo: Repo) -> None:
    name = os.fsdecode("goals/teams/sales/log/progress/2026-\xe9.csv".encode("latin-1"))
    repo.write({name: "date,metric,value\n"})
    repo.commit()
    then = tree(repo, "HEAD")
    [shown] = [path for path in then.paths() if "\\xe9" in path]

    assert then.read(shown) == b"date,metric,value\n"


def test_a_blob_that_the_clone_lacks_cannot_be_read(repo: Repo) -> None:
    name = repo.git("rev-parse", "HEAD:goals/company.yml")
    (repo.root / ".git" / "objects" / name[:2] / name[2:]).unlink()

    with pytest.raises(SourceUnreadable, match="not in this clone"):
        tree(repo, "HEAD").read("goals/company.yml")


def test_a_thousand_files_are_read_by_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write({f"goals/teams/t{number}/team.yml": f"name: {number}\n" * 50 for number in range(1000)})
    repo.commit()
    then = tree(repo, "HEAD")
    started: list[object] = []
    start = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *given, **more: started.append(given) or start(*given, **more)
    )

    assert sum(len(then.read(path)) for path in then.paths()) > 400_000
    assert len(started) == 1


def test_a_reader_that_stops_early_leaves_no_process(repo: Repo) -> None:
    found = git.find(repo.root)
    stream = git.contents(found, [blob.id for blob in git.blobs(found, "HEAD", "goals")] * 2000)
    next(stream)
    stream.close()


def test_changed_files_are_those_whose_bytes_are_other(repo: Repo) -> None:
    then = tree(repo, "HEAD")
    company = then.read("goals/company.yml")
    repo.write(
        {
            "goals/company.yml": company.replace(b"\n", b"\r\n"),
            "goals/teams/sales/team.yml": "name: Sales 1\n",
            "goals/teams/new/team.yml": "name: New\n",
            "goals/teams/sales/log/progress/2026-10.csv": "",
        }
    )
    wanted = {
        "goals/teams/sales/team.yml",
        "goals/teams/new/team.yml",
        "goals/teams/sales/log/progress/2026-10.csv",
    }

    assert then.changed(WorkingTree(repo.root)) == wanted
    repo.git("config", "core.autocrlf", "true")
    repo.commit()
    assert then.changed(tree(repo, "HEAD")) - {"goals/company.yml"} == wanted


def test_memory_and_commit_are_the_same_kind_of_tree(repo: Repo) -> None:
    then = tree(repo, "HEAD")
    files = {path: then.read(path) for path in then.paths()}

    assert then.changed(MemoryTree(files)) == frozenset()
