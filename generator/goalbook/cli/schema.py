"""Write the JSON Schemas that editors use."""

from __future__ import annotations

import click

from goalbook.cli import _project


@click.command(short_help="Write the JSON Schemas that editors use.")
@_project.option
@click.option("--check", "checking", is_flag=True, help="Write nothing; fail when a schema is out of date.")
def _schema(*, checking: bool) -> int:
    """Write goals/.schema/*.json: keys, values and descriptions in both languages for editors."""
    from goalbook.record.schema import outdated, write

    project = _project.folder()
    stale = outdated(project)
    for path in stale:
        click.echo(path)
    if checking:
        return int(bool(stale))
    write(project)
    return 0


COMMAND = _schema
