"""Adds lines at the end of a file so that a kill, a full disk or a failing one leaves all of them or none."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from goalbook.errors import ConfigError
from goalbook.record import files

_PAGE: Final = 4096
"""A system copies a write page by page and may stop a killed process in between."""
_FLAGS: Final = os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def append(root: Path, path: str, lines: bytes) -> None:
    r"""Add whole lines; who calls holds the folder's lock.

    A last line without an end gets one. Within a page the lines go by one write, else by a sibling and a
    rename: a process killed between two pages would leave half a row, which may read as another number.
    They are on the disk, and have been read back from it, when this returns.

    Args:
        root: The project's folder.
        path: The file, which exists.
        lines: What to add, each line with its ``\n``.

    Raises:
        ConfigError: They cannot be written; the file is as it was, or the sentence says otherwise.
    """
    with files.refusing(path), _opened(root / path) as handle:
        size = os.fstat(handle).st_size
        data = joined(_read(handle, 0, min(size, _PAGE)), _read(handle, size - 1, 1) if size else b"", lines)
        is_within_a_page = size // _PAGE == (size + len(data) - 1) // _PAGE
        if is_within_a_page:
            _write(handle, path, data)
            return
        before = _read(handle, 0, size)
    files.replace(root, path, before + data)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[int]:
    handle = os.open(file, _FLAGS)
    try:
        files.demand(errno.EINVAL, is_met=stat.S_ISREG(os.fstat(handle).st_mode))
        yield handle
    finally:
        os.close(handle)


def joined(first: bytes, last: bytes, lines: bytes) -> bytes:
    """Lines as a file takes them: with its own line ends, after an end for its last line when that has none.

    Args:
        first: How the file begins.
        last: Its last byte; empty for an empty file.
        lines: What to add, with LF line ends.
    """
    line, found, _ = first.partition(b"\n")
    end = b"\r\n" if found and line.endswith(b"\r") else b"\n"
    return (end if last not in {b"", b"\n"} else b"") + lines.replace(b"\n", end)


def _write(handle: int, path: str, data: bytes) -> None:
    written = os.write(handle, data)
    start = os.lseek(handle, 0, os.SEEK_CUR) - written
    try:
        files.demand(errno.ENOSPC, is_met=written == len(data))
        os.fsync(handle)
        files.demand(errno.EIO, is_met=_read(handle, start, len(data)) == data)
    except BaseException:
        _take_back(handle, path, start, written)
        raise


def _take_back(handle: int, path: str, start: int, written: int) -> None:
    """Cut off what was written; what another program has added behind it meanwhile is not touched."""
    try:
        files.demand(errno.EBUSY, is_met=os.fstat(handle).st_size == start + written)
        os.ftruncate(handle, start)
    except OSError as error:
        raise ConfigError(
            "{path} could not be written whole, nor put back: {reason}.",
            hint="Look at its last line; everything above it is as it was.",
            path=path,
            reason=error.strerror or str(error),
        ) from error
    with contextlib.suppress(OSError):
        os.fsync(handle)


def _read(handle: int, start: int, length: int) -> bytes:
    os.lseek(handle, start, os.SEEK_SET)
    parts: list[bytes] = []
    while length > 0 and (part := os.read(handle, length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
