"""One writer at a time in a folder of goals/.

The lock is held on a file that its holder removes again, so that git never sees one; a process that is killed
loses its lock with its life, and the file it leaves is taken over by the next.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from goalbook.errors import ConfigError
from goalbook.record import files

NAME: Final = ".goalbook-lock"
_TRIES: Final = 20_000
_WAIT: Final = 0.001
"""Seconds between tries, twenty in all; a write takes a few thousandths."""
_TURN: Final = 0.002
"""Seconds after a write for others to begin theirs: who writes again at once would never let them in."""
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


@contextlib.contextmanager
def held(root: Path, folder: str) -> Iterator[None]:
    """Hold a folder's lock; the folder is made when missing, and what a killed writer left is cleared.

    Args:
        root: The project's folder.
        folder: Below it, with ``/``.

    Raises:
        ConfigError: The folder cannot be written, or others keep it busy for twenty seconds.
    """
    place = root / folder
    with files.refusing(folder):
        files.make_folder(place)
        handle = _acquired(place / NAME, folder)
    try:
        _sweep(place)
        yield
    finally:
        _release(place / NAME, handle)
        time.sleep(_TURN)


def _acquired(path: Path, folder: str) -> int:
    for _ in range(_TRIES):
        handle = os.open(path, _FLAGS, 0o666)
        if _is_locked(handle):
            if _is_the_same(path, handle):
                return handle
            os.close(handle)  # its holder removed it meanwhile: begin again with the one that is there now
            continue
        os.close(handle)
        time.sleep(_WAIT)
    raise ConfigError(
        "Somebody else has been writing in {folder} for twenty seconds. Nothing was changed.",
        hint="Try again in a moment.",
        folder=folder,
    )


def _release(path: Path, handle: int) -> None:
    if os.name == "nt":  # an open file cannot be removed there, nor can one that another writer holds
        os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()
        return
    with contextlib.suppress(OSError):
        path.unlink()
    os.close(handle)


def _is_the_same(path: Path, handle: int) -> bool:
    """Whether the locked file is still the one with this name."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _sweep(folder: Path) -> None:
    """Remove what a writer left that was killed between writing a sibling and renaming it."""
    for left in folder.glob(f"{files.TEMPORARY}*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


if sys.platform == "win32":
    import msvcrt

    def _is_locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
