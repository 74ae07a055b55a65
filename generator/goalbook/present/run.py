"""Goals, numbers and problems become a site of values: pages in every language, live parts, data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from goalbook.load.loaded import Loaded
from goalbook.present import editions, feeds, icalendar, machine, numbers, parts, places
from goalbook.present.basis import Basis
from goalbook.present.editions import Language
from goalbook.present.links import RepoLink
from goalbook.present.needs import Needs
from goalbook.present.pages import Pages, joined
from goalbook.present.past import Past
from goalbook.present.site import Edition, Site
from goalbook.present.templating import Templates
from goalbook.present.unchanged import Unchanged
from goalbook.present.units import Units
from goalbook.problems import Problem
from goalbook.tree import marks
from goalbook.validate.accepted import Accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around the goals.

    Attributes:
        repo: Where the goal files can be edited; without it there are no pencils.
        project: A project whose own ``site_templates/`` go before ours.
        past: How the goals came to be; without it there are no pages and feeds of changes.
        accepted: Problems that authors accept.
        unchanged: What a preview keeps of its last run; changed by this one. None in a build.
        digests: In a preview, path to digest of each file of the goals that was read.
    """

    repo: RepoLink | None = None
    project: Path | None = None
    past: Past | None = None
    accepted: tuple[Accepted, ...] = ()
    unchanged: Unchanged | None = None
    digests: Mapping[str, str] = field(default_factory=dict)


_NOTHING: Final = Around()


def render(loaded: Loaded, problems: tuple[Problem, ...], today: date, around: Around = _NOTHING) -> Site:
    """Everything a site holds, in every language of the company.

    Args:
        loaded: The goals.
        problems: What loading and checking found.
        today: The day, for teams and companies without one of their own.
        around: The repository, the project and the history.

    Raises:
        RenderError: A template cannot be read or drawn.
        ConfigError: A language has no catalogue.
    """
    templates, needs = Templates(places.template_folders(around.project)), Needs.collect()
    for template in templates.pages:
        needs.check(template)
    unchanged, is_like_before = around.unchanged, False
    if unchanged is not None:
        is_like_before = unchanged.begin(_around_all(loaded, today, around), around.digests)
    basis = Basis(
        loaded=loaded,
        problems=problems,
        tables=numbers.build(loaded.handbook, today, _wanted(templates, needs), unchanged),
        today=today,
        repo=around.repo,
        past=around.past,
        accepted=around.accepted,
    )
    languages = _languages(basis, templates, around)
    pages = Pages(basis=basis, needs=needs, languages=languages, templates=templates.pages)
    units = Units(pages=pages, unchanged=unchanged)
    if unchanged is not None and unchanged.ahead is not None and is_like_before:
        unchanged.ahead(units.again)
    drawn = tuple(units.draw())
    found, live = joined(unit.pages for unit in drawn), _live(pages, unchanged)
    files = [file for unit in drawn for file in unit.files]
    files += (machine.index(basis), *icalendar.assets(basis, languages[0]), *feeds.assets(basis, languages))
    return Site(
        editions=tuple(
            Edition(
                language=one.code,
                name=one.filters.plain(basis.handbook.company.name),
                pages=found[one.code],
                parts=live[one.code],
            )
            for one in languages
        ),
        assets=tuple(sorted(files, key=lambda file: file.path)),
    )


def _wanted(templates: Templates, needs: Needs) -> frozenset[str]:
    """Keys of all tables that something reads."""
    named = {need for page in templates.pages for need in page.needs}
    return needs.tables_of({*named, *parts.NEEDS, *machine.SECTIONS, *machine.TABLES, *machine.CARRIED})


def _languages(basis: Basis, templates: Templates, around: Around) -> tuple[Language, ...]:
    """The site's languages, in a preview with the templates that are compiled already."""
    unchanged, company = around.unchanged, basis.handbook.company
    if unchanged is None:
        return editions.languages(company, templates, around.project)
    unchanged.languages = unchanged.languages or editions.languages(company, templates, around.project)
    return unchanged.languages


def _live(pages: Pages, unchanged: Unchanged | None) -> Mapping[str, Mapping[str, str]]:
    """Live parts of the handbook."""
    if unchanged is None:
        return parts.render(pages.needs, pages.languages, pages.basis)
    example = parts.files()
    if unchanged.example != example:
        unchanged.parts = parts.render(pages.needs, pages.languages, pages.basis)
        unchanged.example = example
    return unchanged.parts


def _around_all(loaded: Loaded, today: date, around: Around) -> tuple[object, ...]:
    """What every page depends on, besides the files of the goals."""
    folders = places.template_folders(around.project)
    company = loaded.handbook.company
    return today, company.as_of, around.repo, around.project, around.past, marks(folders)
