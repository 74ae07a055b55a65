"""What a preview keeps from its last run: pages that an edit did not touch are written as they were.

An edit of one team changes a handful of pages of a few hundred; the theme would lay all of them out again.
A page is kept while nothing that it shows has changed: its own body and title, and everything around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from goalbook.present import site

Around: TypeAlias = tuple[object, ...]


@dataclass(slots=True)
class Kept:
    """Finished pages of the last run, by language.

    Attributes:
        around: For each language, what all of its pages show around their body.
        html: For each language and path, the page as drawn and its finished HTML.
    """

    around: dict[str, Around] = field(default_factory=dict)
    html: dict[tuple[str, str], tuple[site.Page, str]] = field(default_factory=dict)

    def begin(self, language: str, around: Around) -> None:
        """Forget every page of a language when something around them has changed."""
        if self.around.get(language) != around:
            self.around[language] = around
            for key in [key for key in self.html if key[0] == language]:
                del self.html[key]

    def finished(self, language: str, drawn: site.Page) -> str:
        """The HTML of a page that would come out the same again, else ""."""
        before, html = self.html.get((language, drawn.path), (None, ""))
        return html if before == drawn else ""

    def keep(self, language: str, drawn: site.Page, html: str) -> None:
        """Remember a page that has just been laid out."""
        self.html[language, drawn.path] = (drawn, html)


def marks(folders: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of every file below some folders: another tuple once a file has changed."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path in files for stat in (path.stat(),))
