"""Goals, numbers and problems become a site of values: pages in every language, live parts, data files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from goalbook.analyse import run as tables
from goalbook.load.loaded import Loaded
from goalbook.present import editions, icalendar, machine, parts, places, spreadsheet, subject
from goalbook.present.basis import Basis
from goalbook.present.links import RepoLink
from goalbook.present.needs import Needs
from goalbook.present.pages import Pages
from goalbook.present.site import Asset, Edition, Site
from goalbook.present.templating import Templates
from goalbook.problems import Problem


def render(
    loaded: Loaded,
    problems: tuple[Problem, ...],
    today: date,
    repo: RepoLink | None = None,
    *,
    project: Path | None = None,
) -> Site:
    """Everything a site holds, in every language of the company.

    Args:
        loaded: The goals.
        problems: What loading and checking found.
        today: The day, for teams and companies without one of their own.
        repo: Where the goal files can be edited; without it there are no pencils.
        project: A project whose own ``site_templates/`` go before ours.

    Raises:
        RenderError: A template cannot be read or drawn.
        ConfigError: A language has no catalogue.
    """
    templates, needs = Templates(places.template_folders(project)), Needs.collect()
    for template in templates.pages:
        needs.check(template)
    wanted = needs.tables_of(
        {*machine.SECTIONS, *machine.TABLES, *(need for page in templates.pages for need in page.needs)}
    )
    basis = Basis(
        loaded=loaded,
        problems=problems,
        tables=tables.build(loaded.handbook, today, wanted),
        today=today,
        repo=repo,
    )
    company = loaded.handbook.company
    languages = editions.languages(company, templates, project)
    files: list[Asset] = []
    pages = Pages(basis=basis, needs=needs, languages=languages, templates=templates.pages).draw(
        also=lambda built: files.append(machine.team_file(needs, built))
    )
    for team in basis.handbook.teams:
        files += spreadsheet.assets(subject.current(basis, team), languages)
    files += icalendar.assets(basis, languages[0])
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
