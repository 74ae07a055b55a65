"""The goals as they stood at a commit, read without checking anything out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from goalbook.errors import SourceUnreadable
from goalbook.history import git
from goalbook.history.git import Blob, Repository
from goalbook.tree import Tree

_GOALS: Final = "goals"
_LINK: Final = "120000"
_SUBMODULE: Final = "160000"
_POINTER: Final = b"version https://git-lfs.github.com/spec/"
_LONGEST_POINTER: Final = 1024


class GitTree:
    """``goals/`` at one commit; a Tree. All contents come from one process, in the order of `paths`.

    Links are not followed; submodules and files that git keeps elsewhere (LFS) are not fetched: each is a
    file that cannot be read, as in `goalbook.tree.WorkingTree`. Names beginning with a dot are passed over.

    Args:
        repository: Where the project is kept.
        commit: The full name of a commit; None for the one before the first, which holds nothing.
    """

    def __init__(self, repository: Repository, commit: str | None) -> None:
        self._repository = repository
        found = git.blobs(repository, commit, _GOALS) if commit else ()
        named = {blob.path: blob for blob in found}
        self._blobs: Mapping[str, Blob] = {path: named[path] for path in sorted(named) if is_ours(path)}
        self._stream: Iterator[tuple[str, bytes | None]] = iter(())
        self._passed: dict[str, bytes | None] = {}
        self._is_begun = False

    def paths(self) -> tuple[str, ...]:
        """Every file, link and submodule, sorted."""
        return tuple(self._blobs)

    def read(self, path: str) -> bytes:
        """The bytes of one file.

        Raises:
            SourceUnreadable: It is a link, a submodule, kept outside git, or missing in this clone.
        """
        blob = self._blobs[path]
        return regular(blob, None if is_no_file(blob) else self._content(path))

    def blob(self, path: str) -> Blob:
        """What git knows of one file."""
        return self._blobs[path]

    def changed(self, now: Tree) -> frozenset[str]:
        """Files that are other in `now` than here: changed, added or gone; ends of lines do not count."""
        there, here = frozenset(now.paths()), frozenset(self._blobs)
        same = {path for path in there & here if self._is_same(path, now)}
        return (there | here) - same

    def names(self, data: bytes) -> tuple[str, ...]:
        """What git would call a content here, as it is and with LF ends of lines."""
        known = next((blob.id for blob in self._blobs.values()), "")
        return (_name(data, known), _name(data.replace(b"\r\n", b"\n"), known))

    def under(self, names: Mapping[str, str]) -> GitTree:
        """The same files as if teams had stood in the folders they have now.

        Args:
            names: Team id now to the id of then.
        """
        if not names:
            return self
        now = {f"{_GOALS}/teams/{then}/": f"{_GOALS}/teams/{team}/" for team, then in names.items()}
        moved = GitTree(self._repository, None)
        found = {_moved(path, now): blob for path, blob in self._blobs.items()}
        moved._blobs = {path: replace(found[path], path=path) for path in sorted(found)}
        return moved

    def _is_same(self, path: str, now: Tree) -> bool:
        blob = self._blobs[path]
        if isinstance(now, GitTree):
            other = now.blob(path)
            return (blob.id, blob.mode) == (other.id, other.mode)
        try:
            data = now.read(path)
        except SourceUnreadable:
            return is_no_file(blob)
        return blob.id in self.names(data)

    def _content(self, path: str) -> bytes | None:
        if path in self._passed:
            return self._passed.pop(path)
        if not self._is_begun:
            self._is_begun = True
            self._stream = self._read(tuple(self._blobs))
        for found, data in self._stream:
            if found == path:
                return data
            self._passed[found] = data
        return next(data for _, data in self._read((path,)))  # asked for again

    def _read(self, paths: tuple[str, ...]) -> Iterator[tuple[str, bytes | None]]:
        files = [path for path in paths if not is_no_file(self._blobs[path])]
        ids = [self._blobs[path].id for path in files]
        return zip(files, git.contents(self._repository, ids), strict=True)


def _moved(path: str, folders: Mapping[str, str]) -> str:
    folder = "/".join(path.split("/")[:3]) + "/"
    return folders[folder] + path.removeprefix(folder) if folder in folders else path


def is_no_file(blob: Blob) -> bool:
    """Whether an entry is a link or a submodule."""
    return blob.mode in {_LINK, _SUBMODULE}


def regular(blob: Blob, data: bytes | None) -> bytes:
    """The content of an entry when it is a file that git keeps.

    Raises:
        SourceUnreadable: It is a link, a submodule, kept outside git, or missing in this clone.
    """
    if is_no_file(blob):
        raise SourceUnreadable("{path} is not a regular file.", path=blob.path)
    if data is None:
        raise SourceUnreadable("{path} is not in this clone.", path=blob.path)
    if data.startswith(_POINTER) and len(data) < _LONGEST_POINTER:
        raise SourceUnreadable("{path} is kept outside git (LFS).", path=blob.path)
    return data


def is_ours(path: str) -> bool:
    """Whether no part of a path begins with a dot."""
    return not any(part.startswith(".") for part in path.split("/")[1:])


def _name(data: bytes, known: str) -> str:
    """What git calls a content: its SHA-1, or SHA-256 in a repository of the newer kind."""
    found = hashlib.new("sha1" if len(known) == 40 else "sha256", usedforsecurity=False)  # noqa: PLR2004 - SHA-1's digits
    found.update(b"blob %d\0" % len(data) + data)
    return found.hexdigest()
