"""Start a team or a cycle."""

from __future__ import annotations

import click

from goalbook.cli import _project


@click.group(short_help="Start a team or a cycle.")
@_project.option
def _new() -> None:
    """Write a first file with examples and comments; nothing that exists is changed."""


@_new.command("team")
@_project.option
@_project.language_option
@click.argument("team", metavar="ID")
@click.option("--name", help="The team's name.  [default: the id]")
def _team(team: str, name: str | None, language: str | None) -> int:
    """Start a team: goals/teams/ID/team.yml, and goals/company.yml when there is none."""
    from goalbook.record.new import new_team

    return _said(new_team(_project.folder(), team, name=name or team, language=language))


@_new.command("cycle")
@_project.option
@_project.language_option
@click.argument("team", metavar="TEAM")
@click.argument("cycle", metavar="ID")
@click.option(
    "--days",
    help="First and last day, as 2026-10-01..2027-03-31; needed when company.yml does not list the cycle.",
)
def _cycle(team: str, cycle: str, days: str | None, language: str | None) -> int:
    """Start a cycle: goals/teams/TEAM/ID.yml, listed in company.yml."""
    from goalbook.record.new import new_cycle

    return _said(new_cycle(_project.folder(), team, cycle, days=days, language=language))


def _said(paths: tuple[str, ...]) -> int:
    for path in paths:
        click.echo(path)
    return 0


COMMAND = _new
