"""Folds files of one entry into one file for each writer and month; no row is lost, whenever it is stopped.

The page's form makes a file for each entry, ``2026-11-20-sato.csv``; its rows go to the end of
``2026-11-sato.csv``, in the order of the files' names and of their lines. First that file is written beside
the old one, renamed and read back, and only then the small ones are deleted. A run that was stopped in
between leaves rows in both; the next one recognises them as the same, word for word, and keeps one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from goalbook.analyse.due import renames
from goalbook.errors import ConfigError
from goalbook.load.run import load
from goalbook.model.handbook import TeamFiles
from goalbook.problems import Problem
from goalbook.record import append, files, lock, one_team
from goalbook.record.recorded import KEY, added, names, said

_ENTRY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-(?P<name>.+)\.csv")
_DOUBLE: Final = "log-row-twice"
_COLUMNS: Final = ("date", "metric", "value", "member", "segment", "n", "from", "by", "note")
_RARE: Final = frozenset({"n", "from"})
_Fields: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """What became of a team's log.

    Attributes:
        folded: Files that are gone, sorted.
        into: Files that hold their rows, sorted.
        rows: How many rows were in them.
        doubles: How many of these stood elsewhere already, word for word, and are kept once.
        problems: Why nothing was done; empty when all is well.
    """

    folded: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    rows: int = 0
    doubles: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One row of a file of one entry, and whose file it is."""

    path: str
    line: int
    writer: str
    fields: _Fields


def tidy(project: Path, team: str) -> Tidied:
    """Fold a team's files of one entry.

    Raises:
        ConfigError: There is no such team, or a file cannot be written; nothing is deleted then.
    """
    one_team.files(project, team)
    folder = f"goals/teams/{team}/{one_team.PROGRESS}"
    if not (project / folder).is_dir():
        return Tidied()
    with lock.held(project, folder):
        loaded = load(one_team.OneTeam(project, team))
        found = loaded.handbook.teams[team]
        small = {log.path: writer for log in found.logs if (writer := _writer(log.path, found))}
        if not small:
            return Tidied()
        log = _Log.of(found, small)
        problems = tuple(
            problem
            for problem in loaded.problems
            if problem.location.path.startswith(f"{folder}/")
            and problem.is_error
            and not (
                problem.key == _DOUBLE and (problem.location.path, problem.location.line) in log.harmless
            )
        )
        if problems:
            return Tidied(problems=problems)
        return _fold(project, folder, log)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Log:
    """A team's progress log.

    Attributes:
        small: Path of each file of one entry to its writer.
        entries: The rows of these files that stand nowhere before, in order.
        harmless: Path and line of rows that stand twice, word for word.
        doubles: How many rows of files of one entry stand before, too.
    """

    small: Mapping[str, str]
    entries: Sequence[_Entry]
    harmless: frozenset[tuple[str, int]]
    doubles: int

    @classmethod
    def of(cls, found: TeamFiles, small: Mapping[str, str]) -> _Log:
        """Sort a team's rows into those to keep and those that are there already."""
        earlier = renames(found)
        places: dict[tuple[str, ...], list[_Entry]] = {}
        for log in sorted(found.logs, key=lambda log: (log.path in small, log.path)):
            for line, fields in log.rows() if log.folder == "progress" else ():
                row = {**fields, "metric": earlier.get(fields["metric"], fields["metric"])}
                key = tuple(row.get(column, "") for column in KEY)
                writer = small.get(log.path, "")
                places.setdefault(key, []).append(
                    _Entry(path=log.path, line=line, writer=writer, fields=said(fields))
                )
        entries: list[_Entry] = []
        harmless: set[tuple[str, int]] = set()
        doubles = 0
        for same in places.values():
            first, *others = same
            if others and all(other.writer and other.fields == first.fields for other in others):
                harmless.update((each.path, each.line) for each in same)
            doubles += len(others)
            entries += [first] if first.writer else []
        entries.sort(key=lambda entry: (entry.path, entry.line))
        return cls(small=small, entries=entries, harmless=frozenset(harmless), doubles=doubles)


def _writer(path: str, found: TeamFiles) -> str:
    """The member whose file of one entry this is, ``2026-11-20-sato.csv``, ``...-sato-2.csv``; else empty."""
    match = _ENTRY.fullmatch(PurePosixPath(path).name)
    if match is None or f"/{one_team.PROGRESS}/" not in path:
        return ""
    known = [member for member in found.team.members if f"{match['name']}-".startswith(f"{member}-")]
    return max(known, key=len, default="")


def _fold(project: Path, folder: str, log: _Log) -> Tidied:
    groups: dict[tuple[str, str], list[_Fields]] = {}
    for entry in log.entries:
        groups.setdefault((entry.fields["date"][:7], entry.writer), []).append(entry.fields)
    ready = dict(
        _filled(project, f"{folder}/{month}-{writer}", group) for (month, writer), group in groups.items()
    )
    for path, data in ready.items():
        files.replace(project, path, data)
    for path, data in ready.items():
        if (project / path).read_bytes() != data:
            raise ConfigError(
                "{path} was changed by another program meanwhile; no file was deleted.", path=path
            )
    for path in log.small:
        with files.refusing(path):
            (project / path).unlink()
    files.sync_folder(project / folder, folder)
    return Tidied(
        folded=tuple(sorted(log.small)),
        into=tuple(sorted(ready)),
        rows=len(log.entries) + log.doubles,
        doubles=log.doubles,
    )


def _filled(project: Path, stem: str, new: Sequence[_Fields]) -> tuple[str, bytes]:
    """The file that takes the rows of a writer and month, with them: the first into which they fit."""
    found = ((path, _with(project, path, new)) for path in names(stem))
    return next((path, data) for path, data in found if data is not None)


def _with(project: Path, path: str, new: Sequence[_Fields]) -> bytes | None:
    file = project / path
    with files.refusing(path):
        before = file.read_bytes() if file.exists() else _header(new)
    lines = added(path, before, new)
    return None if lines is None else before + append.joined(before, before[-1:], lines)


def _header(new: Sequence[_Fields]) -> bytes:
    used = {column for fields in new for column in fields}
    return (",".join(column for column in _COLUMNS if column in used or column not in _RARE) + "\n").encode()
