"""The one boundary of the command line: finds the commands, decides the exit code.

0 clean · 1 problems · 2 wrong use or unreadable input · 3 our own bug · 130 interrupt.
"""

from __future__ import annotations

import io
import platform
import sys
import traceback
from collections.abc import Sequence
from typing import Final

import click

import goalbook
from goalbook import cli, escape, registry
from goalbook.cli import _project
from goalbook.errors import GoalbookError

WRONG_USE: Final = 2
BUG: Final = 3
INTERRUPTED: Final = 130


def commands() -> click.Group:
    """The group ``goalbook`` with every command of this folder."""
    group = click.Group(
        "goalbook",
        help="Team goals kept as YAML in git become a handbook and dashboard site.",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    for entry in registry.collect(cli, "COMMAND", click.Command):
        group.add_command(entry.value, entry.key)
    return click.version_option(goalbook.__version__, prog_name="goalbook")(_project.option(group))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; a user's mistake never shows a traceback."""
    try:
        result = commands().main(list(arguments), prog_name="goalbook", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        click.echo(escape.lines(told.getvalue()), err=True, nl=False)
        return WRONG_USE
    except GoalbookError as error:
        click.echo(f"goalbook: {_project.sentence(error)}", err=True)
        return WRONG_USE
    except Exception:  # noqa: BLE001 - the last boundary: whatever arrives here is our bug and is reported whole
        click.echo(_report(), err=True)
        return BUG
    return result if isinstance(result, int) else 0


def _report() -> str:
    versions = f"goalbook {goalbook.__version__}, Python {platform.python_version()}, {platform.system()}"
    return escape.lines(
        f"{traceback.format_exc()}\n"
        "goalbook: This is a mistake in Goalbook itself, not in your goals. Nothing was changed.\n"
        f"Please report it with the lines above ({versions}) where your copy of Goalbook comes from.\n"
        f"Command: goalbook {' '.join(sys.argv[1:])}"
    )
