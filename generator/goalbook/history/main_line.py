"""Reads the main line of a repository: its revisions, and who wrote what was merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goalbook.history import git, touches
from goalbook.history.git import Repository
from goalbook.history.revision import Revision
from goalbook.history.shelf import lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class MainLine:
    """The revisions of a stretch of the main line.

    Attributes:
        revisions: Oldest first.
        is_cut: Whether the clone does not hold what came before the oldest.
    """

    revisions: tuple[Revision, ...]
    is_cut: bool


def read(repository: Repository, head: str, known: str | None = None) -> MainLine:
    """The main line that ends in a commit.

    Args:
        repository: Where.
        head: The full name of the newest commit.
        known: A commit of the main line; only what came after it is read.

    Raises:
        GitError: The repository cannot be read.
    """
    with lasting():
        found = touches.revisions(repository, head, known)
    found.reverse()
    if any(len(one.parents) > 1 for one in found):
        found = list(_with_authors(found, git.authors(repository, head, known)))
    is_cut = repository.is_shallow and known is None and bool(found) and not found[0].parents
    return MainLine(revisions=tuple(found), is_cut=is_cut)


def _with_authors(revisions: Sequence[Revision], output: bytes) -> Iterator[Revision]:
    """Merges with the authors of the commits that came with them, in the order in which these were made."""
    parts = output.decode(errors="backslashreplace").split("\0")[:-1]
    commits = {
        name: (parents.split(), author)
        for name, parents, author in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }
    seen: set[str] = set()
    for name in _main(commits, parts[0] if parts else ""):
        seen.add(name)
    came: dict[str, tuple[str, ...]] = {}
    for one in revisions:
        if len(one.parents) > 1:
            came[one.id] = _came_with(one, commits, seen)
    for one in revisions:
        yield replace(one, authors=came.get(one.id) or one.authors)


def _main(commits: dict[str, tuple[list[str], str]], head: str) -> Iterator[str]:
    name = head
    while name in commits:
        yield name
        name = next(iter(commits[name][0]), "")


def _came_with(merge: Revision, commits: dict[str, tuple[list[str], str]], seen: set[str]) -> tuple[str, ...]:
    """The authors of what a merge brought; each commit is visited once for all merges."""
    found: list[str] = []
    waiting = list(merge.parents[1:])
    while waiting:
        name = waiting.pop()
        if name in seen or name not in commits:
            continue
        seen.add(name)
        parents, author = commits[name]
        if len(parents) < 2:  # noqa: PLR2004 - no merge of its own
            found.append(author)
        waiting += reversed(parents)
    return tuple(dict.fromkeys(reversed(found)))
