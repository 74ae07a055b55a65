"""Say whether a branch records numbers and nothing else."""

from __future__ import annotations

import click

from goalbook.cli import _project


@click.command(short_help="Say whether a branch records numbers and nothing else.")
@_project.option
@click.argument("base")
@click.argument("head", default="HEAD")
def _log_only(base: str, head: str) -> int:
    """Compare HEAD with the commit at which it left BASE, over the whole repository.

    Exit code 0: only files below log/ are new or changed. 1: something else is, which is printed, or nothing
    changed at all. A workflow may merge the first kind without a reviewer.
    """
    from goalbook import escape
    from goalbook.history.log_only import others

    found = others(_project.folder(), base, head)
    if found is None:
        click.echo("Nothing changed.", err=True)
        return 1
    for path in found:
        click.echo(escape.line(path))
    return int(bool(found))


COMMAND = _log_only
