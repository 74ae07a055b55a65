"""Fold files of one entry into one file for each writer and month."""

from __future__ import annotations

from pathlib import Path

import click

from goalbook.cli import _project
from goalbook.words import Words


@click.command(short_help="Fold files of one entry into one file for each writer and month.")
@_project.option
@_project.language_option
@click.argument("team", metavar="[TEAM]", required=False)
def _tidy(team: str | None, language: str | None) -> int:
    """Fold log/progress/2026-11-20-sato.csv and its like into 2026-11-sato.csv, for TEAM or for all teams.

    No row is lost or changed, and a second run finds nothing to do. A team whose log has mistakes is left as
    it is: they are printed as `goalbook check` prints them, and the exit code is 1.
    """
    from goalbook.cli._refused import speaking
    from goalbook.record import one_team

    project = _project.folder()
    words = _project.speech(language, one_team.languages(project))
    teams = [team] if team else sorted(file.parent.name for file in project.glob("goals/teams/*/team.yml"))
    with speaking(words):
        clean = [_told(project, each, words) for each in teams]
    return int(not all(clean))


def _told(project: Path, team: str, words: Words) -> bool:
    """Fold one team's files and say so; False when mistakes stand in the way."""
    from goalbook.record.tidy import tidy
    from goalbook.validate import report

    done = tidy(project, team)
    click.echo(report.text(done.problems, words), nl=False)
    for path in done.into:
        click.echo(path)
    if done.folded:
        number = len(done.folded)
        told = words.ngettext(
            "{team}: {number} file folded, {rows} rows kept.",
            "{team}: {number} files folded, {rows} rows kept.",
            number,
            team=team,
            rows=done.rows - done.doubles,
        )
        click.echo(told, err=True)
    return not done.problems


COMMAND = _tidy
