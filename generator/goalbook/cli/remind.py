"""Say what waits for whom."""

from __future__ import annotations

from datetime import date

import click

from goalbook.cli import _project


@click.command(short_help="Say what waits for whom.")
@_project.option
@_project.language_option
@click.argument("teams", metavar="[TEAM]...", nargs=-1)
@click.option("--on", type=_project.Day(), help="The day.  [default: the company's, else today]")
@click.option("--site", default="", metavar="URL", help="The site's address, for a link to each team's form.")
def _remind(teams: tuple[str, ...], on: date | None, site: str, language: str | None) -> int:
    """Print what TEAMs, or all teams, are asked for on a day, as Markdown for a chat or a mail.

    Numbers that are due and who records them, reviews whose window is open, actions due within a week or
    past their day, members who have not agreed to the goals as they are. Teams that wait for nobody are left
    out. Nothing is sent: a schedule of yours passes it on.
    """
    from goalbook import clock
    from goalbook.analyse import reminders
    from goalbook.cli import _teams
    from goalbook.load.run import load
    from goalbook.present.reminding import Reminding
    from goalbook.tree import WorkingTree

    book = load(WorkingTree(_project.folder())).handbook.shown_on(on)
    company = book.company
    day = on or company.as_of or clock.today(company.calendar.time_zone)
    words = _project.speech(language, company.languages)
    found = [reminders.of(book, team, day) for team in _teams.asked(book, teams, words)]
    telling = Reminding(handbook=book, words=words, site=site)
    click.echo(telling.text(one for one in found if one is not None), nl=False)
    return 0


COMMAND = _remind
