"""List the reviews that are due on a day."""

from __future__ import annotations

from datetime import date

import click

from goalbook.cli import _project


@click.command(short_help="List the reviews that are due on a day.")
@_project.option
@click.option("--on", type=_project.Day(), help="The day.  [default: today]")
def _reviews_due(on: date | None) -> int:
    """Print a line for each review that is due and not written yet: TEAM KIND, for goalbook new review.

    A month-start review is due on the third working day of the month, a mid-month review two working days
    after the first one from the 15th, by the team's own calendar. Teams without a running cycle have none.
    """
    from goalbook import clock
    from goalbook.analyse import reviews_due
    from goalbook.load.run import load
    from goalbook.tree import WorkingTree

    handbook = load(WorkingTree(_project.folder())).handbook
    for team in sorted(handbook.teams):
        day = on or clock.today(handbook.calendar(team).time_zone)
        for kind in reviews_due.on(handbook, team, day):
            click.echo(f"{team} {kind.value}")
    return 0


COMMAND = _reviews_due
