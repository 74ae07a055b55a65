"""Turns a built site into Markdown pages for plain mkdocs-material: equal headings, texts, tables.

The named baseline of `run.py`. Charts are left out, which favours the baseline.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

CONFIG = """\
site_name: Plain
docs_dir: docs
site_dir: site
use_directory_urls: false
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [tables]
not_in_nav: "*"
nav: [index.md]
"""
BLOCKS = {
    "h1": "# ",
    "h2": "## ",
    "h3": "### ",
    "h4": "#### ",
    "p": "",
    "li": "- ",
    "summary": "",
    "caption": "",
    "figcaption": "",
}
SILENT = {"svg", "script", "style"}


class _Markdown(HTMLParser):
    """Collects the blocks of the article as Markdown lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._text: list[str] = []
        self._row: list[str] = []
        self._rows = 0
        self._silent = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser calls it so
        """Open a block, a row or a silent part."""
        self._inside = self._inside or tag == "article"
        self._silent += tag in SILENT
        if tag == "table":
            self._rows = 0
        if tag in BLOCKS or tag in {"td", "th", "tr"}:
            self._flush()
        if tag == "tr":
            self._row = []

    def handle_endtag(self, tag: str) -> None:
        """Close a block, a cell or a row."""
        self._silent -= tag in SILENT
        if tag in BLOCKS:
            self._flush(BLOCKS[tag])
        elif tag in {"td", "th"}:
            self._row.append(self._taken().replace("|", "/"))
        elif tag == "tr" and self._row:
            self._table_row()
        elif tag == "article":
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Keep the text of the article."""
        if self._inside and not self._silent:
            self._text.append(data)

    def _table_row(self) -> None:
        if not self._rows:
            self.lines.append("")
        self.lines.append("| " + " | ".join(self._row) + " |")
        if not self._rows:
            self.lines.append("|" + " --- |" * len(self._row))
        self._rows += 1

    def _taken(self) -> str:
        text = " ".join("".join(self._text).split())
        self._text = []
        return text

    def _flush(self, prefix: str = "") -> None:
        if text := self._taken():
            self.lines += ["", prefix + text]


def write(site: Path, project: Path) -> int:
    """Write a plain project with one Markdown page per page of `site`; returns how many pages."""
    pages = sorted(path for path in site.rglob("*.html") if path.name != "404.html")
    for page in pages:
        reader = _Markdown()
        reader.feed(page.read_text(encoding="utf-8"))
        target = project / "docs" / page.relative_to(site).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(reader.lines) + "\n", encoding="utf-8")
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return len(pages)
