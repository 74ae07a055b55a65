"""CSV of a log -> proven rows.

A file in canonical form is proven by one pattern over all its bytes and passed on as it is.
Any other file is read row by row: what is surely meant is put into canonical form, the rest is a problem.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from goalbook.load import grid, rows, text
from goalbook.load.columns import Column
from goalbook.load.draft import Draft
from goalbook.load.grid import Grid
from goalbook.load.headings import Expected
from goalbook.load.source import Given, Part, Source
from goalbook.model.log import LogFile
from goalbook.problems import Problem

_ECHOES: Final = frozenset({"log-header", "id-form", "metric-id-form"})
_TOTAL_SIGNS: Final = ("計".encode(), "平均".encode(), b"otal", b",sum,", b"verage")
_TOTAL: Final = re.compile(
    rb"(?im),(?:%s)(?=,|$)" % b"|".join(word.encode() for word in sorted(rows.TOTALS, reverse=True))
)
_LEAP_DAY: Final = re.compile(rb"(?<![0-9])([0-9]{4})-02-29(?![0-9])")


def log_source(folder: str, columns: Mapping[str, Column]) -> Source:
    """The source of one folder of ``log/``; in its rows ``date`` comes first and ``note`` last."""

    def read(given: Given) -> Part:
        return _read(given, folder, columns)

    return Source(
        pattern=re.compile(rf"goals/teams/(?P<team>[^/]+)/log/{folder}/(?P<file>[^/]+)\.csv"),
        read=read,
        place=_place,
    )


def _place(draft: Draft, given: Given, log: LogFile) -> None:
    draft.teams[given.names["team"]].logs.append(log)


def _read(given: Given, folder: str, columns: Mapping[str, Column]) -> Part:
    data = given.data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    header, _, below = data.partition(b"\n")
    names = tuple(header.decode("latin-1").split(","))
    if is_canonical(below, names, columns) and not _has_total(below):
        return Part(value=LogFile(given.path, folder, names, below))
    cells = grid.of_text(given.data, given.path)
    if not isinstance(cells, Grid):
        return Part(value=None, problems=cells, left_out=frozenset({()}))
    table = rows.read(cells, Expected.of(columns, given.team))
    problems = told(table.problems, given)
    if table.columns is None:
        return Part(value=None, problems=problems, left_out=frozenset({()}))
    log = LogFile(given.path, folder, table.columns, table.data, table.lines)
    return Part(value=log, problems=problems)


def told(problems: tuple[Problem, ...], given: Given) -> tuple[Problem, ...]:
    """The problems of a file without those that only say that its ``team.yml`` could not be read."""
    if given.is_team_known:
        return problems
    return tuple(problem for problem in problems if problem.key not in _ECHOES)


def is_canonical(data: bytes, names: tuple[str, ...], columns: Mapping[str, Column]) -> bool:
    """Whether rows are proven: every field in its column's canonical form, LF, UTF-8, real days."""
    pattern = _pattern(names, tuple(columns.items()))
    if pattern is None or pattern.fullmatch(data) is None:
        return False
    if not data.isascii() and not _is_clean(data):
        return False
    return b"-02-29" not in data or all(_has_leap_day(int(year)) for year in set(_LEAP_DAY.findall(data)))


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...], columns: tuple[tuple[str, Column], ...]) -> re.Pattern[bytes] | None:
    """One pattern for all rows; None when the header is not canonical itself."""
    known = dict(columns)
    if (
        names[0] != "date"
        or "note" in names[:-1]
        or len(set(names)) != len(names)
        or not set(names) <= set(known)
    ):
        return None
    if not {name for name, column in columns if column.is_required} <= set(names):
        return None
    fields = b",".join(
        b"(?:" + known[name].canonical + (b")?+" if known[name].may_be_empty else b")") for name in names
    )
    return re.compile(b"(?:" + fields + b"\n)*+")


def _has_total(data: bytes) -> bool:
    """Whether a total may stand in proven rows; searched for like this, a million of them cost nothing."""
    return any(sign in data for sign in _TOTAL_SIGNS) and _TOTAL.search(data) is not None


def _is_clean(data: bytes) -> bool:
    try:
        words = data.decode()
    except UnicodeDecodeError:
        return False
    return next(text.hidden(words, ""), None) is None


def _has_leap_day(year: int) -> bool:
    try:
        date(year, 2, 29)
    except ValueError:
        return False
    return True
