"""The same site as a folder of Markdown files that another generator can build, without Goalbook.

::

    mkdocs.yml  mkdocs.ja.yml     one per language; the first writes site/, a further one site/<language>/
    docs/<language>/**/*.md       bodies as HTML, with title and description above
    docs/<language>/assets/       style sheets, scripts, Plotly

The files of the site's root (``data/``) are in the folder of the first language.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from markupsafe import escape

from goalbook.present.site import Page
from goalbook.publish import assets, handbook, menu, output, pages, run, search, settings, source
from goalbook.publish.assets import PLOTLY, Assets
from goalbook.publish.build import Built, load, plugin_of
from goalbook.publish.handbook import Sheet
from goalbook.publish.job import Job, folder, speech
from goalbook.publish.source import Progress, quiet

_FENCE: Final = "---\n"


def export(project: Path, target: Path, *, as_of: date | None = None, progress: Progress = quiet) -> Built:
    """Write the site as a folder; replaced as a whole, or untouched.

    Args:
        project: The folder that holds ``goals/``.
        target: Where to write.
        as_of: Day to build on.
        progress: Told each long step.

    Raises:
        ConfigError: Settings do not fit, or `target` holds files of others.
        GoalbookError: The goals cannot be opened, or a page cannot be drawn.
    """
    output.refuse_foreign(target)
    config = load(project)
    repo = settings.editor(config)
    prepared = source.prepare(
        project, as_of=as_of or plugin_of(config).config.as_of, repo=repo, progress=progress
    )
    if prepared.site is None:
        return Built(is_written=False, problems=prepared.problems, languages=prepared.languages)
    with output.replacing(target) as work:
        roots = handbook.roots(project, Path(config.docs_dir).resolve())
        files = assets.collect(project)
        first = Job(project=project, site=prepared.site, as_of=prepared.as_of)
        for job in (first, *first.others):
            sheets = handbook.sheets(roots, job.edition.language, first.edition.language)
            pages.refuse_doubles(job.edition.pages, sheets, project)
            _write(work, job, sheets, files)
    return Built(is_written=True, problems=prepared.problems, languages=prepared.languages)


def _write(work: Path, job: Job, sheets: Mapping[str, Sheet], files: Assets) -> None:
    """One language: its settings and everything they name."""
    code = job.edition.language
    docs = work / "docs" / code
    for page in job.edition.pages:
        _put(docs / page.path, _front_matter(page) + _wrapped(page))
    for sheet in sheets.values():
        if sheet.is_page:
            _put(docs / sheet.path, run.parts(job, sheet.file.read_text(encoding="utf-8-sig")))
        else:
            _put(docs / sheet.path, sheet.file.read_bytes())
    for address, text in files.texts.items():
        if address != assets.HEAD:
            _put(docs / address, text)
    shutil.copyfile(files.plotly, docs / PLOTLY)
    for asset in job.site.assets if job.is_first else ():
        _put(docs / asset.path, asset.data)
    name = "mkdocs.yml" if job.is_first else f"mkdocs.{code}.yml"
    _put(work / name, "".join(_setting(*pair) for pair in _settings(job, sheets, files).items()))


def _settings(job: Job, sheets: Mapping[str, Sheet], files: Assets) -> dict[str, Any]:
    """What mkdocs.yml says, in terms that every reader of such files knows."""
    editions = job.site.editions
    languages = dict.fromkeys((job.edition.language, *(edition.language for edition in editions)))
    return {
        "site_name": escape(job.edition.name),
        "docs_dir": f"docs/{job.edition.language}",
        "site_dir": f"site/{folder(job.site, job.position)}".rstrip("/"),
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            "language": job.edition.language,
            "font": False,
            "features": [name for name in settings.FEATURES if name != "content.action.edit"],
            "palette": settings.palette(job.words),
        },
        "plugins": [{"search": {"lang": list(languages), "separator": search.SEPARATOR, "pipeline": []}}],
        "markdown_extensions": list(settings.EXTENSIONS),
        "extra": {
            "generator": False,
            "alternate": [
                {
                    "name": speech(edition.language, job.project).locale.language_name,
                    "link": f"/{folder(job.site, position)}",
                    "lang": edition.language,
                }
                for position, edition in enumerate(editions)
            ],
        },
        "extra_css": [files.style.partition("?")[0]],
        "extra_javascript": [address.partition("?")[0] for address in files.scripts],
        "nav": menu.arrange(pages.entries(job, sheets)),
    }


def _setting(key: str, value: Any) -> str:
    """One setting; JSON is YAML, and needs no library to be written."""
    return f"{key}: " + json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ") + "\n"


def _front_matter(page: Page) -> str:
    values = {
        "title": escape(page.title),
        "description": escape(page.description),
        "hide": ["navigation", "toc"],
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items() if value)
    return "".join((_FENCE, *lines, _FENCE, "\n"))


def _wrapped(page: Page) -> str:
    """One block of HTML, which Markdown leaves as it is."""
    return f'<div class="gb-page gb-page--{page.template}">\n{page.body}\n</div>\n'


def _put(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
