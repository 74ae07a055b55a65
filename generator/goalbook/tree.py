"""Files at one moment.

A Tree is all that `goalbook.load` may read: a folder now, files in memory, or a commit.
Paths are relative to the project root, with ``/``, sorted.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from goalbook.errors import SourceUnreadable


class Tree(Protocol):
    """Files at one moment."""

    def paths(self) -> tuple[str, ...]:
        """Every file under ``goals/``, sorted."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of one of `paths`."""
        ...


class MemoryTree:
    """Files given as a mapping; text is encoded as UTF-8."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self._files = {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}

    def paths(self) -> tuple[str, ...]:
        """Every file, sorted."""
        return tuple(sorted(self._files))

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        return self._files[path]


class ReadTree:
    """A tree that knows what was read from it.

    Attributes:
        digests: Path to a digest of the bytes, for each file that was read.
    """

    def __init__(self, whole: Tree) -> None:
        self._whole = whole
        self.digests: dict[str, str] = {}

    def paths(self) -> tuple[str, ...]:
        """Every file, sorted."""
        return self._whole.paths()

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        data = self._whole.read(path)
        self.digests[path] = hashlib.sha256(data).hexdigest()
        return data


class WorkingTree:
    """The folder ``goals/`` of a project as it is on disk now.

    Links are not followed and only regular files are read: a proposal cannot point outside ``goals/``.
    ``goals/`` itself may be a link, to a folder within the project.

    Raises:
        SourceUnreadable: There is no ``goals/`` folder, or it is a link that leads out of the project.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        if not (root / "goals").is_dir():
            raise SourceUnreadable(
                "There is no folder goals/ in {root}.",
                hint="Run goalbook in the folder that holds goals/, or give it with -C DIR.",
                root=str(root),
            )
        keep_within(root)

    def paths(self) -> tuple[str, ...]:
        """Every file and link under ``goals/``, sorted; names beginning with a dot are passed over."""
        found: list[str] = []
        for folder, folders, files in os.walk(self._root / "goals", followlinks=False):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            base = Path(folder).relative_to(self._root).as_posix()
            found += [f"{base}/{name}" for name in files if not name.startswith(".")]
            found += [f"{base}/{name}" for name in folders if (Path(folder) / name).is_symlink()]
        return tuple(sorted(found))

    def read(self, path: str) -> bytes:
        """The bytes of one file.

        Raises:
            SourceUnreadable: It is a link, no regular file, or cannot be opened.
        """
        try:
            handle = os.open(
                self._root / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            )
        except OSError as error:
            raise SourceUnreadable(
                "{path} cannot be opened: {reason}.", path=path, reason=error.strerror or ""
            ) from error
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise SourceUnreadable("{path} is not a regular file.", path=path)
            return stream.read()


def keep_within(root: Path) -> None:
    """Refuse a project whose goals are kept elsewhere, before anything is read or written there.

    Args:
        root: The project's folder.

    Raises:
        SourceUnreadable: ``goals/`` is a link that leads out of it.
    """
    if not (root / "goals").resolve().is_relative_to(root.resolve()):
        raise SourceUnreadable(
            "goals/ in {root} is a link that leads out of the project.",
            hint="Keep the goals in a folder within the project, and link to that one or to none.",
            root=str(root),
        )


def marks(folders: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of every file below some folders: another tuple once a file has changed."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path in files for stat in (path.stat(),))
