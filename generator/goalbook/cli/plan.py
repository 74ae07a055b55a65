"""Print what the plan asks of a team, and divide it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from goalbook.cli import _project

if TYPE_CHECKING:
    _ShareType = click.ParamType[float]
else:
    _ShareType = click.ParamType  # generic only since click 8.5


class _Share(_ShareType):
    """A probability as ``.8`` or ``80%``."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the share or refuse with what was expected."""
        text = str(value).strip()
        try:
            share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            share = 0.0
        if not 0 < share < 1:
            self.fail(f"{value!r} is not a share between 0 and 1; write it as .8 or 80%.", param, ctx)
        return share


class _Options(TypedDict):
    certainty: float | None
    by: str | None
    style: str
    as_of: date | None
    language: str | None


@click.command(short_help="Print what the plan asks of a team.")
@_project.option
@_project.language_option
@click.argument("team", metavar="TEAM")
@click.option(
    "--certainty",
    type=_Share(),
    metavar="SHARE",
    help="Also the volumes that are so sure to be enough, for example .8",
)
@click.option("--by", type=click.Choice(["month", "week", "member"]), help="Divide the plan.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option("--as-of", type=_project.Day(), help="The period that holds this day.  [default: today]")
def _plan(team: str, **options: Unpack[_Options]) -> int:
    """Print target and required volume of every measure, worked back from the KGI.

    A plan at expected value is met only about half the time; --certainty says what it takes to be surer.
    Months and weeks are divided by working days, members by capacity; the parts add up to the whole.
    """
    from goalbook.cli import _planned

    asked = _planned.Asked.of(_project.folder(), team, **options)
    return asked.printed(options["style"])


COMMAND = _plan
