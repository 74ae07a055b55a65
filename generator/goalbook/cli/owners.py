"""Write CODEOWNERS from the owners in the goals."""

from __future__ import annotations

import click

from goalbook.cli import _project


@click.command(short_help="Write CODEOWNERS from the owners in the goals.")
@_project.option
@click.option("--check", "checking", is_flag=True, help="Write nothing; fail when the file is out of date.")
def _owners(*, checking: bool) -> int:
    """Write who is asked to look at a proposal: leads and owners that have an account: in team.yml.

    The file is .github/CODEOWNERS, or .gitlab/CODEOWNERS in a repository with .gitlab-ci.yml; both where
    GitHub has workflows too. Numbers and agreements belong to nobody, so they wait for no reviewer.
    """
    from goalbook.history import git
    from goalbook.load.run import load
    from goalbook.record import owners
    from goalbook.tree import WorkingTree

    repository = git.find(_project.folder())
    top = repository.root.joinpath(*(".." for _ in repository.prefix.split("/")[:-1])).resolve()
    handbook = load(WorkingTree(repository.root)).handbook
    if checking:
        old = owners.outdated(handbook, top, repository.prefix)
        for place in old:
            click.echo(place)
        return int(bool(old))
    for place in owners.write(handbook, top, repository.prefix):
        click.echo(place)
    return 0


COMMAND = _owners
