"""Rows of cells as a file holds them, before anybody knows what they mean; and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goalbook.load import encoding, text
from goalbook.messages import Message, msg
from goalbook.problems import Location, Problem, Severity

_MOST_PROBLEMS: Final = 50
_DELIMITERS: Final = ",\t;"
_FIELDS: Final = {
    sign: re.compile(rf'[ ]*"(?P<quoted>(?:[^"]|"")*)"[ ]*(?={sign}|$)|(?P<plain>[^{sign}]*)')
    for sign in _DELIMITERS
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row.

    Attributes:
        text: Without quotes and outer space.
        column: Where it begins: the character in a line of text, the column of a sheet; from 1.
        is_open: Whether a quote opens in it that is not closed.
        is_merged: Whether it only shows what another cell holds.
    """

    text: str
    column: int
    is_open: bool = False
    is_merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A file's rows.

    Attributes:
        path: For the places of problems.
        rows: Line and cells of every row that is not empty.
        is_sheet: Whether it is a spreadsheet's, where a row may be shorter than the header.
    """

    path: str
    rows: Sequence[tuple[int, Sequence[Cell]]]
    is_sheet: bool = False


class Complaints:
    """Problems of one file; after fifty only their number."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._problems: list[Problem] = []
        self._more = 0

    def add(self, line: int, column: int, key: str, message: Message, hint: Message | None = None) -> None:
        """Note one."""
        if len(self._problems) >= _MOST_PROBLEMS:
            self._more += 1
            return
        where = Location(self._path, line, column)
        self._problems.append(
            Problem(location=where, severity=Severity.ERROR, key=key, message=message, hint=hint)
        )

    def all(self) -> tuple[Problem, ...]:
        """All of them in the order noted."""
        if not self._more:
            return tuple(self._problems)
        last = self._problems[-1]
        message = msg("{count} more fields of this file cannot be read.", count=self._more)
        more = Problem(location=last.location, severity=Severity.ERROR, key="log-row", message=message)
        return (*self._problems, more)


def of_text(data: bytes, path: str) -> Grid | tuple[Problem, ...]:
    """The rows of a CSV file in whatever encoding, separated by commas, tabs or semicolons; or why not."""
    words = encoding.decoded(data)
    if words is None or "\0" in words:
        found = Complaints(path)
        found.add(1, 1, "file-encoding", *_ENCODING)
        return found.all()
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    hidden = tuple(text.hidden(words, path))
    if hidden:
        return hidden
    lines = words.split("\n")
    delimiter = next((sign for sign in _DELIMITERS if sign in lines[0]), ",")
    blank = delimiter + " \t\u3000"
    rows = [
        (number, split(line, delimiter))
        for number, line in enumerate(lines, start=1)
        if number == 1 or line.strip(blank)
    ]
    return Grid(path=path, rows=rows)


def split(line: str, delimiter: str) -> list[Cell]:
    """The fields of one line."""
    pattern, place = _FIELDS[delimiter], 0
    fields: list[Cell] = []
    while place <= len(line) and (match := pattern.match(line, place)) is not None:
        quoted = match["quoted"]
        words = match["plain"] if quoted is None else quoted.replace('""', '"')
        blank = len(words) - len(words.lstrip()) if quoted is None else 0
        words = words.strip()
        fields.append(Cell(words, place + 1 + blank, is_open=quoted is None and words.startswith('"')))
        place = match.end() + 1
    return fields


_ENCODING: Final = (
    msg("The file is neither UTF-8 nor surely Japanese Windows text (CP932)."),
    msg("In the spreadsheet, choose Save as, then CSV UTF-8."),
)
