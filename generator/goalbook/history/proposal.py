"""The two trees that a proposal stands between."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from goalbook.errors import GitError
from goalbook.history import git
from goalbook.history.git_tree import GitTree
from goalbook.history.renamed import renamed
from goalbook.tree import Tree, WorkingTree

_DEFAULT: Final = "refs/remotes/origin/HEAD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """The goals before and now.

    Attributes:
        old: Before; teams stand in the folders that they have now.
        new: Now.
        renamed: Team id now to the id that its folder had before.
    """

    old: GitTree
    new: Tree
    renamed: Mapping[str, str]


def trees(project: Path, base: str, head: str | None = None, *, from_fork_point: bool = False) -> Trees:
    """Open the goals at two commits, or at one and as they are on disk.

    Args:
        project: The project's folder.
        base: A revision; of the first commit's parent nothing is known and nothing was there.
        head: A revision; None for the files as they are now.
        from_fork_point: Whether to begin at the commit at which `head` left `base`.

    Raises:
        GitError: No git, no repository, an unknown revision, a history that is cut off.
        SourceUnreadable: There is no ``goals/`` on disk.
    """
    repository = git.find(project)
    old = git.commit(repository, base)
    tip = git.commit(repository, head) if head is not None else None
    if from_fork_point and old is not None:
        old = git.fork_point(repository, old, tip or git.commit(repository, "HEAD") or old)
    new = WorkingTree(project) if head is None else GitTree(repository, tip)
    before = GitTree(repository, old)
    names = renamed(before, new)
    return Trees(old=before.under(names), new=new, renamed=names)


def agreed(project: Path, revision: str | None = None) -> GitTree:
    """The goals as they were agreed before what is being written now.

    Args:
        project: The project's folder.
        revision: Where to look; when None the commit at which this branch left the remote's default branch,
            and without one the last commit.

    Raises:
        GitError: No git, no repository, no commit, an unknown revision.
    """
    repository = git.find(project)
    if revision is not None:
        return GitTree(repository, git.commit(repository, revision))
    head = git.commit(repository, "HEAD")
    with suppress(GitError):
        default = git.commit(repository, _DEFAULT)
        if default and head:
            return GitTree(repository, git.fork_point(repository, default, head))
    return GitTree(repository, head)
