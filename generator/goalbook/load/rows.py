"""A file that is not canonical, row by row: what is meant is kept, what is in doubt is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic_core import PydanticCustomError

from goalbook.load import headings
from goalbook.load.columns import folded
from goalbook.load.grid import Cell, Complaints, Grid
from goalbook.load.headings import Expected, Header
from goalbook.messages import Message, msg
from goalbook.model.noun import refusals, refuse
from goalbook.problems import Problem

_THREE_DIGITS: Final = re.compile(r"\s*[0-9]{3}(?:\.[0-9]+)?\s*\"?")
_ORDER: Final = ("date", "metric", "value", "member", "segment", "n", "from", "by", "note")
TOTALS: Final = frozenset(
    {
        *("合計", "計", "小計", "総計", "総合計", "累計", "月計", "週計", "平均"),
        *("total", "totals", "subtotal", "grandtotal", "sum", "average"),
    }
)
"""What rows are called that add up others, without spaces."""
_NAMES: Final = frozenset({"metric", "member", "segment", "by"})
"""Columns in which a total may stand behind a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows that could be read, in canonical form.

    Attributes:
        columns: Names with ``date`` first and ``note`` last; None when the header cannot be used.
        data: Rows.
        lines: The line of each row.
        problems: Rows and fields that could not be read.
    """

    columns: tuple[str, ...] | None
    data: bytes = b""
    lines: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(grid: Grid, expected: Expected) -> Table:
    """Read a whole file."""
    found = Complaints(grid.path)
    header = headings.find(grid, expected, found)
    if header is None:
        return Table(columns=None, problems=found.all())
    reader = _Reader(grid=grid, expected=expected, header=header, found=found)
    rows = [
        (line, row) for line, cells in grid.rows if line > header.line for row in reader.rows(line, cells)
    ]
    order = reader.order()
    return Table(
        columns=order,
        data="".join(",".join(row.get(name, "") for name in order) + "\n" for _, row in rows).encode(),
        lines=tuple(line for line, _ in rows),
        problems=found.all(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads the rows below a header, and notes what it cannot read."""

    grid: Grid
    expected: Expected
    header: Header
    found: Complaints

    def order(self) -> tuple[str, ...]:
        """The columns of what is read."""
        names = tuple(self.header.columns.values())
        if self.header.metrics:
            return tuple(name for name in _ORDER if name in {*names, "metric", "value"})
        return tuple(sorted(names, key=lambda name: (name == "note") - (name == "date")))

    def rows(self, line: int, cells: Sequence[Cell]) -> Iterator[Mapping[str, str]]:
        """The row, or one for each metric's column that is filled in; none when it cannot be read."""
        fitting = self._fitting(line, cells)
        fields = self._fields(line, fitting) if fitting else None
        if fields is None:
            return
        if not self.header.metrics:
            yield fields
            return
        for place, metric in self.header.metrics.items():
            if fitting[place].text:
                value = self._read(line, place, fitting[place])
                if value is not None:
                    yield {**fields, "metric": metric, "value": value}
                    fields = {**fields, "note": ""}  # a note belongs to the row, not to each of its numbers

    def _fitting(self, line: int, cells: Sequence[Cell]) -> Sequence[Cell]:
        """As many cells as the header has; empty, with the reason noted, when the row cannot be used."""
        width = len(self.header.names)
        if self.grid.is_sheet:
            cells = [*cells, *(Cell("", place + 1) for place in range(len(cells), width))]
        elif len(cells) == self.header.width and not any(cell.text for cell in cells[width:]):
            cells = cells[:width]
        objection = self._objection(cells, width)
        if objection is None:
            return cells[:width]
        self.found.add(line, *objection)
        return ()

    def _objection(self, cells: Sequence[Cell], width: int) -> tuple[int, str, Message, Message] | None:
        """Why a row is left out as a whole: where, the problem's key, what was found, what to do."""
        still_open = next((cell for cell in cells if cell.is_open), None)
        if still_open is not None:
            return still_open.column, "log-row", *_OPEN_QUOTE
        if len(cells) != width and not self.grid.is_sheet:
            return 1, "log-row", *_wrong_number(cells, width)
        total = self._total(cells)
        if total is not None:
            return total.column, "log-total", msg('"{found}" is a total.', found=total.text), _NO_TOTALS
        for place, cell in enumerate(cells):
            if cell.text and (place in self.header.bare or place >= width):
                return cell.column, "log-row", *_NO_HEADING
            if cell.is_merged and (place in self.header.columns or place in self.header.metrics):
                return cell.column, "log-merged", *_MERGED
        return None

    def _total(self, cells: Sequence[Cell]) -> Cell | None:
        """The cell that says that a row adds up others: the first that is filled in, or one with a name."""
        first = next((place for place, cell in enumerate(cells) if cell.text), None)
        named = (place for place, name in self.header.columns.items() if name in _NAMES)
        return next(
            (cells[place] for place in (first, *named) if place is not None and is_total(cells[place].text)),
            None,
        )

    def _fields(self, line: int, cells: Sequence[Cell]) -> dict[str, str] | None:
        """The fields in canonical form by column; None when one of them cannot be read."""
        read = {name: self._read(line, place, cells[place]) for place, name in self.header.columns.items()}
        fields = {name: words for name, words in read.items() if words is not None}
        return fields if len(fields) == len(read) else None

    def _read(self, line: int, place: int, cell: Cell) -> str | None:
        """A cell in canonical form; None, with the reason noted, when it cannot be read."""
        try:
            return self._canonical(place, cell.text)
        except PydanticCustomError as error:
            for part in refusals(dict(error.context or {})):
                self.found.add(line, cell.column, part["key"], part["message"], part["hint"])
            return None

    def _canonical(self, place: int, words: str) -> str:
        name = self.header.columns.get(place, "value")
        column = self.expected.columns[name]
        if not words and column.may_be_empty:
            return ""
        if not words:
            raise refuse(
                "value-missing",
                msg('Nothing stands in the column "{name}".', name=self.header.names[place]),
                msg("Fill it in, or delete the row."),
            )
        if name == "note":
            plain = " ".join(re.split("[\t\r\n]", words))
            return '"' + plain.replace('"', '""') + '"' if re.search('[",]', plain) else plain
        return column.read(self.expected.ids.get(name, {}).get(folded(words), words))


def is_total(words: str) -> bool:
    """Whether a cell names a total or an average, as 合計, 総 計 and Grand total do."""
    return folded(words).replace("_", "").rstrip(":") in TOTALS


def _wrong_number(fields: Sequence[Cell], expected: int) -> tuple[Message, Message]:
    message = msg(
        "Fields in this row: {found}; in the header: {expected}.", found=len(fields), expected=expected
    )
    if len(fields) < expected and any(sign in field.text for field in fields for sign in "，、；"):
        return message, msg("Full-width commas stand here; separate the fields with narrow ones.")
    if len(fields) > expected and any(_THREE_DIGITS.fullmatch(field.text) for field in fields[3:]):
        return message, msg("Write numbers without commas, or put them in quotes.")
    return message, msg("Separate the fields with commas; put a note that holds a comma in quotes.")


_OPEN_QUOTE: Final = (
    msg("The quote that opens here is not closed in this line."),
    msg("Add the closing quote; a note stands in one line."),
)
_NO_TOTALS: Final = msg("Leave totals and averages out; they are computed.")
_NO_HEADING: Final = (
    msg("This stands in a column without a heading."),
    msg("Give the column a heading, or delete what stands in it."),
)
_MERGED: Final = (
    msg("This cell is merged with another one and has no value of its own."),
    msg("Take the merging back and fill in each row."),
)
