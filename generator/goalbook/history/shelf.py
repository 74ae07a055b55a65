"""Keeps what took long to find out, in a folder that may be deleted at any time.

The folder is the project's ``.cache/goalbook``, which hides itself from git. What a proposal could have put
there is not believed: when git keeps anything in ``.cache``, or it leads elsewhere, there is no shelf.
"""

from __future__ import annotations

import gc
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from goalbook.history import git
from goalbook.history.git import Repository

_FOLDER: Final = ".cache"
_OURS: Final = "goalbook"


@contextmanager
def lasting() -> Iterator[None]:
    """While values are made that all last, looking for garbage among them would cost half the time."""
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_collecting:
            gc.enable()


class Shelf:
    """Values of JSON by name; one that cannot be written or read is simply not there.

    Args:
        repository: Whose project's folder holds the shelf.
    """

    def __init__(self, repository: Repository) -> None:
        root = repository.root.resolve()
        folder = root / _FOLDER / _OURS
        is_safe = folder.resolve() == folder and not git.is_kept(repository, _FOLDER)
        self._folder = folder if is_safe else None

    def take(self, name: str, key: str) -> Mapping[str, Any] | None:
        """What was put there under the same key; None otherwise."""
        if self._folder is None:
            return None
        with suppress(OSError, ValueError), lasting():
            found = json.loads((self._folder / f"{name}.json").read_bytes())
            if isinstance(found, dict) and found.get("key") == key:
                return found
        return None

    def put(self, name: str, key: str, value: Mapping[str, Any]) -> None:
        """Keep a value, in place of any other of that name."""
        if self._folder is None:
            return
        data = json.dumps({"key": key, **value}, ensure_ascii=True, separators=(",", ":"))
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            hidden = self._folder / ".gitignore"
            if not hidden.exists():
                hidden.write_text("*\n", encoding="utf-8")
            handle, path = tempfile.mkstemp(dir=self._folder, prefix=f".{name}-")
            try:
                with os.fdopen(handle, "w", encoding="ascii") as stream:
                    stream.write(data)
                Path(path).replace(self._folder / f"{name}.json")
            except OSError:
                Path(path).unlink(missing_ok=True)
