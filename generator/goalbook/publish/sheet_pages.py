"""Handbook pages of a preview: what an edit did not touch is not read as Markdown, laid out or indexed again.

Only where nothing but its own text decides what Markdown makes of a page: a plugin or an extension that may
read other files, and a menu of the project's own, leave all of this to MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from goalbook.publish import handbook, settings
from goalbook.publish.handbook import Sheet
from goalbook.publish.job import Job
from goalbook.publish.kept import Entry, Kept, KeptSheet, SheetSource

_PLUGINS: Final = frozenset({"goalbook", "search", "material/search"})
_EXTENSIONS: Final = frozenset(
    {
        *settings.EXTENSIONS, "abbr", "codehilite", "def_list", "fenced_code", "md_in_html", "sane_lists",
        "smarty", "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.highlight",
        "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark", "pymdownx.superfences", "pymdownx.tabbed",
        "pymdownx.tasklist", "pymdownx.tilde",
    }
)  # fmt: skip


class SheetPage(Page):
    """A handbook page.

    Attributes:
        source: All that the page shows of its own.
        kept: The page as it was laid out before, when it would come out the same again.
    """

    def __init__(
        self, sheet: Sheet, file: File, config: MkDocsConfig, source: SheetSource, kept: KeptSheet | None
    ) -> None:
        super().__init__(escape(sheet.title), file, config)
        self.source, self.kept = source, kept
        if kept is not None:
            self.meta = {**kept.meta, "template": "kept.html", "search": {"exclude": True}}
            self.present_anchor_ids = set(kept.anchors)

    @property
    def finished(self) -> str:
        """The whole file, where nothing on it has changed."""
        return self.kept.html if self.kept else ""

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - named by MkDocs
        """Take the text as it was read, or what stood above it."""
        if self.kept is None:
            self.markdown, self.meta = meta.get_data(self.source.text)
        else:
            self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Let MkDocs read the Markdown unless the whole page is known."""
        if self.kept is None:
            super().render(config, files)
        else:
            self.content = ""

    def keep(self, kept: Kept, language: str, html: str) -> None:
        """Remember the page that has just been laid out."""
        if self.kept is None:
            kept.sheets[language, self.file.src_uri] = KeptSheet(
                source=self.source,
                meta=self.meta,
                anchors=frozenset(self.present_anchor_ids or ()),
                html=html,
            )


def may_keep(config: MkDocsConfig) -> bool:
    """Whether handbook pages depend on nothing but themselves and what is around all pages."""
    return config.nav is None and is_plain(config) and _EXTENSIONS.issuperset(config.markdown_extensions)


def is_plain(config: MkDocsConfig) -> bool:
    """Whether no plugin is at work that might put on a page what is not its own."""
    return _PLUGINS.issuperset(config.plugins)


def put(files: Iterable[File], sheets: Iterable[Sheet], job: Job, config: MkDocsConfig, kept: Kept) -> None:
    """Give each file of a handbook page a page that may be kept."""
    code = job.edition.language
    for file, sheet in zip(files, sheets, strict=True):
        if sheet.is_page:
            text = sheet.file.read_text(encoding="utf-8-sig")
            parts = tuple(job.edition.parts.get(name) for name in handbook.parts_in(text))
            source = SheetSource(text=text, language=sheet.language, parts=parts)
            SheetPage(sheet, file, config, source, kept.sheet(code, sheet.path, source))


def index(pages: Iterable[Page | None], entries: list[Entry], language: str, kept: Kept) -> Iterator[Entry]:
    """What the search knows of pages that are written as they were; of the others it is remembered.

    Args:
        pages: Of the handbook.
        entries: What the search found in this run.
        language: The language being written.
        kept: What the preview keeps.
    """
    found: dict[str, list[Any]] = {}
    for entry in entries:
        found.setdefault(str(entry["location"]).partition("#")[0], []).append(entry)
    for page in pages:
        if isinstance(page, SheetPage):
            if page.kept is not None:
                yield from page.kept.entries
            elif (sheet := kept.sheets.get((language, page.file.src_uri))) is not None:
                sheet.entries = tuple(found.get(page.url, ()))
