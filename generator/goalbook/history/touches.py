"""Asks git which commits of the main line touched ``goals/``, and what each touched.

``git log -- goals`` compares every commit twice, to find it and to tell of it, and asks of each path whether
it is meant. Here the trees of that folder are compared, once: one question for the commits, one for the
folder of each, one for the differences between folders, one for what was written about those.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from goalbook.errors import GitError
from goalbook.history import git
from goalbook.history.git import Repository
from goalbook.history.revision import Revision, Touched

_GOALS: Final = "goals"
_EMPTY: Final = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
"""Git's name of a folder without files, by the length of names."""
_LAST: Final = 253_402_214_400
"""The last day of the year 9999."""
_FIELDS: Final = "%H%x00%P%x00%aN%x00%ct%x00%B"


def revisions(repository: Repository, head: str, known: str | None = None) -> list[Revision]:
    """The main line's commits that touched ``goals/``, newest first, each with what it touched.

    A merge is compared with its first parent, so that a proposal is one commit; ``.mailmap`` names authors.

    Args:
        repository: Where.
        head: The full name of the newest commit.
        known: A commit of the main line; it and what came before are left out.

    Raises:
        GitError: The repository cannot be read.
    """
    parents = _main_line(repository, head, known)
    empty = _EMPTY[len(head)]
    folders = {
        "": empty,
        **dict(_folders(repository, tuple(dict.fromkeys((*parents, *parents.values()))), empty)),
    }
    moved = [name for name, parent in parents.items() if folders[name] != folders[parent]]
    pairs = [(folders[parents[name]], folders[name]) for name in moved]
    touched = _differences(repository, pairs)
    return [
        Revision(name, tuple(others.split()), (author,), _seconds(time), message, files)
        for (name, others, author, time, message), files in zip(
            _facts(repository, moved), touched, strict=True
        )
    ]


def _main_line(repository: Repository, head: str, known: str | None) -> Mapping[str, str]:
    """Each commit, newest first, to its first parent; to nothing where it has none."""
    asked = ("rev-list", "--first-parent", "--parents", *git.since(head, known), "--")
    lines = (line.split() for line in git.ask(repository.root, *asked).decode().splitlines())
    return {names[0]: names[1] if len(names) > 1 else "" for names in lines}


def _folders(repository: Repository, commits: Sequence[str], empty: str) -> Iterator[tuple[str, str]]:
    """Each commit with the tree of its ``goals/``; the empty one where it has no such folder."""
    named = [name for name in commits if name]
    place = os.fsencode(f"{repository.prefix}{_GOALS}")
    if b"\n" in place:
        raise GitError("The name of a folder above goals/ has a line break, which git cannot be asked about.")
    asked = ("cat-file", "--batch-check=%(objecttype) %(objectname)", "--buffer")
    names = b"".join(b"%s:%s\n" % (name.encode(), place) for name in named)
    told = git.ask(repository.root, *asked, given=names, is_optional=True) if named else b""
    lines = told.split(b"\n")[:-1]
    if len(lines) != len(named):
        raise GitError(
            "This clone does not hold the folders of old commits.",
            hint="Clone the repository without --filter.",
        )
    for name, line in zip(named, lines, strict=True):
        # "<asked> missing" where there is none; a link or a submodule of that name is no folder either.
        yield name, line[5:].decode() if line.startswith(b"tree ") else empty


def _differences(repository: Repository, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Touched, ...]]:
    """What is other between the two folders of each pair."""
    if not pairs:
        return
    told = git.ask(
        repository.root, "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames",
        "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=none",
        given="".join(f"{old} {new}\n" for old, new in pairs).encode(),
    )  # fmt: skip
    parts = told.decode(errors="backslashreplace").split("\0")
    touched: list[Touched] = []
    is_begun, at = False, 0
    for at in range(0, len(parts) - 1, 2):
        head = parts[at]
        while head[:1] != ":":  # the names of the next pair stand on a line before its first difference
            if is_begun:
                yield tuple(touched)
                touched = []
            is_begun = True
            head = head.partition("\n")[2]
        touched.append(_touched(head.split(" "), f"{_GOALS}/{parts[at + 1]}"))
    yield tuple(touched)


def _touched(entry: Sequence[str], path: str) -> Touched:
    _, mode, old, new, _ = entry
    return Touched(path, mode, _name(old), _name(new))


def _seconds(time: str) -> int:
    """A commit's time as a day that can be said; git takes any number for it, and knows none of some."""
    return min(int(time), _LAST) if time.isdecimal() else 0


def _name(blob: str) -> str | None:
    return blob if blob.strip("0") else None


def _facts(repository: Repository, commits: Sequence[str]) -> Iterator[tuple[str, str, str, str, str]]:
    """Name, parents, author, time and message of each commit."""
    if not commits:
        return
    told = git.ask(
        repository.root, "log", "--no-walk=unsorted", "--stdin", "-z", "--no-patch", "--no-color",
        f"--format=tformat:{_FIELDS}",
        given="".join(f"{name}\n" for name in commits).encode(),
    )  # fmt: skip
    parts = told.decode(errors="backslashreplace").split("\0")
    yield from zip(parts[:-1:5], parts[1::5], parts[2::5], parts[3::5], parts[4::5], strict=True)
