"""Rows of the log that a check looks for; only a file in which something was found is read row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

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


MOST: Final = 20


@once
def named(handbook: Handbook) -> Iterator[tuple[TeamFiles, LogFile, frozenset[str]]]:
    """Every progress log with the metrics it has rows for."""
    for team, log in files(handbook, "progress"):
        yield team, log, log.names("metric")


def unknown(log: LogFile, column: str, names: frozenset[str]) -> Iterator[tuple[str, Location]]:
    """The first row of each name in a column, by name; at most `MOST`, since slips repeat themselves."""
    places: dict[str, Location] = {}
    wanted = sorted(names)[:MOST]
    for line, row in log.rows() if wanted else ():
        if (name := row[column]) in names and name not in places:
            places[name] = Location(log.path, line)
    return ((name, places[name]) for name in wanted)
