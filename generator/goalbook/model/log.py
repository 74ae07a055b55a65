"""Proven rows of the log, kept as bytes: a million of them cost nothing until a table needs them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from goalbook.model.values import Span

_DAY_LENGTH = len("2026-11-30")


@dataclass(frozen=True, slots=True)
class LogFile:
    """One CSV file of ``log/<folder>/``, proven canonical: UTF-8, LF, ISO days, plain numbers, known columns.

    One row stands on one line. ``date`` is the first column; ``note``, if there is one, is the last,
    and the only one that may be quoted.

    Attributes:
        path: From the project root.
        folder: ``progress``, ``practice``, ``confidence`` or ``attestation``.
        columns: The header's names, in the order of the data.
        data: The rows without the header; every field is proven, an empty value was not reported.
        lines: The line each row stood on in the file; empty when row 0 stands on line 2 and none is left out.
    """

    path: str
    folder: str
    columns: tuple[str, ...]
    data: bytes
    lines: tuple[int, ...] = ()

    @property
    def file(self) -> str:
        """The file it stands in: of a sheet of a workbook, whose name stands behind a ``#``, the workbook."""
        file, _, _ = self.path.partition("#")
        return file if file.endswith((".xlsx", ".xlsm")) else self.path

    def line(self, row: int) -> int:
        """The file's line on which a row (from 0) stands."""
        return self.lines[row] if self.lines else row + 2

    def names(self, column: str) -> frozenset[str]:
        """The distinct values of a column other than the note; empty when the file has no such column."""
        if column not in self.columns or not self.data:
            return frozenset()
        found = _column(self.columns.index(column)).findall(self.data)
        return frozenset(value.decode() for value in set(found))

    def span(self) -> Span | None:
        """From the first to the last day of any row; None without rows."""
        rows = self.data.splitlines()
        if not rows:
            return None
        first, last = min(rows)[:_DAY_LENGTH], max(rows)[:_DAY_LENGTH]
        return Span(date.fromisoformat(first.decode()), date.fromisoformat(last.decode()))

    def rows(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Each row as (line, column to text); slow, for a file in which something was found."""
        for number, fields in enumerate(csv.reader(self.data.decode().split("\n")[:-1])):
            yield self.line(number), dict(zip(self.columns, fields, strict=True))


@lru_cache(maxsize=32)
def _column(index: int) -> re.Pattern[bytes]:
    return re.compile(rb"(?m)^(?!\Z)(?:[^,\n]*+,){%d}([^,\n]*+)" % index)
