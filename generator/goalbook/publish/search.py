"""Search: one short entry per generated page, an index that works from a folder, Japanese queries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from goalbook.errors import RenderError
from goalbook.present import site

SEPARATOR: Final = r"[\s\-\u3000\u3001\u3002,.:;?!()\uff08\uff09\u300c\u300d\u30fb\uff0f/]+"
"""Between words of both languages: spaces, hyphens, and the punctuation of English and Japanese."""

_WORKERS: Final = "assets/javascripts/workers/search.*.min.js"
_SEGMENTERS: Final = "assets/javascripts/lunr/min/lunr.{code}.min.js"
_MARKS: Final = (re.compile(r'addEventListener\("message"'), re.compile(r"case 2:let \w+=\w+\.data"))
"""What the worker's part that we rely on looks like: one listener, and 2 for a query."""


def plugin(config: MkDocsConfig) -> Any | None:
    """The theme's search, or None when mkdocs.yml has no search."""
    return config.plugins.get("material/search")


def configure(found: Any, languages: Iterable[str], theme: Iterable[str]) -> None:
    """Index in all languages of the site without stemming.

    Stems are cut in the index but not in a query that is still being typed: "Sales" would find nothing.

    Args:
        found: The theme's search.
        languages: Of the site, the one being written first.
        theme: Folders of the theme; a language it cannot take apart is left to the others.
    """
    folders = [Path(folder) for folder in theme]
    found.config.lang = [
        code
        for code in dict.fromkeys((*languages, "en"))
        if code == "en" or any((folder / _SEGMENTERS.format(code=code)).is_file() for folder in folders)
    ]
    found.config.separator = SEPARATOR
    found.config.pipeline = []


def languages(config: MkDocsConfig) -> tuple[str, ...]:
    """The languages that are indexed; none without search."""
    found = plugin(config)
    return tuple(found.config.lang) if found is not None else ()


def entry(page: site.Page, address: str) -> dict[str, str] | None:
    """The entry of a generated page; the theme shows its texts as HTML."""
    if page.search is None:
        return None
    return {
        "location": address,
        "title": escape(page.title, quote=False),
        "text": escape(page.search, quote=False),
    }


def arrange(entries: list[dict[str, Any]]) -> None:
    """Sort by page; the sections of a page stay in their order after it, as the theme expects."""
    entries.sort(key=lambda found: str(found["location"]).partition("#")[0])


def index_for_folder(site_dir: Path) -> None:
    """The index once more as a script: a page from ``file://`` may load a script but request no file."""
    index = site_dir / "search" / "search_index.json"
    if index.is_file():
        text = index.read_text(encoding="utf-8")
        (index.parent / "search_index.js").write_text(f"var __index = {text}", encoding="utf-8")


def prefix_worker(site_dir: Path, prefix: str) -> None:
    """Put our part in front of the theme's search worker.

    Raises:
        RenderError: The theme's worker is not where or what it was when the part was written.
    """
    workers = sorted(site_dir.glob(_WORKERS))
    texts = [worker.read_text(encoding="utf-8") for worker in workers]
    if len(workers) != 1 or any(len(mark.findall(texts[0])) != 1 for mark in _MARKS):
        raise RenderError(
            "The theme's search worker is not the one Goalbook was tried with ({found} files).",
            hint="Use a version of mkdocs-material that Goalbook was tried with; see its requirements.",
            found=len(workers),
        )
    workers[0].write_text(f"{prefix}\n{texts[0]}", encoding="utf-8")
