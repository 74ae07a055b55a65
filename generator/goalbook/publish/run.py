"""One run of MkDocs: one language of a site, from its settings to its last file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from goalbook.messages import Message, msg
from goalbook.present import places, site
from goalbook.publish import (
    assets,
    facts,
    handbook,
    menu,
    output,
    pages,
    search,
    settings,
    sheet_pages,
    standing,
)
from goalbook.publish.assets import Assets
from goalbook.publish.facts import Facts
from goalbook.publish.handbook import Sheet
from goalbook.publish.job import Job, folder
from goalbook.publish.kept import Around, Kept
from goalbook.publish.pages import GeneratedPage
from goalbook.tree import marks

_PART: Final = '<div class="gb-part" data-search-exclude>\n{html}\n</div>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is known while MkDocs writes one language.

    Attributes:
        job: The language and everything it is made from.
        assets: Files of the root.
        sheets: The handbook in this language.
        known: For each language of the site the addresses it has.
    """

    job: Job
    assets: Assets
    sheets: Mapping[str, Sheet]
    known: tuple[frozenset[str], ...]


def begin(job: Job, config: MkDocsConfig) -> Run:
    """Read what stands on disk, and set MkDocs and its theme.

    Raises:
        ConfigError: Settings or files do not fit.
    """
    roots = handbook.roots(job.project, Path(config.docs_dir).resolve())
    codes = [edition.language for edition in job.site.editions]
    shelves = [handbook.sheets(roots, code, codes[0]) for code in codes]
    known = tuple(
        pages.addresses(edition.pages, shelf)
        for edition, shelf in zip(job.site.editions, shelves, strict=True)
    )
    pages.refuse_doubles(job.edition.pages, shelves[job.position], job.project)
    found = assets.collect(job.project)
    settings.apply(config, job, found)
    return Run(job=job, assets=found, sheets=shelves[job.position], known=known)


def fill(run: Run, files: Files, config: MkDocsConfig, kept: Kept | None = None) -> frozenset[str]:
    """Every file of this language instead of those MkDocs found in ``docs_dir``, and the menu.

    Args:
        run: The language.
        files: What MkDocs found; changed.
        config: Its settings.
        kept: Pages of a preview's last run.

    Returns:
        Paths of the files of this language that stand on the disk.
    """
    before = _begin_kept(run, config, kept) if kept is not None else frozenset[str]()
    _discard(files, config)
    for file in (*_written(run, config, kept), *_generated(run, config, kept)):
        files.append(file)
    if run.job.is_first:
        for file in pages.shared(run.job, run.assets, config):
            files.append(file)
    if config.nav is None:
        config.nav = menu.arrange(pages.entries(run.job, run.sheets))
    if kept is not None:
        standing.adopt(files, before)
    return before


def _begin_kept(run: Run, config: MkDocsConfig, kept: Kept) -> frozenset[str]:
    before = kept.begin(run.job.edition.language, _around(run, config))
    if run.job.is_first and not before:
        standing.clear(kept, config.site_dir)
    return before


def _written(run: Run, config: MkDocsConfig, kept: Kept | None) -> tuple[File, ...]:
    found = tuple(pages.written(run.sheets, config))
    if kept is not None and sheet_pages.may_keep(config):
        sheet_pages.put(found, run.sheets.values(), run.job, config, kept)
    return found


def _generated(run: Run, config: MkDocsConfig, kept: Kept | None) -> Iterator[File]:
    def finished(drawn: site.Page) -> str:
        return kept.finished(run.job.edition.language, drawn) if kept is not None else ""

    return pages.generated(run.job, config, finished)


def _discard(files: Files, config: MkDocsConfig) -> None:
    languages = search.languages(config)
    for file in list(files):
        if file.src_dir == config.docs_dir or pages.is_ballast(file, languages):
            files.remove(file)


def _around(run: Run, config: MkDocsConfig) -> Around:
    """Everything that a page of this language shows and that is not its own."""
    job, file = run.job, Path(config.config_file_path)
    templates = places.template_folders(job.project)
    return (
        file.read_bytes() if file.is_file() else b"",
        config.site_url,
        job.as_of,
        job.repo,
        tuple((edition.language, edition.name) for edition in job.site.editions),
        tuple(pages.entries(job, run.sheets)),
        run.known,
        run.assets,
        tuple(run.sheets),
        tuple(asset.path for asset in job.site.assets),
        marks(
            (*assets.theme_folders(job.project), *(folder / "locales" for folder in templates)),
        ),
    )


def head(run: Run, page: Page) -> None:
    """The top of a handbook page, made safe for a theme that escapes nothing, and where to edit it."""
    sheet = run.sheets.get(page.file.src_uri)
    if sheet is None:
        return
    page.meta["title"] = escape(sheet.title)
    if description := page.meta.get("description"):
        page.meta["description"] = escape(str(description))
    page.edit_url = pages.edit_url(run.job.repo, pages.source_of(sheet, run.job.project))


def missing_parts(run: Run, markdown: str, page: Page) -> tuple[Message, ...]:
    """Live parts that a handbook page asks for and nobody draws."""
    parts = run.job.edition.parts
    if run.job.trouble is not None:
        return ()
    return tuple(
        msg(
            "{file} asks for the part {part}, which does not exist. Known are {known}.",
            file=page.file.src_uri,
            part=name,
            known=tuple(sorted(parts)),
        )
        for name in handbook.parts_in(markdown)
        if name not in parts
    )


def parts(job: Job, html: str) -> str:
    """A handbook page with its live parts; the search does not look into them."""
    drawn = job.edition.parts
    return handbook.fill(html, lambda name: _PART.format(html=drawn[name]) if name in drawn else "")


def content(job: Job, html: str) -> str:
    """A handbook page's HTML as it is shown."""
    return parts(job, handbook.name_headings(html))


def page_facts(run: Run, page: Page, config: MkDocsConfig) -> Facts:
    """What the shell knows of a page."""
    sheet = run.sheets.get(page.file.src_uri)
    return facts.of_page(
        run.job,
        page.url,
        template=page.drawn.template if isinstance(page, GeneratedPage) else "handbook",
        text_language=sheet.language if sheet else run.job.edition.language,
        known=run.known,
        site_url=root_url(run, config),
    )


def missing_page_facts(run: Run, config: MkDocsConfig) -> Facts:
    """What the shell knows of ``404.html``."""
    return facts.of_missing_page(run.job, urlsplit(root_url(run, config) or "/").path)


def scope(run: Run, url: str) -> str:
    """Way from a page to the site's root: what a reader chooses, e.g. the dark scheme, holds for all of it.

    Args:
        run: The language being written.
        url: The page's address within its language; empty for a page that stands nowhere, like ``404.html``.
    """
    up = posixpath.relpath(".", posixpath.dirname(url) or ".")
    return posixpath.normpath(posixpath.join(up, run.job.root))


def root_url(run: Run, config: MkDocsConfig) -> str | None:
    """The address of the site's root with a closing slash, when mkdocs.yml names it."""
    if not config.site_url:
        return None
    return config.site_url.removesuffix(folder(run.job.site, run.job.position))


def index(run: Run, config: MkDocsConfig, files: Files, kept: Kept | None = None) -> None:
    """Push the entries of generated and of kept pages into the theme's search index, in a fixed order."""
    found = search.plugin(config)
    if found is None:
        return
    if kept is not None:
        written = (file.page for file in files.documentation_pages())
        known = found.search_index.entries
        known += sheet_pages.index(written, list(known), run.job.edition.language, kept)
    drawn = ((page, page.path.removesuffix(".md") + ".html") for page in run.job.edition.pages)
    entries = [search.entry(page, address) for page, address in drawn]
    found.search_index.entries += [entry for entry in entries if entry is not None]
    search.arrange(found.search_index.entries)


def finish(run: Run, config: MkDocsConfig) -> None:
    """What can only be done when every file of the language is written."""
    site_dir = Path(config.site_dir)
    if search.plugin(config) is not None:
        search.index_for_folder(site_dir)
        search.prefix_worker(site_dir, run.assets.worker)
    if run.job.is_first:
        output.mark(site_dir)
