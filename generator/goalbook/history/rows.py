"""Which rows of a log came, went or were corrected; rows that move between files are the same rows.

Files that are equal on both sides are taken out as wholes, and what is left is compared as sets of lines, so
that nothing is done row by row but for rows that differ.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Final

from goalbook.model.log import LogFile
from goalbook.model.values import Span

_SAID: Final = frozenset(
    {
        "value",
        "n",
        "from",
        "by",
        "note",
        "reps",
        "succeeded",
        "minutes",
        "feedback_from",
        "self_score",
        "answer",
    }
)
"""Columns in which a row says something; the others say which row it is."""

Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Rows to which one thing happened.

    Attributes:
        number: How many.
        span: From their first to their last day; None without rows.
    """

    number: int
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What happened to the rows of one folder of a team's log.

    Attributes:
        team: The team.
        folder: ``progress``, ``practice``, ``confidence`` or ``attestation``.
        added: Rows that came.
        removed: Rows that went.
        corrected: Rows that say something else than before.
    """

    team: str
    folder: str
    added: Count
    removed: Count
    corrected: Count


def compared(
    team: str, old: Sequence[LogFile], new: Sequence[LogFile], renames: Mapping[str, str]
) -> Iterator[Rows]:
    """What happened to a team's rows, one for each folder in which anything did.

    Args:
        team: The team.
        old: Its log files before.
        new: Its log files now.
        renames: Metric id before to metric id now; a row under either is the same row.
    """
    # Today's rows may still stand under an earlier id, unless that is now another metric's.
    earlier = {then: now for then, now in renames.items() if then not in renames.values()}
    for folder in sorted({log.folder for log in (*old, *new)}):
        went, came = _left_over(
            [log for log in old if log.folder == folder], [log for log in new if log.folder == folder]
        )
        if went or came:
            yield _told(team, folder, _rows(went, renames), _rows(came, earlier))


def _left_over(old: list[LogFile], new: list[LogFile]) -> tuple[list[LogFile], list[LogFile]]:
    """Without files whose rows are the same on both sides, and of the others only lines that are not."""
    went, came = _grown(_whole(old, new), _whole(new, old))
    if len({log.columns for log in (*went, *came)}) != 1:
        return went, came
    columns = (*went, *came)[0].columns
    before, after = (
        list(chain.from_iterable(log.data.splitlines() for log in side)) for side in (went, came)
    )
    if len(set(before)) == len(before) and len(set(after)) == len(after):
        return _lines(set(before) - set(after), columns), _lines(set(after) - set(before), columns)
    lines = Counter(before), Counter(after)
    return _lines((lines[0] - lines[1]).elements(), columns), _lines(
        (lines[1] - lines[0]).elements(), columns
    )


def _grown(went: list[LogFile], came: list[LogFile]) -> tuple[list[LogFile], list[LogFile]]:
    """Of a file to which rows were appended, only these: the usual case."""
    earlier = {log.path: log for log in went}
    rest = []
    for log in came:
        before = earlier.get(log.path)
        if before and before.columns == log.columns and log.data.startswith(before.data):
            del earlier[log.path]
            rest.append(replace(log, data=log.data[len(before.data) :], lines=()))
        else:
            rest.append(log)
    return list(earlier.values()), rest


def _whole(side: Iterable[LogFile], other: Iterable[LogFile]) -> list[LogFile]:
    known = Counter((log.columns, log.data) for log in other)
    found = []
    for log in side:
        key = (log.columns, log.data)
        if known[key]:
            known[key] -= 1
        else:
            found.append(log)
    return found


def _lines(lines: Iterable[bytes], columns: tuple[str, ...]) -> list[LogFile]:
    data = b"".join(line + b"\n" for line in lines)
    return [LogFile("", "", columns, data)] if data else []


def _rows(logs: Sequence[LogFile], renames: Mapping[str, str]) -> Counter[Row]:
    """Every row as its filled fields by column, so that an empty column more is no change."""
    found: Counter[Row] = Counter()
    for log in logs:
        for fields in csv.reader(log.data.decode().split("\n")[:-1]):
            row = {name: text for name, text in zip(log.columns, fields, strict=True) if text}
            if row.get("metric") in renames:
                row["metric"] = renames[row["metric"]]
            found[tuple(sorted(row.items()))] += 1
    return found


def _told(team: str, folder: str, old: Counter[Row], new: Counter[Row]) -> Rows:
    went, came = old - new, new - old
    keys = [Counter(_key(row) for row in side.elements()) for side in (went, came)]
    return Rows(
        team=team,
        folder=folder,
        added=_count(keys[1] - keys[0]),
        removed=_count(keys[0] - keys[1]),
        corrected=_count(keys[0] & keys[1]),
    )


def _key(row: Row) -> Row:
    return tuple(field for field in row if field[0] not in _SAID)


def _count(keys: Counter[Row]) -> Count:
    days = sorted({text for key in keys for name, text in key if name == "date"})
    span = Span(date.fromisoformat(days[0]), date.fromisoformat(days[-1])) if days else None
    return Count(number=keys.total(), span=span)
