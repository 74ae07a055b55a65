"""After an edit the page that somebody looks at goes ahead: it is shown before all others are drawn.

It is drawn from the new numbers, laid out as MkDocs laid out its language in the last run, and written to the
place where the run that goes on would write it. What the last run had around the page may have changed, too,
which only the end of the run can tell: `Ahead.is_outdated` then says that the page has to be shown once more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import write_file

from goalbook.publish import sheet_pages
from goalbook.publish.pages import GeneratedPage

if TYPE_CHECKING:
    from goalbook.present.site import Page
    from goalbook.present.unchanged import Again


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How MkDocs lays out the pages of a language.

    Attributes:
        config: The settings.
        env: The theme's templates.
        nav: The menu.
        files: All pages and files.
    """

    config: MkDocsConfig
    env: Environment
    nav: Navigation
    files: Files

    def page(self, file: Path) -> GeneratedPage | None:
        """The generated page that is written to a file."""
        for one in self.files:
            if isinstance(one.page, GeneratedPage) and one.abs_dest_path == str(file):
                return one.page
        return None

    def write(self, page: GeneratedPage, drawn: Page) -> bytes:
        """Lay out another drawing of a page and write it, as MkDocs does; gives what was written."""
        page.draw_again(drawn)
        page.render(self.config, self.files)
        page.active = True
        try:
            context: Any = get_context(self.nav, self.files, self.config, page)
            template = self.env.get_template(str(page.meta.get("template", "main.html")))
            context = self.config.plugins.on_page_context(
                context, page=page, config=self.config, nav=self.nav
            )
            html = self.config.plugins.on_post_page(template.render(context), page=page, config=self.config)
        finally:
            page.active = False
        data = html.encode("utf-8", errors="xmlcharrefreplace")
        write_file(data, page.file.abs_dest_path)
        return data


class Ahead:
    """One page that goes ahead in one run.

    Args:
        file: Where the page is written that somebody looks at.
        show: Told the file when it can be shown.
    """

    def __init__(self, file: Path, show: Callable[[Path], None]) -> None:
        self._file, self._show = file, show
        self._written: bytes | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether the run wrote the page that was shown in another way."""
        if self._written is None:
            return False
        return not self._file.is_file() or self._file.read_bytes() != self._written

    def go(self, layouts: dict[str, Layout], again: Again) -> None:
        """Write and show the page, unless the edit leaves it as it was.

        Args:
            layouts: Of the last run, by language.
            again: Draws a page again.
        """
        for language, layout in layouts.items():
            page = layout.page(self._file) if sheet_pages.is_plain(layout.config) else None
            if page is not None:
                drawn = again(language, page.drawn)
                if drawn is not None and drawn != page.drawn:
                    self._written = layout.write(page, drawn)
                    self._show(self._file)
                return
