"""log/progress/*.xlsx: the numbers a team reports, in an Excel workbook.

Every visible sheet that is not empty is read like a file of its own, or those that ``log: sheets:`` in
team.yml names. Its path is the workbook's, a ``#`` and the sheet's name; line and column are the sheet's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from goalbook.load import rows, text, workbook
from goalbook.load.columns import PROGRESS
from goalbook.load.draft import Draft
from goalbook.load.grid import Cell, Complaints, Grid
from goalbook.load.headings import Expected
from goalbook.load.log import told
from goalbook.load.source import Given, Part, Source
from goalbook.load.workbook import Sheet
from goalbook.load.workbook_parts import Unfit
from goalbook.messages import Message, msg
from goalbook.model.log import LogFile
from goalbook.problems import Problem


def _read(given: Given) -> Part:
    try:
        found = workbook.sheets(given.data)
    except Unfit as unfit:
        return _nothing(given, "file-workbook", unfit.message, unfit.hint)
    wanted = given.team.log.sheets if given.team and given.team.log else ()
    names = [sheet.name for sheet in found]
    for name in wanted:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            hint = msg("Did you mean {nearest}?", nearest=near[0]) if near else _SHEETS
            return _nothing(given, "log-sheet", msg('There is no filled sheet "{name}".', name=name), hint)
    if not found:
        return _nothing(
            given, "log-sheet", msg("No visible sheet of the workbook has anything in it."), _SHEETS
        )
    expected = Expected.of(PROGRESS, given.team)
    parts = [_sheet(given, sheet, expected) for sheet in found if not wanted or sheet.name in wanted]
    logs = tuple(log for log, _ in parts if log is not None)
    problems = tuple(problem for _, each in parts for problem in each)
    return Part(value=logs, problems=told(problems, given), left_out=frozenset() if logs else frozenset({()}))


def _sheet(given: Given, sheet: Sheet, expected: Expected) -> tuple[LogFile | None, Sequence[Problem]]:
    name = "".join(sign if sign.isprintable() else "?" for sign in sheet.name)
    path = f"{given.path}#{name}"
    cells = [
        (
            line,
            [
                Cell(words, place, is_merged=(line, place) in sheet.merged)
                for place, words in enumerate(row, 1)
            ],
        )
        for line, row in sheet.rows.items()
    ]
    hidden = tuple(_hidden(path, cells))
    if hidden:
        return None, hidden
    table = rows.read(Grid(path=path, rows=cells, is_sheet=True), expected)
    if table.columns is None:
        return None, table.problems
    return LogFile(path, "progress", table.columns, table.data, table.lines), table.problems


def _hidden(path: str, cells: Sequence[tuple[int, Sequence[Cell]]]) -> Iterator[Problem]:
    """A problem for each cell with a character that changes what a reader sees."""
    found = Complaints(path)
    for line, row in cells:
        for cell in row:
            for problem in text.hidden(cell.text, path):
                found.add(line, cell.column, problem.key, problem.message, problem.hint)
    return iter(found.all())


def _nothing(given: Given, key: str, message: Message, hint: Message) -> Part:
    found = Complaints(given.path)
    found.add(1, 1, key, message, hint)
    return Part(value=None, problems=found.all(), left_out=frozenset({()}))


def _place(draft: Draft, given: Given, logs: tuple[LogFile, ...]) -> None:
    draft.teams[given.names["team"]].logs.extend(logs)


_SHEETS = msg("Name the sheets to read under log: sheets: in team.yml, or save the sheet as CSV UTF-8.")
SOURCE = Source(
    pattern=re.compile(r"goals/teams/(?P<team>[^/]+)/log/progress/(?P<file>[^/]+)\.xls[xm]"),
    read=_read,
    place=_place,
)
