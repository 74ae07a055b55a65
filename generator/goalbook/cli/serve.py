"""Open the site and follow every edit."""

from __future__ import annotations

from datetime import date

import click

from goalbook.cli import _project


@click.command(short_help="Open the site and follow every edit.")
@_project.option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Address to serve at.")
@click.option("--open", "opened", is_flag=True, help="Open the browser.")
@click.option("--as-of", type=_project.Day(), help="Show the goals as of this day.")
def _serve(address: str, as_of: date | None, *, opened: bool) -> None:
    """Serve the site on this machine and rebuild it whenever goals/, content/ or site_templates/ change."""
    from goalbook.publish.serve import serve

    serve(_project.folder(), address=address, as_of=as_of, opened=opened, progress=_project.news)


COMMAND = _serve
