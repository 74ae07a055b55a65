"""Say how teams stand."""

from __future__ import annotations

from datetime import date

import click

from goalbook.cli import _project


@click.command(short_help="Say how teams stand.")
@_project.option
@_project.language_option
@click.argument("teams", metavar="[TEAM]...", nargs=-1)
@click.option("--as-of", type=_project.Day(), help="The day.  [default: the company's, else today]")
def _status(teams: tuple[str, ...], as_of: date | None, language: str | None) -> int:
    """Print what the pages of TEAMs, or of all teams, open with, as Markdown for a chat or a mail.

    Two sentences on the numbers, the next review, open actions, who has agreed, and where the goals are out
    of shape, with the line. Nothing is written. Mistakes that stop a build are told by goalbook check.
    """
    from dataclasses import replace

    from goalbook import clock
    from goalbook.cli import _teams
    from goalbook.load.run import load
    from goalbook.present import status
    from goalbook.tree import WorkingTree
    from goalbook.validate.run import check

    loaded = load(WorkingTree(_project.folder()))
    loaded = replace(loaded, handbook=loaded.handbook.shown_on(as_of))
    company = loaded.handbook.company
    words = _project.speech(language, company.languages)
    wanted = status.Asked(
        teams=_teams.asked(loaded.handbook, teams, words),
        day=as_of or company.as_of or clock.today(company.calendar.time_zone),
        language=language or company.languages[0],
    )
    click.echo(status.text(_project.folder(), loaded, check(loaded), wanted), nl=False)
    return 0


COMMAND = _status
