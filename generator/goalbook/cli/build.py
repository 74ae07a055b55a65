"""Build the site."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalbook.cli import _project

if TYPE_CHECKING:
    from goalbook.publish.build import Built


@click.command(short_help="Build the site.")
@_project.option
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="Folder to write."
)
@click.option(
    "--as-of", type=_project.Day(), help="Show the goals as of this day.  [default: company.yml, else today]"
)
@click.option("--strict", is_flag=True, help="Fail on a dead link in the handbook too.")
def _build(out: Path, as_of: date | None, *, strict: bool) -> int:
    """Build the site into a folder: old or new, never half.

    Content errors stop the build and are printed as `goalbook check` prints them; warnings do not.
    """
    from goalbook.publish.build import build

    project = _project.folder()
    return told(build(project, out=project / out, as_of=as_of, strict=strict, progress=_project.progress))


def told(built: Built) -> int:
    """Print what came of a build; 0 when it is written."""
    from goalbook.validate import report

    speech = _project.speech(None, built.languages)
    click.echo(report.text(built.problems, speech), nl=False)
    for notice in built.notices:
        click.echo(notice, err=True)
    return int(not built.is_written)


COMMAND = _build
