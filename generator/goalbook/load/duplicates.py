"""The same number recorded twice: rows of a team with the same metric, day, member and segment.

A number of a day that stands for the team and for its members is counted twice as well.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

from goalbook.messages import msg
from goalbook.model.log import LogFile
from goalbook.problems import Location, Problem, Severity

_MOST_TOLD: Final = 100
_KEY: Final = ("date", "metric", "member", "segment")
_Keys: TypeAlias = "Sequence[tuple[bytes, ...]]"


def find(logs: Sequence[LogFile], renames: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem at each place of a number that stands elsewhere as well; one for a metric by team and member.

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
    both = tuple(_both(progress, earlier, distinct))
    if number == len(distinct):
        return both
    told = tuple(islice(_told(progress, earlier), _MOST_TOLD + 1))
    if len(told) > _MOST_TOLD:
        told = (*told[:_MOST_TOLD], _more(told[-1], number - len(distinct)))
    return (*told, *both)


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


def _both(
    logs: Sequence[LogFile], earlier: Mapping[bytes, bytes], distinct: Collection[tuple[bytes, ...]]
) -> Iterator[Problem]:
    """The first row of each metric that is a member's on a day for which the team has one as well."""
    kinds = {(metric, bool(member)) for _, metric, member, _ in distinct}
    mixed = {metric for metric, is_member in kinds if is_member and (metric, False) in kinds}
    if not mixed:
        return
    team = {key[:2] + key[3:] for key in distinct if not key[2] and key[1] in mixed}
    found = {key for key in distinct if key[2] and key[1] in mixed and key[:2] + key[3:] in team}
    told: set[bytes] = set()
    for log in logs if found else ():
        for row, key in enumerate(_keys(log, earlier)):
            if key in found and key[1] not in told:
                told.add(key[1])
                yield _by_both(Location(log.path, log.line(row)), key)


def _by_both(place: Location, key: tuple[bytes, ...]) -> Problem:
    day, metric, member, _ = (part.decode() for part in key)
    message = msg(
        "{metric} on {day} is recorded for {member} and for the whole team; both are counted.",
        metric=metric,
        day=day,
        member=member,
    )
    return Problem(
        location=place,
        severity=Severity.WARNING,
        key="log-team-or-member",
        message=message,
        hint=msg("Record it by member or for the team, and delete the other rows."),
    )


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
