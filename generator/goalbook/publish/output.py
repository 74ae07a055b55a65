"""A folder that is old or new, never half: written beside its place, then exchanged in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from goalbook.errors import ConfigError

MARKER: Final = ".goalbook"
MARKER_TEXT: Final = "Written by Goalbook, which may replace this folder.\n"
_AT_CWD: Final = -100
_EXCHANGE: Final = 2


def mark(folder: Path) -> None:
    """Say that a folder may be replaced."""
    (folder / MARKER).write_text(MARKER_TEXT, encoding="utf-8")


def refuse_foreign(target: Path) -> None:
    """A folder with other people's files is never replaced.

    Raises:
        ConfigError: It holds files and no mark of ours, or is no folder.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ConfigError("{folder} is not a folder.", hint="Choose another place.", folder=str(target))
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise ConfigError(
            "{folder} holds files that Goalbook did not write; nothing was changed.",
            hint="Choose an empty or a new folder.",
            folder=str(target),
        )


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new empty folder that takes the target's place when the block ends well, and vanishes otherwise.

    Raises:
        ConfigError: The target holds files of others, or the place cannot be written.
    """
    refuse_foreign(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".goalbook", dir=target.parent))
        work.chmod(0o755)
    except OSError as error:
        raise ConfigError(
            "{folder} cannot be written: {reason}.", folder=str(target), reason=error.strerror or ""
        ) from error
    try:
        yield work
        mark(work)
        if hasattr(os, "sync"):
            os.sync()
        _swap(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    """Put the new folder in the target's place; what stood there is then at the new folder's place."""
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        aside = new.with_name(f"{new.name}.old")
        target.rename(aside)
        new.rename(target)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the system can, so that a reader never meets an empty place."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    return bool(call(_AT_CWD, os.fsencode(one), _AT_CWD, os.fsencode(other), _EXCHANGE) == 0)
