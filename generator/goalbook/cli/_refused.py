"""What stops a command, said in the company's language."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import IO, Any

import click

from goalbook.cli import _project
from goalbook.errors import GoalbookError
from goalbook.words import Words


class Refused(click.ClickException):
    """A sentence for a person; the boundary turns it into exit code 2."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it as every error of Goalbook is printed."""
        click.echo(f"goalbook: {self.message}", file=file, err=True)


@contextlib.contextmanager
def speaking(words: Words) -> Iterator[None]:
    """Say what stops the run in these words."""
    try:
        yield
    except GoalbookError as error:
        raise Refused(_project.sentence(error, words.language)) from error
