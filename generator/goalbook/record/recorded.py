"""What a team's log holds already: where a number stands, and files with one line more, other or fewer."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from goalbook.errors import ConfigError
from goalbook.model.log import LogFile
from goalbook.record import one_team, row

KEY = ("date", "metric", "member", "segment")
"""What makes two rows the same number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A number that is recorded.

    Attributes:
        path: Its file.
        line: Its line there.
        fields: Column to text, as read.
    """

    path: str
    line: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A team's progress log.

    Attributes:
        logs: Its files, sorted by path.
        renames: Earlier metric id to today's; a row under either is the same number.
    """

    logs: Sequence[LogFile]
    renames: Mapping[str, str] = field(default_factory=dict)

    def find(self, wanted: row.Row) -> tuple[Place, ...]:
        """Where a number with the row's day, metric, member and segment stands."""
        key = self._key(wanted.fields)
        starts = re.compile(rb"(?m)^%b,.*$" % wanted.day.isoformat().encode())
        return tuple(
            place for log in self.logs for place in _places(log, starts) if self._key(place.fields) == key
        )

    def _key(self, fields: Mapping[str, str]) -> tuple[str, ...]:
        day, metric, member, segment = (fields.get(column, "") for column in KEY)
        return day, self.renames.get(metric, metric), member, segment


def _places(log: LogFile, starts: re.Pattern[bytes]) -> list[Place]:
    found = [(match.start(), match[0].decode()) for match in starts.finditer(log.data)]
    return [
        Place(
            path=log.path,
            line=log.line(log.data.count(b"\n", 0, start)),
            fields=dict(zip(log.columns, next(csv.reader([line])), strict=True)),
        )
        for start, line in found
    ]


def changed(path: str, before: bytes, place: Place, fields: Mapping[str, str] | None) -> bytes:
    """A file's bytes with one line replaced or, without fields, taken out; every other byte as it is.

    Raises:
        ConfigError: It is no comma-separated UTF-8 file, or what comes out would not read as meant.
    """
    lines = before.split(b"\n")
    number = place.line - 1
    known = rows(path, before)
    if number < len(lines) and known is not None and place.line in known:
        if fields is None:
            del lines[number], known[place.line]
        else:
            end = b"\r" if lines[number].endswith(b"\r") else b""
            lines[number] = row.text(fields, row.header(before)).encode() + end
            known[place.line] = said(fields)
        after = b"\n".join(lines)
        found = rows(path, after)
        if found is not None and list(found.values()) == list(known.values()):
            return after
    raise unsafe(place)


def unsafe(place: Place) -> ConfigError:
    """What is said of a number that only a person can change where it stands."""
    return ConfigError(
        "{path} cannot be changed safely. Nothing was changed.",
        hint="Open the file and change its line {line} yourself.",
        path=place.path,
        line=place.line,
    )


def added(path: str, before: bytes, new: Sequence[Mapping[str, str]]) -> bytes | None:
    """The lines to add to a file in its own columns; None when they would not read there as meant.

    That is so when the file lacks a column, or is not comma-separated UTF-8 text.
    """
    lines = _lines(new, row.header(before))
    end = b"" if before.endswith(b"\n") else b"\n"
    known, found = one_team.part(path, before), one_team.part(path, before + end + lines)
    if known is None or found is None:
        return None
    used = {column for fields in new for column in said(fields)}
    is_as_meant = used <= set(known.columns) and found.data == known.data + _lines(new, known.columns)
    return lines if is_as_meant else None


def _lines(new: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    return "".join(f"{row.text(fields, columns)}\n" for fields in new).encode()


def names(stem: str) -> Iterator[str]:
    """Where rows may go: the file of this name, then further ones for rows that do not fit into it."""
    yield f"{stem}.csv"
    for number in count(2):
        yield f"{stem}-{number}.csv"


def rows(path: str, data: bytes) -> dict[int, Mapping[str, str]] | None:
    """Line to what its row says, without empty fields; None when the file cannot be read."""
    log = one_team.part(path, data)
    return None if log is None else {line: said(fields) for line, fields in log.rows()}


def said(fields: Mapping[str, str]) -> Mapping[str, str]:
    """A row without the columns that it leaves empty; two files may have different ones."""
    return {column: text for column, text in fields.items() if text}
