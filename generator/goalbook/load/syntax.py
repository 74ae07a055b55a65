"""Says in a sentence why a text is not YAML, from where the parser stopped and what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from goalbook.messages import Message, msg
from goalbook.problems import Location, Problem, Severity

_KEY_LINE: Final = re.compile(r"\s*(?:- +)*[^\s#\"'].*?:(?:\s|$)")
_IN_QUOTES: Final = msg("Put the text in quotes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Where a parser stopped.

    Attributes:
        problem: Its words, e.g. ``did not find expected key``; only used to tell the kinds apart.
        context: What it was reading, e.g. ``while scanning a quoted scalar``.
        mark: Line and column, both from 0.
        context_mark: Where what it was reading begins, or None.
    """

    problem: str
    context: str = ""
    mark: tuple[int, int] = (0, 0)
    context_mark: tuple[int, int] | None = None

    @property
    def begin(self) -> tuple[int, int]:
        """Where what was being read begins, else where it stopped."""
        return self.context_mark or self.mark


@dataclass(frozen=True, slots=True)
class _Told:
    mark: tuple[int, int]
    message: Message
    hint: Message


def explain(trouble: Trouble, text: str, path: str) -> Problem:
    """The trouble as a problem at the place a person has to look at."""
    lines = text.split("\n")
    told = next(found for tell in _KINDS if (found := tell(trouble, lines)) is not None)
    where = Location(path, told.mark[0] + 1, told.mark[1] + 1)
    return Problem(
        location=where, severity=Severity.ERROR, key="yaml-syntax", message=told.message, hint=told.hint
    )


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _quote_open(trouble: Trouble, lines: list[str]) -> _Told | None:
    if "quoted scalar" not in trouble.context or "escape" in trouble.problem:
        return None
    quote = _line(lines, trouble.begin[0])[trouble.begin[1] :][:1]
    return _Told(
        trouble.begin,
        msg("This quote ({quote}) is never closed.", quote=quote),
        msg("Add the closing quote at the end of the text."),
    )


def _escape(trouble: Trouble, lines: list[str]) -> _Told | None:
    if "escape" not in trouble.problem:
        return None
    line, column = trouble.mark
    start = _line(lines, line).rfind("\\", 0, column + 2)
    return _Told(
        (line, max(start, 0)),
        msg("A backslash has a special meaning inside double quotes."),
        msg("Use single quotes around the text."),
    )


def _bracket_open(trouble: Trouble, lines: list[str]) -> _Told | None:
    if "flow" not in trouble.context:
        return None
    bracket = _line(lines, trouble.begin[0])[trouble.begin[1] :][:1]
    if not bracket:
        return None
    if trouble.mark[0] == trouble.begin[0] and trouble.mark[1] < len(_line(lines, trouble.mark[0])):
        return _Told(
            trouble.mark,
            msg(
                "Between {bracket} and its end, a comma is missing or something is too much here.",
                bracket=bracket,
            ),
            msg("Separate the items with commas; put a text that holds a comma, colon or bracket in quotes."),
        )
    return _Told(
        trouble.begin,
        msg("This bracket ({bracket}) is never closed.", bracket=bracket),
        msg("Add the closing bracket at the end of the list or group."),
    )


def _no_colon(trouble: Trouble, lines: list[str]) -> _Told | None:
    if "simple key" not in trouble.context:
        return None
    found = _line(lines, trouble.begin[0])[trouble.begin[1] :].strip()
    return _Told(
        trouble.begin,
        msg('"{found}" has no colon; expected "name: value".', found=_short(found)),
        msg("Write name, colon, space, value; indent a text that goes on from the line above."),
    )


def _second_colon(trouble: Trouble, lines: list[str]) -> _Told | None:
    if "mapping values" not in trouble.problem:
        return None
    line, column = trouble.mark
    before = _line(lines, line)[:column]
    if re.search(r":\s|[\[{]", before):
        return _Told(trouble.mark, msg("A second colon followed by a space stands in this line."), _IN_QUOTES)
    return _Told(
        (line, len(before) - len(before.lstrip())),
        msg("This line is indented further than the line it belongs to."),
        msg("Entries of the same group begin in the same column."),
    )


def _after_end(trouble: Trouble, lines: list[str]) -> _Told | None:
    line, column = trouble.mark
    before = _line(lines, line)[:column].rstrip()
    if "block" not in trouble.context or not before or before[-1] not in "\"'])}":
        return None
    return _Told(
        trouble.mark,
        msg("Something stands after the closing {sign}.", sign=before[-1]),
        msg("Remove it, or put the whole text in one pair of quotes."),
    )


def _indentation(trouble: Trouble, lines: list[str]) -> _Told | None:
    if "block mapping" not in trouble.context and "block collection" not in trouble.context:
        return None
    line, column = trouble.mark
    if _line(lines, line)[:column].strip():
        return None
    is_list = "collection" in trouble.context
    return _Told(
        trouble.mark,
        msg("A list stands above; this line neither goes on with it nor ends it.")
        if is_list
        else msg("The indentation of this line fits no line above."),
        msg("Entries of the same group begin in the same column; items of a list begin with a hyphen."),
    )


def _no_name(trouble: Trouble, lines: list[str]) -> _Told | None:
    line, column = trouble.mark
    if "block mapping" not in trouble.context or _line(lines, line)[column : column + 1] != ":":
        return None
    return _Told(trouble.mark, msg("A key is missing before the colon."), msg("Write name: value."))


def _list_in_line(trouble: Trouble, _lines: list[str]) -> _Told | None:
    if "sequence entries" not in trouble.problem:
        return None
    return _Told(
        trouble.mark,
        msg("A list cannot begin with a hyphen in the line of its name."),
        msg("Begin the list in the next line, or write [a, b]."),
    )


def _first_sign(trouble: Trouble, lines: list[str]) -> _Told | None:
    is_anchor = "anchor" in trouble.context or "alias" in trouble.context or "tag" in trouble.context
    if (
        not is_anchor
        and "cannot start any token" not in trouble.problem
        and "node content" not in trouble.problem
    ):
        return None
    line, column = trouble.begin if is_anchor else trouble.mark
    sign = _line(lines, line)[column : column + 1]
    if sign == "\t":
        return _Told(
            (line, column),
            msg("A tab stands here; YAML is indented by spaces."),
            msg("Replace the tab by spaces."),
        )
    if not sign:
        return None
    return _Told((line, column), msg("A value cannot begin with {sign}.", sign=sign), _IN_QUOTES)


def _block_text(trouble: Trouble, _lines: list[str]) -> _Told | None:
    if "block scalar" not in trouble.context:
        return None
    if "tab" in trouble.problem:
        return _Told(
            trouble.mark,
            msg("A tab stands here; YAML is indented by spaces."),
            msg("Replace the tab by spaces."),
        )
    return _Told(
        trouble.mark,
        msg("After | or > the text begins in the next line."),
        msg("Move the text to the next line and indent it."),
    )


def _anything(trouble: Trouble, lines: list[str]) -> _Told:
    line, column = trouble.mark
    hint = msg("Compare with the lines above: name, colon, space, value, the same indentation.")
    found = _line(lines, line).strip()
    if found and _line(lines, line)[column:].strip():
        return _Told((line, column), msg('"{found}" cannot be read.', found=_short(found)), hint)
    last = max((number for number, text in enumerate(lines[: line + 1]) if text.strip()), default=0)
    return _Told((last, len(_line(lines, last).rstrip())), msg("Here the text ends too early."), hint)


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


_KINDS: Final[tuple[Callable[[Trouble, list[str]], _Told | None], ...]] = (
    _escape, _quote_open, _block_text, _first_sign, _bracket_open, _no_colon, _second_colon,
    _after_end, _no_name, _list_in_line, _indentation, _anything,
)  # fmt: skip
