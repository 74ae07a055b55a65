"""Rows of the log that a check looks for; only a file in which something was found is read row by row."""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.log import LogFile
from goalbook.problems import Location
from goalbook.validate.once import once


def files(handbook: Handbook, folder: str | None = None) -> Iterator[tuple[TeamFiles, LogFile]]:
    """Every log file, or those of one folder, with its team."""
    for team in handbook.teams.values():
        for log in team.logs:
            if folder in {None, log.folder}:
                yield team, log


@once
def named(handbook: Handbook) -> Iterator[tuple[TeamFiles, LogFile, frozenset[str]]]:
    """Every progress log with the metrics it has rows for."""
    for team, log in files(handbook, "progress"):
        yield team, log, log.names("metric")


def first(log: LogFile, column: str, value: str) -> Location:
    """Where the first row with a value stands; the file's first line when there is none."""
    found = (line for line, row in log.rows() if row[column] == value)
    return Location(log.path, next(found, 1))
