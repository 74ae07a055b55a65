"""Write down what a member agrees to, in their own words."""

from __future__ import annotations

import sys
from datetime import date
from typing import TypedDict, Unpack

import click

from goalbook.cli import _project


class _Options(TypedDict):
    will_do: str | None
    concern: str | None
    on: date | None
    recorded_by: str | None
    language: str | None


@click.command(short_help="Write down what a member agrees to.")
@_project.option
@_project.language_option
@click.argument("team", metavar="TEAM")
@click.argument("member", metavar="MEMBER")
@click.option("--will-do", metavar="TEXT", help="What the member will do, in their own words.")
@click.option("--concern", metavar="TEXT", help="What stays open; optional.")
@click.option("--on", type=_project.Day(), help="The day of the agreement.  [default: today]")
@click.option("--recorded-by", metavar="MEMBER", help="Who writes it down, when not the member.")
def _agree(team: str, member: str, **options: Unpack[_Options]) -> int:
    """Add an agreement to agreements/<cycle>/MEMBER.yml; on a terminal it asks for the words.

    An agreement has no score. Earlier ones stay; a target that moves later asks for a new one.
    """
    from goalbook import clock
    from goalbook.cli._refused import speaking
    from goalbook.record import one_team
    from goalbook.record.agree import Words, agree

    project = _project.folder()
    speech = _project.speech(options["language"], one_team.languages(project))
    with speaking(speech):
        handbook, _files = one_team.files(project, team)
        today = handbook.as_of(team, clock.today(handbook.calendar(team).time_zone))
        will_do, concern = options["will_do"], options["concern"]
        if will_do is None and sys.stdin.isatty():
            will_do = click.prompt(
                speech.gettext("What will you do, in your own words?"), prompt_suffix=" ", err=True
            )
            question = speech.gettext("What stays open? (Enter for nothing)")
            concern = concern or click.prompt(
                question, default="", show_default=False, prompt_suffix=" ", err=True
            )
        words = Words(
            team=team,
            member=member,
            day=options["on"] or today,
            will_do=will_do or "",
            concern=concern,
            recorded_by=options["recorded_by"],
        )
        click.echo(agree(project, handbook, words, today))
    return 0


COMMAND = _agree
