"""Record numbers: METRIC=VALUE, or bare to be asked what is due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from goalbook.cli import _project

if TYPE_CHECKING:
    from goalbook.cli._recording import Recording


class _Options(TypedDict):
    on: date | None
    by: str | None
    member: str | None
    segment: str
    note: str
    correct: bool
    delete: bool
    language: str | None


@click.command(short_help="Record numbers.")
@_project.option
@_project.language_option
@click.argument("team", metavar="TEAM")
@click.argument("numbers", nargs=-1, metavar="[METRIC=VALUE]...")
@click.option("--on", type=_project.Day(), help="The day the numbers belong to.  [default: today]")
@click.option(
    "--by",
    metavar="MEMBER",
    envvar="GOALBOOK_BY",
    help="Who records them.  [default: GOALBOOK_BY, else MEMBER of --member]",
)
@click.option("--member", metavar="MEMBER", help="Whose numbers they are.  [default: the whole team's]")
@click.option("--segment", metavar="NAME", default="", help="The part of the business they are about.")
@click.option("--note", metavar="TEXT", default="", help="A note beside each of them.")
@click.option("--correct", is_flag=True, help="Put them in the place of what is recorded for that day.")
@click.option("--delete", is_flag=True, help="Take out what is recorded for that day; METRIC is enough.")
def _log(team: str, numbers: tuple[str, ...], **options: Unpack[_Options]) -> int:
    """Record numbers, for example: goalbook log sales-1 calls=520 --on 2026-11-16 --by sato.

    Without numbers, on a terminal, it asks for what is due from you and nothing else.
    Numbers may be typed as people type them: 2,400,000, 240万円, full-width digits; it says what it read.
    Rates and ratios are computed and never recorded.

    On a terminal it asks before it replaces a number, and which day is meant when the period before has no
    number yet. A number that it says is recorded is on the disk.
    """
    if options["correct"] and options["delete"]:
        raise click.UsageError("--correct and --delete exclude each other.")
    recording = _recording(team, options)
    if numbers:
        return recording.given(numbers)
    if options["delete"] or options["correct"] or not recording.is_terminal:
        raise click.UsageError("Give the numbers as METRIC=VALUE, for example calls=520.")
    return recording.asked()


def _recording(team: str, options: _Options) -> Recording:
    from goalbook.cli import _recording

    return _recording.Recording.of(_project.folder(), team, **options)


COMMAND = _log
