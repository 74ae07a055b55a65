"""What every command shares: the project's folder, its language, how it shows progress."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goalbook import escape
from goalbook.errors import GoalbookError
from goalbook.messages import Message
from goalbook.present import places
from goalbook.words import Words, languages, words

if TYPE_CHECKING:
    _DayType = click.ParamType[date]
else:
    _DayType = click.ParamType  # generic only since click 8.5

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


def option(command: Decorated) -> Decorated:
    """Adds ``-C DIR``."""
    return click.option(
        "-C",
        "directory",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_remember,
        is_eager=True,
        help="The project's folder, the one that holds goals/.  [default: here]",
    )(command)


def language_option(command: Decorated) -> Decorated:
    """Adds ``--language``."""
    return click.option(
        "--language",
        type=click.Choice(languages(places.locales())),
        help="Language of the messages.  [default: the company's first]",
    )(command)


def _remember(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.find_root().meta["goalbook.directory"] = value


def folder() -> Path:
    """The project's folder."""
    context = click.get_current_context(silent=True)
    found: Path = context.find_root().meta.get("goalbook.directory", Path()) if context else Path()
    if not found.is_dir():
        raise click.UsageError(f"There is no folder {found}.")
    return found.resolve()


def speech(language: str | None, company: tuple[str, ...] = ()) -> Words:
    """The words to print in: as asked, else the company's first known language, else English."""
    known = languages(places.locales())
    chosen = language or next((code for code in company if code in known), known[0])
    return words(chosen, places.locales())


def speeches(company: tuple[str, ...]) -> tuple[Words, ...]:
    """The words of each of the company's languages that is known; English when none is."""
    known = languages(places.locales())
    chosen = [code for code in company if code in known] or [known[0]]
    return tuple(words(code, places.locales()) for code in chosen)


def sentence(error: GoalbookError, language: str | None = None) -> str:
    """An error's sentence and hint, made harmless: what stands in them may be anybody's words."""
    spoken = speech(language)
    parts = [
        spoken.gettext(error.text, **error.values),
        spoken.gettext(error.hint, **error.values) if error.hint else "",
    ]
    return escape.lines(" ".join(part for part in parts if part))


def progress(step: Message) -> None:
    """Says a long step on a terminal; quiet when the output is a file or a pipe, as in CI."""
    if sys.stderr.isatty():
        click.echo(f"  {speech(None).say(step)}", err=True)


def news(message: Message) -> None:
    """Says what happens in a command that runs on, wherever it is read."""
    click.echo(speech(None).say(message), err=True)


class Day(_DayType):
    """A day as ``2026-11-30``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day or refuse with what was expected."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-11-30.", param, ctx)
