"""Build the site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from goalbook.cli import _project


@click.command(short_help="Build the site.")
@_project.option
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="Folder to write."
)
@click.option(
    "--as-of", type=_project.Day(), help="Show the goals as of this day.  [default: company.yml, else today]"
)
def _build(out: Path, as_of: date | None) -> int:
    """Build the site into a folder: old or new, never half.

    Content errors stop the build and are printed as `goalbook check` prints them; warnings do not.
    """
    from goalbook.publish.build import build

    project = _project.folder()
    return build(project, out=project / out, as_of=as_of, progress=_project.progress)


COMMAND = _build
