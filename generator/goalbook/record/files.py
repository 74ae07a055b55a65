"""Writes one file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from goalbook.errors import ConfigError


def create(root: Path, path: str, text: str) -> None:
    """Write a file that must not exist yet.

    Raises:
        ConfigError: It exists already.
    """
    target = root / path
    if target.exists():
        raise ConfigError("{path} exists already; nothing was changed.", path=path)
    replace(root, path, text)


def replace(root: Path, path: str, text: str) -> None:
    """Write a file by a sibling and a rename, so that a reader sees the old bytes or the new ones.

    Raises:
        ConfigError: The folder or the file cannot be written; the old bytes are untouched.
    """
    target = root / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".goalbook-", suffix=".tmp")
    except OSError as error:
        raise ConfigError(
            "{path} cannot be written: {reason}.", path=path, reason=error.strerror or ""
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(target.stat().st_mode if target.exists() else 0o644)
        Path(name).replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise ConfigError(
            "{path} cannot be written: {reason}.", path=path, reason=error.strerror or ""
        ) from error
