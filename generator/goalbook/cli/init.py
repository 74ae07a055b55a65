"""Begin a project in a folder, or renew the files that an earlier run wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from goalbook.cli import _project
from goalbook.present import places
from goalbook.words import languages


class _Options(TypedDict):
    name: str | None
    language: str | None
    hosts: tuple[str, ...]
    install: str | None
    team: str | None
    team_name: str | None


@click.command(short_help="Begin a project in a folder.")
@click.option(
    "--language",
    type=click.Choice(languages(places.locales())),
    help="Language of names, comments and messages.  [default: the company's first, else en]",
)
@click.argument("folder", metavar="DIR", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="The company's name.  [default: the folder's]")
@click.option(
    "--host",
    "hosts",
    multiple=True,
    type=click.Choice(["github", "gitlab", "none"]),
    help="Whose workflows to write; may be given twice.  [default: github]",
)
@click.option(
    "--install",
    metavar="SPEC",
    help="What pip installs Goalbook from in the workflows.  [default: this version by its name]",
)
@click.option("--team", metavar="ID", help="The first team.  [default: team-1]")
@click.option("--team-name", metavar="NAME", help="Its name.  [default: Team 1]")
def _init(folder: Path, **options: Unpack[_Options]) -> int:
    """Write goals with examples and comments, mkdocs.yml, workflows, forms and a README into DIR.

    Run it again after an upgrade: files it wrote and nobody changed are renewed; all others stay as they are.
    Pages and handbook are not copied; a file of the same path in site_templates/ or content/ replaces ours.
    """
    from goalbook import clock
    from goalbook.model.company import Calendar
    from goalbook.record.init import Wanted, init

    speech = _project.speech(options["language"])
    team = options["team"] or "team-1"
    wanted = Wanted(
        name=options["name"],
        language=options["language"],
        hosts=tuple(host for host in options["hosts"] if host != "none") if options["hosts"] else None,
        install=options["install"],
        team=(team, options["team_name"] or (team if options["team"] else speech.gettext("Team 1"))),
    )
    done = init(folder, wanted, clock.today(Calendar().time_zone))
    for path in done.written:
        click.echo(path)
    for path in done.left:
        said = speech.gettext("{path} is left as it is: somebody changed or removed it.", path=path)
        click.echo(said, err=True)
    return 0


COMMAND = _init
