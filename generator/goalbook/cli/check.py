"""Find every mistake in the goals."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

import goalbook
from goalbook import registry
from goalbook.cli import _project

if TYPE_CHECKING:
    from goalbook.history.compared import Compared
    from goalbook.load.loaded import Loaded
    from goalbook.tree import WorkingTree
    from goalbook.validate.format import Format, Report

_FORMATS: Final = Path(goalbook.__file__).parent / "validate" / "formats"


@click.command(short_help="Find every mistake in the goals.")
@_project.option
@_project.language_option
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--format",
    "style",
    type=click.Choice(registry.keys(_FORMATS)),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Only what a change answers for: problems in files changed since REV, and new ones elsewhere.",
)
def _check(language: str | None, style: str, changed_since: str | None, *, strict: bool) -> int:
    """Find every mistake in goals/: each with file, line, column, what was expected and a hint.

    What a remark "# goalbook: accept RULE because REASON" accepts is listed with its reason and never fails.

    Exit code 0: no problem that stops a build. 1: there is one (with --strict, also for a warning).
    Where GITHUB_STEP_SUMMARY names a file, a table of the problems is added to it.
    """
    from goalbook.validate import report

    way = _format(style)
    found = _found(language, changed_since, is_for_forge=way.is_for_forge)
    click.echo(way.render(found), nl=False)
    if way.is_for_people:
        click.echo(report.summary(found.problems, found.words, len(found.accepted)), err=True)
    _summarize(found)
    return int(any(problem.is_error or strict for problem in found.problems))


def _format(style: str) -> Format:
    from goalbook.validate import formats
    from goalbook.validate.format import Format

    return next(entry.value for entry in registry.collect(formats, "FORMAT", Format) if entry.key == style)


def _found(language: str | None, revision: str | None, *, is_for_forge: bool) -> Report:
    from goalbook.load.run import load
    from goalbook.tree import WorkingTree
    from goalbook.validate.format import Report
    from goalbook.validate.run import judge

    project = _project.folder()
    tree = WorkingTree(project)
    loaded = load(tree)
    verdict = judge(loaded, _agreed(project, tree, revision, loaded))
    if revision is not None:
        from goalbook.history import proposal
        from goalbook.validate.since import brought

        trees = proposal.trees(project, revision)
        verdict = brought(verdict, judge(load(trees.old)), trees.old.changed(trees.new))
    words = _project.speech(language, loaded.handbook.company.languages)
    return Report(
        problems=verdict.problems,
        accepted=verdict.accepted,
        words=words,
        prefix=_prefix(project) if is_for_forge else "",
    )


def _agreed(project: Path, tree: WorkingTree, revision: str | None, loaded: Loaded) -> Compared | None:
    """The goals beside what was agreed before; None where git does not tell."""
    from goalbook import clock
    from goalbook.errors import GitError
    from goalbook.history import compared, proposal

    today = clock.today(loaded.handbook.company.calendar.time_zone)
    with suppress(GitError):
        return compared.with_git(proposal.agreed(project, revision), tree, today)
    return None


def _prefix(project: Path) -> str:
    """Way from the repository's top to the project; empty without a repository."""
    from goalbook.errors import GitError
    from goalbook.history import git

    with suppress(GitError):
        return git.find(project).prefix
    return ""


def _summarize(found: Report) -> None:
    """Add the table to the job's page, where a forge asks for one."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        with Path(page).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(_format("markdown").render(found))


COMMAND = _check
