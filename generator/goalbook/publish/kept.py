"""What a preview keeps from its last run: pages that an edit did not touch are written as they were.

An edit of one team changes a handful of pages of a few hundred; the theme would lay all of them out again.
A page is kept while nothing that it shows has changed: its own body and title, or for a page of the handbook
its file and live parts, and everything around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from goalbook.present import site

Around: TypeAlias = tuple[object, ...]
Entry: TypeAlias = dict[str, Any]
"""What the search knows of a page or of one of its sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSource:
    """What a handbook page shows of its own.

    Attributes:
        text: The file's text.
        language: The language it is written in.
        parts: HTML of the live parts that it asks for.
    """

    text: str
    language: str
    parts: tuple[str | None, ...]


@dataclass(slots=True, kw_only=True)
class KeptSheet:
    """A handbook page as it was laid out.

    Attributes:
        source: What it was made from.
        meta: What stands above its text.
        anchors: Places on it that others may link to.
        html: The finished page.
        entries: What the search knows of it.
    """

    source: SheetSource
    meta: Mapping[str, Any]
    anchors: frozenset[str]
    html: str
    entries: tuple[Entry, ...] = ()


@dataclass(slots=True)
class Kept:
    """Finished pages of the last run, by language.

    Attributes:
        around: For each language, what all of its pages show around their body.
        html: For each language and path, the page as drawn and its finished HTML.
        sheets: For each language and path, the handbook page.
        standing: For each language, the files that the last run left on the disk; without a language whose
            last run did not come to its end.
    """

    around: dict[str, Around] = field(default_factory=dict)
    html: dict[tuple[str, str], tuple[site.Page, str]] = field(default_factory=dict)
    sheets: dict[tuple[str, str], KeptSheet] = field(default_factory=dict)
    standing: dict[str, frozenset[str]] = field(default_factory=dict)

    def begin(self, language: str, around: Around) -> frozenset[str]:
        """Forget every page of a language when something around them has changed.

        Returns:
            The files of the language on the disk that may be left as they are.
        """
        standing = self.standing.pop(language, frozenset())
        if self.around.get(language) == around:
            return standing
        self.around[language] = around
        self.html = {key: kept for key, kept in self.html.items() if key[0] != language}
        self.sheets = {key: kept for key, kept in self.sheets.items() if key[0] != language}
        return frozenset()

    def finished(self, language: str, drawn: site.Page) -> str:
        """The HTML of a page that would come out the same again, else ""."""
        before, html = self.html.get((language, drawn.path), (None, ""))
        return html if before == drawn else ""

    def keep(self, language: str, drawn: site.Page, html: str) -> None:
        """Remember a page that has just been laid out."""
        self.html[language, drawn.path] = (drawn, html)

    def sheet(self, language: str, path: str, source: SheetSource) -> KeptSheet | None:
        """A handbook page that would come out the same again, else None."""
        found = self.sheets.get((language, path))
        return found if found is not None and found.source == source else None
