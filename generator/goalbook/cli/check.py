"""Find every mistake in the goals."""

from __future__ import annotations

import click

from goalbook.cli import _project


@click.command(short_help="Find every mistake in the goals.")
@_project.option
@_project.language_option
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def _check(language: str | None, style: str, *, strict: bool) -> int:
    """Find every mistake in goals/: each with file, line, column, what was expected and a hint.

    Exit code 0: no problem that stops a build. 1: there is one (with --strict, also for a warning).
    """
    from goalbook.load.run import load
    from goalbook.tree import WorkingTree
    from goalbook.validate import report
    from goalbook.validate.run import check

    loaded = load(WorkingTree(_project.folder()))
    problems = check(loaded)
    speech = _project.speech(language, loaded.handbook.company.languages)
    click.echo(report.json(problems, speech) if style == "json" else report.text(problems, speech), nl=False)
    if style == "text":
        click.echo(report.summary(problems, speech), err=True)
    return int(any(problem.is_error or strict for problem in problems))


COMMAND = _check
