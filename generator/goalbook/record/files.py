"""Writes one file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from goalbook.errors import ConfigError

TEMPORARY: Final = ".goalbook-"
"""How the names of unfinished files begin; `goalbook.tree` passes them over."""
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES})
"""What file systems answer that cannot confirm a folder."""


def create(root: Path, path: str, content: str | bytes) -> None:
    """Write a file that must not exist yet.

    Raises:
        ConfigError: It exists already.
    """
    target = root / path
    if target.exists():
        raise ConfigError("{path} exists already; nothing was changed.", path=path)
    replace(root, path, content)


def replace(root: Path, path: str, content: str | bytes) -> None:
    """Write a file by a sibling and a rename, so that a reader sees the old bytes or the new ones.

    Text is written as UTF-8 with its line ends as they are.

    Raises:
        ConfigError: The folder or the file cannot be written; the old bytes are untouched.
    """
    target = root / path
    data = content.encode() if isinstance(content, str) else content
    with refusing(path):
        make_folder(target.parent)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=TEMPORARY, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            demand(errno.EIO, is_met=Path(name).read_bytes() == data)
            Path(name).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o644)
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    sync_folder(target.parent, path)


@contextlib.contextmanager
def refusing(path: str) -> Iterator[None]:
    """Turns what the system refuses into a sentence; whoever uses it has left the old bytes as they were."""
    try:
        yield
    except OSError as error:
        raise ConfigError(
            "{path} cannot be written: {reason}. Nothing was changed.",
            path=path,
            reason=error.strerror or str(error),
        ) from error


def demand(code: int, *, is_met: bool) -> None:
    """Fail as the system would fail with this number of `errno`.

    Raises:
        OSError: The demand is not met.
    """
    if not is_met:
        raise OSError(code, os.strerror(code))


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each confirmed by the disk."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync_folder(made.parent, str(made))


def sync_folder(folder: Path, path: str) -> None:
    """Wait until the disk knows a folder's names.

    Raises:
        ConfigError: It cannot confirm them; `path`, which is in the folder, is written all the same.
    """
    if os.name == "nt":  # a folder cannot be opened there
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise ConfigError(
                "{path} is written, but the disk did not confirm it: {reason}.",
                hint="Look whether it is there, and at the disk.",
                path=path,
                reason=error.strerror or str(error),
            ) from error
