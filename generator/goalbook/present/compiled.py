"""Templates compiled once: for all languages, for the next run of a preview, for the next command.

Compiling takes a third of a build's time. What is installed, our own templates and the theme's, is kept on
disk by Jinja itself, in a folder of the user's that nobody else can write. A project's own templates stay in
memory: they are few, and what a proposal changed leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2.bccache import Bucket

import goalbook
from goalbook.present import places

_PACKAGES: Final = Path(jinja2.__file__).resolve().parents[1]
_SETTINGS: Final = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline", "optimized", "is_async"),
)
_UNREADABLE: Final = (OSError, EOFError, ValueError, TypeError, LookupError, AttributeError, ImportError)


class Compiled(jinja2.BytecodeCache):
    """Keeps what was compiled, by file, source and the settings it was compiled with."""

    def __init__(self, *installed: Path) -> None:
        """`installed`: folders whose templates are kept on disk."""
        self._folders = installed
        self._kept: dict[str, tuple[str, Any]] = {}
        self._lasting: set[str] = set()

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Where one template belongs, with what was compiled from the same source."""
        given = environment.autoescape
        settings = {name: repr(getattr(environment, name)) for name in _SETTINGS}
        settings["autoescape"] = repr(given(name) if callable(given) else given)
        settings["extensions"] = repr(sorted(environment.extensions))
        parts = (name, filename, sorted(settings.items()), _versions())
        key = hashlib.sha256(repr(parts).encode()).hexdigest()
        is_plain = environment.finalize is None  # what a finaliser makes of constants stands in the code
        if is_plain and filename and any(map(Path(filename).resolve().is_relative_to, self._folders)):
            self._lasting.add(key)
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same source; anything unreadable is compiled anew."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif self._disk and bucket.key in self._lasting:
            try:
                self._disk.load_bytecode(bucket)
            except (*_UNREADABLE, pickle.UnpicklingError):
                bucket.reset()
            if bucket.code:
                self._kept[bucket.key] = (bucket.checksum, bucket.code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled; without room on the disk in memory alone."""
        self._kept[bucket.key] = (bucket.checksum, bucket.code)
        if self._disk and bucket.key in self._lasting and not sys.dont_write_bytecode:
            try:
                self._disk.dump_bytecode(bucket)
            except OSError:
                self.__dict__["_disk"] = None

    @cached_property
    def _disk(self) -> jinja2.FileSystemBytecodeCache | None:
        """Jinja's own folder of this user; none where it would not be safe or cannot be made.

        Without any folder for temporary files Python takes the current one, which may be a project; on
        Windows nothing tells whose folder it is.
        """
        try:
            if os.name == "nt" or Path(tempfile.gettempdir()).resolve().is_relative_to(Path.cwd()):
                return None
            return jinja2.FileSystemBytecodeCache(pattern="goalbook_%s.cache")
        except (OSError, RuntimeError):
            return None


@cache
def _versions() -> tuple[str, ...]:
    """Of all that has a say in what code a template becomes."""
    return (
        goalbook.__version__,
        sys.version,
        *map(metadata.version, ("jinja2", "mkdocs", "mkdocs-material")),
    )


COMPILED: Final = Compiled(places.templates(), _PACKAGES)
