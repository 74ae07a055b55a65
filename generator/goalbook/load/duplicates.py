"""The same number recorded twice: rows of a team with the same metric, day, member and segment."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

from goalbook.messages import msg
from goalbook.model.log import LogFile
from goalbook.problems import Location, Problem, Severity

_MOST_TOLD: Final = 100
_KEY: Final = ("date", "metric", "member", "segment")
_Keys: TypeAlias = "Sequence[tuple[bytes, ...]]"


def find(logs: Sequence[LogFile], renames: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem at each place where a number stands that stands elsewhere as well.

    Args:
        logs: The log files of one team, in order of path.
        renames: Earlier metric id to today's; rows under both count as the same.
    """
    earlier = {old.encode(): new.encode() for old, new in renames.items()}
    progress = [log for log in logs if log.folder == "progress"]
    distinct: set[tuple[bytes, ...]] = set()
    number = 0
    for log in progress:
        keys = _keys(log, earlier)
        number += len(keys)
        distinct.update(keys)
    if number == len(distinct):
        return ()
    told = tuple(islice(_told(progress, earlier), _MOST_TOLD + 1))
    return told if len(told) <= _MOST_TOLD else (*told[:_MOST_TOLD], _more(told[-1], number - len(distinct)))


def _keys(log: LogFile, earlier: Mapping[bytes, bytes]) -> _Keys:
    """The key of each row; a column the file does not have is empty."""
    fields = _fields(log)
    number = len(fields) // len(log.columns)
    parts = [
        fields[log.columns.index(name) :: len(log.columns)] if name in log.columns else [b""] * number
        for name in _KEY
    ]
    if earlier:
        parts[1] = list(map(earlier.get, parts[1], parts[1]))
    return list(zip(*parts, strict=True))


def _fields(log: LogFile) -> list[bytes]:
    """All fields of all rows, one after another; bytes split at once are many times faster than rows."""
    if b'"' not in log.data:
        fields = log.data.replace(b"\n", b",").split(b",")
        fields.pop()
        return fields
    rows = csv.reader(log.data.decode().split("\n")[:-1])
    return [field.encode() for row in rows for field in row]


def _told(logs: Sequence[LogFile], earlier: Mapping[bytes, bytes]) -> Iterator[Problem]:
    places: dict[tuple[bytes, ...], list[Location]] = {}
    for log in logs:
        for row, key in enumerate(_keys(log, earlier)):
            places.setdefault(key, []).append(Location(log.path, log.line(row)))
    for key, found in places.items():
        for place in found if len(found) > 1 else ():
            other = next(location for location in found if location != place)
            yield _problem(place, other, key)


def _more(last: Problem, number: int) -> Problem:
    message = msg("{count} rows of this team are recorded twice; only the first are listed.", count=number)
    return Problem(location=last.location, severity=Severity.ERROR, key="log-row-twice", message=message)


def _problem(place: Location, other: Location, key: tuple[bytes, ...]) -> Problem:
    day, metric, member, segment = (part.decode() for part in key)
    return Problem(
        location=place,
        severity=Severity.ERROR,
        key="log-row-twice",
        message=msg(
            "{metric} on {day} is recorded twice for {whom}; also in {path}, line {line}.",
            metric=metric,
            day=day,
            whom=tuple(part for part in (member, segment) if part) or msg("the team"),
            path=other.path,
            line=other.line,
        ),
        hint=msg("Delete the row that is not right."),
    )
