"""Write the site as a folder another generator can build."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from goalbook.cli import _project, build


@click.command(short_help="Write the site as a folder another generator can build.")
@_project.option
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--as-of", type=_project.Day(), help="Show the goals as of this day.")
def _export(target: Path, as_of: date | None) -> int:
    """Write pages, handbook and assets to DIR with a plain mkdocs.yml, for use without Goalbook."""
    from goalbook.publish.export import export

    project = _project.folder()
    return build.told(export(project, project / target, as_of=as_of, progress=_project.progress))


COMMAND = _export
