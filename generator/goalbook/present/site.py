"""A site as values: what `goalbook.present` hands to `goalbook.publish`, with nothing of MkDocs in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One generated page in one language.

    Attributes:
        path: Source path within the language, always ``.../index.md``; the address is its folder.
        title: Plain text for the tab and the search.
        description: Plain text for the head; may be empty.
        body: Finished, sanitised HTML of the content area, with its own h1.
        template: The page template's key, e.g. ``team``; becomes a class of the page for the style sheet.
        source: Path of the goal file behind it and the line to open, or None; becomes the "edit this" link.
        search: Words to find it by besides the title; None keeps it out of the search.
        nav: Menu titles from the top down to this page; empty = reachable, not in the menu.
        order: Sorts the menu.
    """

    path: str
    title: str
    body: str
    template: str
    description: str = ""
    source: tuple[str, int] | None = None
    search: str | None = None
    nav: tuple[str, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file that is the same in every language, e.g. ``data/teams/sales-1.json``."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The site in one language.

    Attributes:
        language: Its code.
        name: The site's name in this language (the company's).
        pages: Generated pages, sorted by path.
        parts: Name to HTML for ``<!-- goalbook: NAME -->`` in handbook pages, from the built-in example.
    """

    language: str
    name: str
    pages: tuple[Page, ...]
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site.

    Attributes:
        editions: One per language; the first is the root, the others live under ``/<language>/``.
        assets: Files of the root.
    """

    editions: tuple[Edition, ...]
    assets: tuple[Asset, ...] = ()
