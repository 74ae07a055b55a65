"""Files that stand on the disk from a preview's last run: what would come out the same is not written again.

MkDocs asks each file whether it was modified when it is told that the folder holds a site (its ``dirty``),
and neither reads nor lays out a page that was not. It goes by the time of a source; we know what is on it.
What it then leaves to others is done here: an empty folder to begin with, and no file of a page that is gone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from mkdocs.structure.files import Files
from mkdocs.utils import clean_directory

from goalbook.publish.kept import Kept
from goalbook.publish.pages import GeneratedPage
from goalbook.publish.sheet_pages import SheetPage

Keepable: Final = (GeneratedPage, SheetPage)
_WARNS: Final = logging.getLogger("mkdocs.commands.build")


def clear(kept: Kept, folder: str) -> None:
    """Begin with an empty folder."""
    kept.standing.clear()
    clean_directory(folder)


def adopt(files: Files, standing: frozenset[str]) -> None:
    """Tell MkDocs of each file whether to write it; what is no page always is.

    Args:
        files: Of one language.
        standing: Paths of the files that may be left as they are.
    """
    for file in files:
        is_same = isinstance(file.page, Keepable) and bool(file.page.finished)
        is_new = not (is_same and file.abs_dest_path in standing)
        file.is_modified = partial(bool, is_new)  # type: ignore[method-assign]


def settle(kept: Kept, language: str, files: Files, before: frozenset[str]) -> None:
    """Remember what stands after a run that came to its end, and take away what stood there before it."""
    now = frozenset(file.abs_dest_path for file in files)
    kept.standing[language] = now
    for path in sorted(before - now):
        Path(path).unlink(missing_ok=True)
        with suppress(OSError):  # something else is in there
            Path(path).parent.rmdir()


@contextmanager
def unwarned() -> Iterator[None]:
    """MkDocs warns of every such run; what it warns of does not happen here."""

    def is_other(record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith("A 'dirty' build")

    _WARNS.addFilter(is_other)
    try:
        yield
    finally:
        _WARNS.removeFilter(is_other)
