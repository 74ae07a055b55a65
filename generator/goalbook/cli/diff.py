"""Say what changed in meaning between two commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goalbook.cli import _project

if TYPE_CHECKING:
    from goalbook.history.difference import Difference
    from goalbook.history.proposal import Trees
    from goalbook.words import Words


@click.command(short_help="Say what a change does to the goals.")
@_project.option
@_project.language_option
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How to print; markdown is the comment under a proposal.",
)
@click.option(
    "--preview", metavar="URL", default="", help="Where the proposal's pages can be looked at; for markdown."
)
@click.option("--merge-base", is_flag=True, help="Compare with the commit at which HEAD left BASE.")
def _diff(  # noqa: PLR0913 - one parameter for each option
    base: str, head: str | None, language: str | None, style: str, preview: str, *, merge_base: bool
) -> int:
    """Compare the goals of BASE with those of HEAD, or with the files as they are now.

    Only what means something else is told: layout, comments, order of keys and moved files are not.
    """
    from goalbook.history import proposal

    trees = proposal.trees(_project.folder(), base, head, from_fork_point=merge_base)
    found = _compared(trees)
    languages = found.new.handbook.company.languages
    if style == "markdown":
        text = _markdown(found, trees, (language,) if language else languages, preview)
    else:
        speech = _project.speech(language, languages)
        text = _json(found, trees, speech) if style == "json" else _text(found, speech)
    click.echo(text, nl=False)
    return 0


def _compared(trees: Trees) -> Difference:
    from goalbook import clock
    from goalbook.history import shared
    from goalbook.history.difference import difference

    changed = trees.old.changed(trees.new)
    old, new = shared.loaded(trees.old, trees.new, changed)
    today = clock.today(new.handbook.company.calendar.time_zone)
    return difference(old, new, changed, today, trees.renamed)


def _text(found: Difference, speech: Words) -> str:
    from goalbook.history import report

    click.echo(speech.say(report.summary(found.changes, is_whole=not found.not_compared)), err=True)
    for team, then in sorted(found.renamed.items()):
        click.echo(report.renamed(team, then, speech), err=True)
    for place in found.not_compared:
        click.echo(report.not_compared(place, speech), err=True)
    return report.text(sorted(found.changes, key=found.locate), found.locate, speech)


def _json(found: Difference, trees: Trees, speech: Words) -> str:
    from goalbook.history import plain
    from goalbook.history.suggestion import suggestions

    reason = speech.gettext("reason here")
    return plain.json(found, speech, tuple(suggestions(found, trees.new.read, reason)))


def _markdown(found: Difference, trees: Trees, languages: tuple[str, ...], preview: str) -> str:
    from goalbook.history.suggestion import suggestions
    from goalbook.present.comment import Beside, comment

    suggested = tuple(one.about for one in suggestions(found, trees.new.read, ""))
    return comment(found, _project.speeches(languages), Beside(suggested=suggested, preview=preview))


COMMAND = _diff
