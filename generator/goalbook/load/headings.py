"""What the headings of a file mean: columns of the log, metrics with a column of their own, nothing.

A file has Goalbook's own names, or those that ``log: columns:`` in team.yml explains. With metrics as
headings the file is wide: a row holds a number for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from pydantic_core import PydanticCustomError

from goalbook.load.columns import Column, folded
from goalbook.load.grid import Cell, Complaints, Grid
from goalbook.messages import Message, msg
from goalbook.model import grammar, quantities
from goalbook.model.team import IGNORED, LogMapping, Team

_SEARCHED: Final = 20
"""Lines in which the header may stand below titles."""
_TALL: Final = frozenset({"metric", "value"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a file may have.

    Attributes:
        columns: The known columns by name.
        meanings: Folded heading to what it means: a column's name, a metric's id, ``ignore``.
        ids: For the columns ``member``, ``by`` and ``metric``: folded name to id.
        is_mapped: Whether the team says what other headings mean.
    """

    columns: Mapping[str, Column]
    meanings: Mapping[str, str]
    ids: Mapping[str, Mapping[str, str]]
    is_mapped: bool

    @classmethod
    def of(cls, columns: Mapping[str, Column], team: Team | None) -> Expected:
        """From a log's columns and what ``team.yml`` says."""
        mapping = (team.log if team else None) or LogMapping()
        members = _names(team) | {folded(name): member for name, member in mapping.members.items()}
        metrics = {folded(name): metric for name, metric in mapping.metrics.items()}
        return cls(
            columns=columns,
            meanings={name: name for name in columns}
            | {folded(heading): meaning for heading, meaning in mapping.columns.items()},
            ids={"member": members, "by": members, "metric": metrics},
            is_mapped=bool(mapping.columns),
        )


def _names(team: Team | None) -> dict[str, str]:
    """The members' names, folded, as far as only one has them, to their ids."""
    pairs = [
        (folded(words), member)
        for member, found in (team.members if team else {}).items()
        for words in {text for _, text in found.name.entries}
    ]
    names = [name for name, _ in pairs]
    return {name: member for name, member in pairs if names.count(name) == 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The headings of a file.

    Attributes:
        line: Where they stand.
        width: How many columns the table has.
        names: Heading by position, as typed.
        columns: Position to the name of a column of the log.
        metrics: Position to a metric's id; empty for a file with a row for each number.
        bare: Positions without a heading, under which nothing may stand.
    """

    line: int
    width: int
    names: Sequence[str]
    columns: Mapping[int, str]
    metrics: Mapping[int, str]
    bare: frozenset[int]


def find(grid: Grid, expected: Expected, found: Complaints) -> Header | None:
    """The header of a file; None, with the reason noted, when it cannot be used."""
    line, cells = _header_row(grid, expected.meanings)
    names = [cell.text for cell in cells]
    while len(names) > 1 and not names[-1]:  # spreadsheets leave empty columns at the end
        names.pop()
    known = [expected.meanings.get(folded(name), "") for name in names]
    if not any(known):
        found.add(line, 1, "log-header", *_unknown_header(cells, expected))
        return None
    wrong = list(_wrong(cells, known, expected)) + list(_missing(cells, known, expected))
    for column, message, hint in wrong:
        found.add(line, column, "log-header", message, hint)
    if wrong:
        return None
    return Header(
        line=line,
        width=len(cells),
        names=names,
        columns={place: name for place, name in enumerate(known) if name in expected.columns},
        metrics={place: name for place, name in enumerate(known) if _is_metric(name, expected)},
        bare=frozenset(place for place, name in enumerate(names) if not name),
    )


def _header_row(grid: Grid, meanings: Mapping[str, str]) -> tuple[int, Sequence[Cell]]:
    """The first row with a heading for the date, below titles if there are any; else the first row."""
    for line, cells in grid.rows[:_SEARCHED]:
        if any(meanings.get(folded(cell.text)) == "date" for cell in cells):
            return line, cells
    return grid.rows[0] if grid.rows else (1, ())


def _is_metric(meaning: str, expected: Expected) -> bool:
    return bool(meaning) and meaning != IGNORED and meaning not in expected.columns


_Wrong = tuple[int, Message, Message]


def _wrong(cells: Sequence[Cell], known: Sequence[str], expected: Expected) -> Iterator[_Wrong]:
    for place, (cell, meaning) in enumerate(zip(cells, known, strict=False)):
        if not meaning and cell.text:
            yield (
                cell.column,
                msg('"{found}" is not a column of this log.', found=cell.text),
                _hint(cell, expected),
            )
        elif meaning and meaning != IGNORED and meaning in known[:place]:
            message = msg('The column "{name}" stands twice in the header.', name=meaning)
            yield cell.column, message, msg("Keep one of the two.")


def _hint(cell: Cell, expected: Expected) -> Message:
    near = get_close_matches(folded(cell.text), expected.meanings, n=1)
    if near:
        return msg("Did you mean {nearest}?", nearest=near[0])
    if expected.is_mapped:
        return msg("Say what it means under log: columns: in team.yml; a column to pass over means ignore.")
    return msg("Known columns: {names}.", names=tuple(expected.columns))


def _missing(cells: Sequence[Cell], known: Sequence[str], expected: Expected) -> Iterator[_Wrong]:
    is_wide = any(_is_metric(meaning, expected) for meaning in known)
    required = [name for name, column in expected.columns.items() if column.is_required]
    missing = tuple(name for name in required if name not in known and not (is_wide and name in _TALL))
    if missing:
        yield 1, msg("The header lacks: {names}.", names=missing), _example(expected)
    for cell, meaning in zip(cells, known, strict=False):
        if is_wide and meaning in _TALL:
            message = msg(
                'Some metrics have a column of their own; "{name}" cannot stand beside them.', name=cell.text
            )
            yield (
                cell.column,
                message,
                msg("Use either columns for metrics, or the columns metric and value."),
            )


def _unknown_header(cells: Sequence[Cell], expected: Expected) -> tuple[Message, Message]:
    """Data without a header, or the headings of another program."""
    named = tuple(cell.text for cell in cells if cell.text)
    if len(named) > 1 and not any(_is_data(name) for name in named):
        message = msg("None of these headings is known: {names}.", names=named[:_SHOWN])
        return message, msg(
            "Say in team.yml what they mean, for example: log: {example}.",
            example=f"{{columns: {{{named[0]}: date, {named[1]}: calls}}}}",
        )
    return msg("The first line is not a header."), _example(expected)


_SHOWN: Final = 8


def _is_data(words: str) -> bool:
    for read in (grammar.read_day, quantities.read_logged):
        try:
            read(words)
        except PydanticCustomError:
            continue
        return True
    return False


def _example(expected: Expected) -> Message:
    names = [name for name, column in expected.columns.items() if column.is_required]
    return msg("Begin the file with a line such as {header}.", header=",".join([*names, "note"]))
