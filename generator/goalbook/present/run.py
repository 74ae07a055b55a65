"""Goals, numbers and problems become a site of values: pages in every language, live parts, data files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from goalbook.analyse import run as tables
from goalbook.load.loaded import Loaded
from goalbook.present import editions, feeds, icalendar, machine, parts, places, spreadsheet, subject
from goalbook.present.basis import Basis
from goalbook.present.links import RepoLink
from goalbook.present.needs import Needs
from goalbook.present.pages import Pages
from goalbook.present.past import Past
from goalbook.present.site import Asset, Edition, Site
from goalbook.present.templating import Templates
from goalbook.problems import Problem
from goalbook.validate.accepted import Accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around the goals.

    Attributes:
        repo: Where the goal files can be edited; without it there are no pencils.
        project: A project whose own ``site_templates/`` go before ours.
        past: How the goals came to be; without it there are no pages and feeds of changes.
        accepted: Problems that authors accept.
    """

    repo: RepoLink | None = None
    project: Path | None = None
    past: Past | None = None
    accepted: tuple[Accepted, ...] = ()


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
    wanted = needs.tables_of(
        {
            *machine.SECTIONS,
            *machine.TABLES,
            *machine.CARRIED,
            *(need for page in templates.pages for need in page.needs),
        }
    )
    basis = Basis(
        loaded=loaded,
        problems=problems,
        tables=tables.build(loaded.handbook, today, wanted),
        today=today,
        repo=around.repo,
        past=around.past,
        accepted=around.accepted,
    )
    company = loaded.handbook.company
    languages = editions.languages(company, templates, around.project)
    files: list[Asset] = []
    pages = Pages(basis=basis, needs=needs, languages=languages, templates=templates.pages).draw(
        also=lambda built: files.append(machine.team_file(needs, built))
    )
    for team in basis.handbook.teams:
        files += spreadsheet.assets(subject.current(basis, team), languages)
    files += icalendar.assets(basis, languages[0])
    files += feeds.assets(basis, languages)
    live = parts.render(needs, languages)
    return Site(
        editions=tuple(
            Edition(
                language=one.code,
                name=one.filters.plain(company.name),
                pages=pages[one.code],
                parts=live[one.code],
            )
            for one in languages
        ),
        assets=tuple(sorted((machine.index(basis), *files), key=lambda file: file.path)),
    )
