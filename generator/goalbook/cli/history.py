"""Say how the goals came to be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from goalbook.cli import _project

if TYPE_CHECKING:
    from goalbook.load.loaded import Loaded
    from goalbook.present.history_text import Asked
    from goalbook.words import Words


class _Options(TypedDict):
    metric: str | None
    kinds: tuple[str, ...]
    on: date | None
    limit: int
    style: str
    language: str | None


@click.command(short_help="Say how the goals came to be.")
@_project.option
@_project.language_option
@click.argument("team", metavar="[TEAM]", required=False)
@click.option("--metric", metavar="ID", help="Only what changed about one measure.")
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    help="Only a kind of change, as diff names it (target-moved), or a group (targets); again for more.",
)
@click.option(
    "--on", type=_project.Day(), metavar="DATE", help="The goals as they stood at the end of a day."
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="How many commits; 0 for all.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def _history(team: str | None, **options: Unpack[_Options]) -> int:
    """What changed in the goals of TEAM, or of all teams, newest first: who, why, what it does to the plan.

    It is read from git up to the last commit. Recorded numbers are left out unless --kind numbers-recorded
    asks for them. With --on it prints the goals of TEAM as they stood at the end of that day.
    """
    from goalbook.load.run import load
    from goalbook.tree import WorkingTree

    project = _project.folder()
    loaded = load(WorkingTree(project))
    company = loaded.handbook.company
    words = _project.speech(options["language"], company.languages)
    if options["on"] is not None:
        click.echo(_stood(team, options["on"], loaded, words), nl=False)
        return 0
    from goalbook.present.history_text import Asked

    asked = Asked(team=team, metric=options["metric"], kinds=options["kinds"], limit=options["limit"])
    click.echo(_told(asked, loaded, words, options["style"]), nl=False)
    return 0


def _told(asked: Asked, loaded: Loaded, words: Words, style: str) -> str:
    from goalbook.history import chronicle
    from goalbook.present import history_text, told
    from goalbook.present.past import Past

    company = loaded.handbook.company
    zone = company.calendar.time_zone
    # In all of the company's languages, so that the pages find on the shelf what was told here.
    speeches = _project.speeches((*company.languages, words.language))
    found = chronicle.read(_project.folder(), told.teller(tuple(dict.fromkeys(speeches))), zone)
    past = Past(chronicle=found, time_zone=zone, names_hidden=company.public)
    history_text.refuse_unknown(past, asked, loaded.handbook)
    if style == "json":
        return history_text.json(past, asked)
    return history_text.text(past, asked, words)


def _stood(team: str | None, day: date, loaded: Loaded, words: Words) -> str:
    from goalbook.history import then
    from goalbook.present import stood

    if team is None:
        raise click.UsageError("--on needs a team, for example: goalbook history sales-1 --on 2026-11-30")
    moment = then.on(_project.folder(), team, day, loaded.handbook.company.calendar.time_zone)
    return stood.text(moment, words)


COMMAND = _history
