"""Start a team, a cycle, a review, a metric or an objective."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

import click

from goalbook.cli import _project

if TYPE_CHECKING:
    from goalbook.record.entry import Added, Place
    from goalbook.words import Words

_FIELDS: Final = ("kind", "of", "formula", "target", "per", "owner")


@click.group(short_help="Start a team, a cycle, a review, a metric or an objective.")
@_project.option
def _new() -> None:
    """Write a first file with examples and comments, or add an entry; no line that exists changes."""


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
@click.option(
    "--from",
    "source",
    metavar="CYCLE",
    help="Carry over from an earlier cycle what is still open.  [default: examples]",
)
def _cycle(team: str, cycle: str, days: str | None, source: str | None, language: str | None) -> int:
    """Start a cycle: goals/teams/TEAM/ID.yml, listed in company.yml.

    With --from, measures, chosen KPIs, practices and every key result that has not reached its target go on,
    in your own lines; the reasons and due days of the earlier cycle stay behind.
    """
    from goalbook.record.new import NewCycle, new_cycle

    wanted = NewCycle(team=team, id=cycle, days=days, language=language, source=source)
    return _said(new_cycle(_project.folder(), wanted, _today()))


class _Metric(TypedDict):
    cycle: str | None
    language: str | None
    name: str | None
    kind: str
    of: str | None
    formula: str | None
    target: str | None
    per: str | None
    owner: str | None


@_new.command("metric")
@_project.option
@_project.language_option
@click.argument("team", metavar="TEAM")
@click.argument("metric", metavar="ID")
@click.option("--cycle", metavar="CYCLE", help="The cycle.  [default: the one that runs]")
@click.option("--name", help="The name shown on pages.  [default: the id]")
@click.option("--kind", default="count", show_default=True, help="count, rate, ratio, amount, ...")
@click.option("--of", metavar="A/B", help="What a rate or ratio is computed from.")
@click.option("--formula", metavar="A×B", help="How its plan is made of others.")
@click.option("--target", metavar="NUMBER", help="The plan.")
@click.option("--per", metavar="PERIOD", help="The period the target speaks of.  [default: cycle]")
@click.option("--owner", metavar="MEMBER", help="Who looks after it.")
def _metric(team: str, metric: str, **options: Unpack[_Metric]) -> int:
    """Add a metric at the end of metrics: in a cycle file; every other line stays as it is."""
    from goalbook.record.entry import new_metric

    project = _project.folder()
    fields = {key: str(options.get(key) or "") for key in _FIELDS}
    with _speaking(project, options["language"]) as words:
        place = _place(team, metric, options["cycle"])
        return _added(new_metric(project, place, options["name"] or metric, fields), words)


class _Objective(TypedDict):
    cycle: str | None
    language: str | None
    title: str | None
    results: tuple[str, ...]


@_new.command("objective")
@_project.option
@_project.language_option
@click.argument("team", metavar="TEAM")
@click.argument("objective", metavar="ID")
@click.option("--cycle", metavar="CYCLE", help="The cycle.  [default: the one that runs]")
@click.option("--title", help="The objective in words.  [default: the id]")
@click.option(
    "--key-result",
    "results",
    multiple=True,
    metavar="TEXT",
    help='"title | metric | target | baseline", or metric=target; may be given several times.',
)
def _objective(team: str, objective: str, **options: Unpack[_Objective]) -> int:
    """Add an objective at the end of objectives: in a cycle file; every other line stays as it is."""
    from goalbook.record.entry import Result, new_objective

    project, results = _project.folder(), tuple(map(Result.read, options["results"]))
    with _speaking(project, options["language"]) as words:
        place = _place(team, objective, options["cycle"])
        return _added(new_objective(project, place, options["title"] or objective, results), words)


@_new.command("from-issue")
@_project.option
@_project.language_option
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def _from_issue(file: Path, language: str | None) -> int:
    """Add what an issue form asks for; FILE is the event as GitHub or GitLab writes it, or the issue's text.

    The text is data: nothing in it is a command, a path or a template, and what does not fit is refused.
    """
    from goalbook.record.issue import add

    project = _project.folder()
    with _speaking(project, language) as words:
        return _added(add(project, file.read_bytes(), _today()), words)


class _Review(TypedDict):
    kind: str | None
    on: date | None
    form: str
    language: str | None


@_new.command("review")
@_project.option
@_project.language_option
@click.argument("team", metavar="TEAM")
@click.option(
    "--kind",
    type=click.Choice(["month-start", "mid-month", "month-end", "quarter"]),
    help="Which review.  [default: the one that comes next]",
)
@click.option(
    "--on", type=_project.Day(), help="The day it is held.  [default: the day it is due, or today if later]"
)
@click.option(
    "--form",
    type=click.Choice(["kpt", "ywt", "grow"]),
    default="kpt",
    show_default=True,
    help="The headings: Keep, Problem, Try; what we did, understood, do next; Goal, Reality, Options, Will.",
)
def _review(team: str, **options: Unpack[_Review]) -> int:
    """Start a review: a file in reviews/ with the numbers, the open actions and empty headings.

    It stays a draft, and the review due, until somebody writes under the headings.
    """
    from goalbook.model.review import ReviewKind
    from goalbook.present.review_text import Form
    from goalbook.record import one_team
    from goalbook.record.review import Wanted, new_review

    project = _project.folder()
    with _speaking(project, options["language"]):
        handbook, _files = one_team.files(project, team)
        wanted = Wanted(
            team=team,
            kind=ReviewKind(options["kind"]) if options["kind"] else None,
            day=options["on"],
            form=Form(options["form"]),
            language=options["language"],
        )
        click.echo(new_review(project, wanted, handbook.as_of(team, _today())))
    return 0


def _place(team: str, entry: str, cycle: str | None) -> Place:
    from goalbook.record.entry import Place

    return Place(team=team, id=entry, cycle=cycle, day=_today())


def _today() -> date:
    from goalbook import clock
    from goalbook.record import one_team

    return clock.today(one_team.company(_project.folder()).calendar.time_zone)


@contextmanager
def _speaking(project: Path, language: str | None) -> Iterator[Words]:
    from goalbook.cli._refused import speaking
    from goalbook.record import one_team

    words = _project.speech(language, one_team.languages(project))
    with speaking(words):
        yield words


def _added(added: Added, words: Words) -> int:
    """Print the file, or why nothing was written."""
    from goalbook.validate import report

    click.echo(report.text(added.problems, words), nl=False)
    if not added.problems:
        click.echo(added.path)
    return int(bool(added.problems))


def _said(paths: tuple[str, ...]) -> int:
    for path in paths:
        click.echo(path)
    return 0


COMMAND = _new
