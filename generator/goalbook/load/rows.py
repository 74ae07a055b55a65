"""CSV that is not canonical, row by row: what is meant is kept, what is in doubt is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from pydantic_core import PydanticCustomError

from goalbook.load import encoding, text
from goalbook.load.columns import Column, folded
from goalbook.messages import Message, msg
from goalbook.model.noun import refusals, refuse
from goalbook.problems import Location, Problem, Severity

_MOST_PROBLEMS: Final = 50
_DELIMITERS: Final = ",\t;"
_FIELDS: Final = {
    sign: re.compile(rf'[ ]*"(?P<quoted>(?:[^"]|"")*)"[ ]*(?={sign}|$)|(?P<plain>[^{sign}]*)')
    for sign in _DELIMITERS
}
_THREE_DIGITS: Final = re.compile(r"\s*[0-9]{3}(?:\.[0-9]+)?\s*\"?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows that could be read, in canonical form.

    Attributes:
        columns: Names with ``date`` first and ``note`` last; None when the header cannot be used.
        data: Rows.
        lines: The line of each row.
        problems: Rows and fields that could not be read.
    """

    columns: tuple[str, ...] | None
    data: bytes = b""
    lines: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """One field: its text without quotes, the column (from 1) it begins in, whether a quote stays open."""

    text: str
    column: int
    is_open: bool = False


def read(data: bytes, columns: Mapping[str, Column], path: str) -> Table:
    """Read a whole file.

    Args:
        data: Its bytes, in whatever encoding.
        columns: The known columns.
        path: For the places of problems.
    """
    words = encoding.decoded(data)
    found = _Complaints(path)
    if words is None or "\0" in words:
        found.add(1, 1, "file-encoding", *_ENCODING)
        return Table(columns=None, problems=found.all())
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    hidden = tuple(text.hidden(words, path))
    if hidden:
        return Table(columns=None, problems=hidden)
    lines = words.split("\n")
    delimiter = next((sign for sign in _DELIMITERS if sign in lines[0]), ",")
    names = _header(lines[0], delimiter, columns, found)
    if names is None:
        return Table(columns=None, problems=found.all())
    known = {name: columns[name] for name in names}
    width = len(_split(lines[0], delimiter))
    rows: dict[int, dict[str, str]] = {}
    for number, line in enumerate(lines[1:], start=2):
        fields = _split(line, delimiter) if line.strip(delimiter + " \t\u3000") else []
        if len(fields) == width and not any(field.text for field in fields[len(names) :]):
            fields = fields[: len(names)]
        row = _row(number, fields, known, found) if fields else None
        if row is not None:
            rows[number] = row
    order = sorted(names, key=lambda name: (name == "note") - (name == "date"))
    return Table(
        columns=tuple(order),
        data="".join(",".join(row[name] for name in order) + "\n" for row in rows.values()).encode(),
        lines=tuple(rows),
        problems=found.all(),
    )


class _Complaints:
    """Problems of one file; after fifty only their number."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._problems: list[Problem] = []
        self._more = 0

    def add(self, line: int, column: int, key: str, message: Message, hint: Message | None = None) -> None:
        if len(self._problems) >= _MOST_PROBLEMS:
            self._more += 1
            return
        where = Location(self._path, line, column)
        self._problems.append(
            Problem(location=where, severity=Severity.ERROR, key=key, message=message, hint=hint)
        )

    def all(self) -> tuple[Problem, ...]:
        if not self._more:
            return tuple(self._problems)
        last = self._problems[-1]
        message = msg("{count} more fields of this file cannot be read.", count=self._more)
        more = Problem(location=last.location, severity=Severity.ERROR, key="log-row", message=message)
        return (*self._problems, more)


def _split(line: str, delimiter: str) -> list[_Field]:
    pattern, place = _FIELDS[delimiter], 0
    fields: list[_Field] = []
    while place <= len(line) and (match := pattern.match(line, place)) is not None:
        quoted = match["quoted"]
        words = match["plain"] if quoted is None else quoted.replace('""', '"')
        blank = len(words) - len(words.lstrip()) if quoted is None else 0
        words = words.strip()
        fields.append(_Field(words, place + 1 + blank, is_open=quoted is None and words.startswith('"')))
        place = match.end() + 1
    return fields


def _header(
    line: str, delimiter: str, columns: Mapping[str, Column], found: _Complaints
) -> tuple[str, ...] | None:
    fields = _split(line, delimiter)
    while len(fields) > 1 and not fields[-1].text:  # spreadsheets leave empty columns at the end
        fields.pop()
    names = tuple(folded(field.text) for field in fields)
    if not any(name in columns for name in names):
        found.add(1, 1, "log-header", msg("The first line is not a header."), _example(columns))
        return None
    wrong = list(_wrong_names(fields, names, columns))
    for field, message, hint in wrong:
        found.add(1, field.column, "log-header", message, hint)
    missing = tuple(name for name, column in columns.items() if column.is_required and name not in names)
    if missing:
        found.add(1, 1, "log-header", msg("The header lacks: {names}.", names=missing), _example(columns))
    return None if wrong or missing else names


def _wrong_names(
    fields: Sequence[_Field], names: Sequence[str], columns: Mapping[str, Column]
) -> Iterator[tuple[_Field, Message, Message]]:
    for place, (field, name) in enumerate(zip(fields, names, strict=True)):
        near = get_close_matches(name, columns, n=1)
        if name not in columns:
            message = msg('"{found}" is not a column of this log.', found=field.text)
            known = msg("Known columns: {names}.", names=tuple(columns))
            yield field, message, msg("Did you mean {nearest}?", nearest=near[0]) if near else known
        elif name in names[:place]:
            message = msg('The column "{name}" stands twice in the header.', name=name)
            yield field, message, msg("Keep one of the two.")


def _row(
    number: int, fields: list[_Field], columns: Mapping[str, Column], found: _Complaints
) -> dict[str, str] | None:
    """The fields in canonical form by column; None when one of them cannot be read."""
    still_open = next((field for field in fields if field.is_open), None)
    if still_open is not None:
        found.add(number, still_open.column, "log-row", *_OPEN_QUOTE)
        return None
    if len(fields) != len(columns):
        found.add(number, 1, "log-row", *_wrong_number(fields, len(columns)))
        return None
    row: dict[str, str] = {}
    for (name, column), field in zip(columns.items(), fields, strict=True):
        try:
            row[name] = _canonical(name, column, field.text)
        except PydanticCustomError as error:
            for part in refusals(dict(error.context or {})):
                found.add(number, field.column, part["key"], part["message"], part["hint"])
    return row if len(row) == len(columns) else None


def _canonical(name: str, column: Column, words: str) -> str:
    if not words and column.may_be_empty:
        return ""
    if not words:
        raise refuse(
            "value-missing",
            msg('Nothing stands in the column "{name}".', name=name),
            msg("Fill it in, or delete the row."),
        )
    if name != "note":
        return column.read(words)
    plain = " ".join(words.split("\t"))
    return '"' + plain.replace('"', '""') + '"' if re.search('[",]', plain) else plain


def _wrong_number(fields: Sequence[_Field], expected: int) -> tuple[Message, Message]:
    message = msg(
        "Fields in this row: {found}; in the header: {expected}.", found=len(fields), expected=expected
    )
    if len(fields) < expected and any(sign in field.text for field in fields for sign in "，、；"):
        return message, msg("Full-width commas stand here; separate the fields with narrow ones.")
    if len(fields) > expected and any(_THREE_DIGITS.fullmatch(field.text) for field in fields[3:]):
        return message, msg("Write numbers without commas, or put them in quotes.")
    return message, msg("Separate the fields with commas; put a note that holds a comma in quotes.")


def _example(columns: Mapping[str, Column]) -> Message:
    names = [name for name, column in columns.items() if column.is_required]
    return msg("Begin the file with a line such as {header}.", header=",".join([*names, "note"]))


_ENCODING: Final = (
    msg("The file is neither UTF-8 nor surely Japanese Windows text (CP932)."),
    msg("In the spreadsheet, choose Save as, then CSV UTF-8."),
)
_OPEN_QUOTE: Final = (
    msg("The quote that opens here is not closed in this line."),
    msg("Add the closing quote; a note stands in one line."),
)
