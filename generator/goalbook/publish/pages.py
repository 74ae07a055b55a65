"""What stands in one language of a site: generated pages as virtual files, handbook pages, shared files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from goalbook.errors import ConfigError
from goalbook.present import site
from goalbook.present.links import RepoLink
from goalbook.problems import Location
from goalbook.publish import menu
from goalbook.publish.assets import PLOTLY, Assets
from goalbook.publish.handbook import Sheet
from goalbook.publish.job import Job
from goalbook.publish.kept import Kept

_WORDCUT: Final = "assets/javascripts/lunr/wordcut.js"
_STEMMER: Final = re.compile(r"^assets/javascripts/lunr/min/lunr\.([a-z]{2})\.min\.js$")
_HEADED: Final = 2
_HEADING: Final = re.compile(r'<h1[^>]*\bid="([^"]+)"')


class GeneratedPage(Page):
    """A page whose HTML is ready: MkDocs neither reads a file for it nor runs Markdown.

    Attributes:
        drawn: The page.
        finished: The whole file, where the preview has laid it out before and nothing on it has changed.
    """

    def __init__(self, drawn: site.Page, file: File, config: MkDocsConfig, finished: str = "") -> None:
        super().__init__(escape(drawn.title), file, config)
        self.drawn = drawn
        self.finished = finished
        self.meta = self._head()

    @property
    def is_index(self) -> bool:
        """Whether it stands for what is around it: never below a heading of the menu, which has no page."""
        return super().is_index and len(self.drawn.nav) <= _HEADED

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - named by MkDocs
        """Nothing: what stands above the text is known."""
        self.markdown = ""

    def _head(self) -> dict[str, Any]:
        drawn = self.drawn
        found: dict[str, Any] = {
            "title": escape(drawn.title),
            # A page of the handbook stands beside its menu; the others have the room to themselves.
            "hide": ["toc"] if len(drawn.nav) > 1 else ["navigation", "toc"],
            "search": {"exclude": True},
        }
        if drawn.description:
            found["description"] = escape(drawn.description)
        if self.finished:
            found["template"] = "kept.html"
        elif drawn.template == "trouble":
            found["template"] = "trouble.html"
        return found

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - named by MkDocs
        """Take the body as it is; its heading is where the link past the header leads."""
        self.content = self.drawn.body
        heading = _HEADING.search(self.drawn.body)
        links = [AnchorLink(escape(self.drawn.title), heading[1], 1)] if heading else []
        self.toc = TableOfContents(links)

    def keep(self, kept: Kept, language: str, html: str) -> None:
        """Remember the page that has just been laid out."""
        kept.keep(language, self.drawn, html)

    def draw_again(self, drawn: site.Page) -> None:
        """Take another drawing of the same page, to be laid out at the same place."""
        self.drawn, self.finished = drawn, ""
        self.title, self.meta = escape(drawn.title), self._head()


def generated(job: Job, config: MkDocsConfig, finished: Callable[[site.Page], str]) -> Iterator[File]:
    """A virtual file for every page of an edition, each with its page.

    Args:
        job: The language.
        config: MkDocs' settings.
        finished: The whole file of a page that need not be laid out again, else "".
    """
    for drawn in job.edition.pages:
        level = InclusionLevel.INCLUDED if drawn.nav else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, drawn.path, content="", inclusion=level)
        page = GeneratedPage(drawn, file, config, finished(drawn))
        page.edit_url = edit_url(job.repo, drawn.source)
        yield file


def written(sheets: Mapping[str, Sheet], config: MkDocsConfig) -> Iterator[File]:
    """A file for every page and picture of the handbook."""
    for sheet in sheets.values():
        yield File(sheet.path, str(sheet.folder), config.site_dir, config.use_directory_urls)


def shared(job: Job, assets: Assets, config: MkDocsConfig) -> Iterator[File]:
    """The files of the site's root that every language uses."""
    included = InclusionLevel.INCLUDED
    for address, text in assets.texts.items():
        yield File.generated(config, address, content=text, inclusion=included)
    yield File.generated(config, PLOTLY, abs_src_path=str(assets.plotly), inclusion=included)
    for asset in job.site.assets:
        yield File.generated(config, asset.path, content=asset.data, inclusion=included)


def is_ballast(file: File, languages: Container[str]) -> bool:
    """Whether a file of the theme serves nobody: maps for its makers, languages that are not searched."""
    if file.src_uri == _WORDCUT:
        return "hi" not in languages and "th" not in languages
    found = _STEMMER.search(file.src_uri)
    return file.src_uri.endswith(".map") or (found is not None and found[1] not in languages)


def refuse_doubles(drawn: tuple[site.Page, ...], sheets: Mapping[str, Sheet], project: Path) -> None:
    """A handbook page may not take the address of a generated one.

    Raises:
        ConfigError: It does; names the file.
    """
    for page in drawn:
        if page.path in sheets:
            raise ConfigError(
                "{file} has the address of a page that Goalbook makes.",
                hint="Give the file another name.",
                file=_shown(sheets[page.path].file, project),
            )


def entries(job: Job, sheets: Mapping[str, Sheet]) -> Iterator[menu.Entry]:
    """The pages that stand in the menu."""
    for page in job.edition.pages:
        if page.nav:
            above = _above(page.path, sheets, page.nav)[: len(page.nav) - 1]
            titles = (*above, *map(escape, page.nav[len(above) :]))
            yield menu.Entry(titles=titles, order=page.order, path=page.path)
    for sheet in sheets.values():
        if sheet.is_page:
            titles = (*_above(sheet.path, sheets), *map(escape, sheet.section), escape(sheet.title))
            yield menu.Entry(titles=titles, order=sheet.order, path=sheet.path)


def addresses(drawn: tuple[site.Page, ...], sheets: Mapping[str, Sheet]) -> frozenset[str]:
    """The address of every page of a language, within its folder."""
    paths = [page.path for page in drawn] + [path for path in sheets if path.endswith(".md")]
    return frozenset(path.removesuffix(".md") + ".html" for path in paths)


def edit_url(repo: RepoLink | None, source: tuple[str, int] | None) -> str | None:
    """Where a reader edits what stands behind a page."""
    return repo.at(Location(*source)) if repo and source else None


def source_of(sheet: Sheet, project: Path) -> tuple[str, int] | None:
    """The file of a handbook page in the project; None when it is one of ours, shipped with the program."""
    file = sheet.file
    return (file.relative_to(project).as_posix(), 1) if file.is_relative_to(project) else None


def _above(path: str, sheets: Mapping[str, Sheet], named: tuple[str, ...] = ()) -> tuple[Markup, ...]:
    """Titles of the folders above a page, from the top down: as the folder's own page says, else as named."""
    folders = posixpath.dirname(path).split("/") if "/" in path else []
    if path.endswith("/index.md"):
        folders.pop()
    titles = []
    for number, name in enumerate(folders):
        head = sheets.get("/".join((*folders[: number + 1], "index.md")))
        spare = named[number] if number < len(named) else name.capitalize()
        titles.append(escape(head.title if head else spare))
    return tuple(titles)


def _shown(file: Path, project: Path) -> str:
    return file.relative_to(project).as_posix() if file.is_relative_to(project) else file.name
