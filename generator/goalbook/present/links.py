"""Addresses as a page writes them: relative, so that the site works in any folder and from ``file://``."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class RepoLink:
    """Where readers may open the goal files.

    Attributes:
        edit: Address of the editor with ``{path}`` and ``{line}`` in it,
            e.g. ``https://git.example/team/goals/edit/main/{path}#L{line}``.
        home: Address of the repository itself; empty when not known.
    """

    edit: str
    home: str = ""

    def at(self, location: Location) -> str:
        """The editor's address for a place."""
        return self.edit.replace("{path}", location.path).replace("{line}", str(location.line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses seen from one page.

    Attributes:
        page: The page's source path within its language.
        root: Way from the language's root to the site's root: empty, or ``../`` for a further language.
    """

    page: str
    root: str = ""

    def to(self, path: str, anchor: str = "") -> str:
        """A page of the same language, by its source path as in Markdown: ``handbook/reading.md``."""
        return f"{self.up}{path.removesuffix('.md')}.html{'#' if anchor else ''}{anchor}"

    def asset(self, path: str) -> str:
        """A file of the site's root, the same in every language: ``data/teams/sales-1.json``."""
        return f"{self.up}{self.root}{path}"

    @property
    def up(self) -> str:
        """Way from the page to its language's root."""
        return "../" * self.page.count("/")
