"""A row of the progress log before it is written, and its text in a file's columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.load.columns import folded

COLUMNS: Final = ("date", "metric", "value", "member", "segment", "by", "note")
"""What the files have that Goalbook begins."""
_QUOTED: Final = re.compile('[",]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One number to record; every text is proven already.

    Attributes:
        day: The day it belongs to.
        metric: The metric's id.
        value: Digits, as `goalbook.model.quantities.read_logged` writes them.
        member: Whose number it is; empty for the whole team's.
        segment: The part of the business it is about; empty for all.
        by: Who records it.
        note: Free text in one line.
    """

    day: date
    metric: str
    value: str
    member: str = ""
    segment: str = ""
    by: str = ""
    note: str = ""

    @property
    def fields(self) -> Mapping[str, str]:
        """Column to text."""
        return {
            "date": self.day.isoformat(),
            "metric": self.metric,
            "value": self.value,
            "member": self.member,
            "segment": self.segment,
            "by": self.by,
            "note": self.note,
        }


def text(fields: Mapping[str, str], columns: Sequence[str]) -> str:
    """A row's line without its end; a field with a comma or a quote is quoted."""
    return ",".join(_quoted(fields.get(column, "")) for column in columns)


def header(data: bytes) -> tuple[str, ...]:
    """The columns that a comma-separated file names in its first line; empty when it is no UTF-8 text."""
    try:
        first = data.decode("utf-8-sig").partition("\n")[0]
    except UnicodeDecodeError:
        return ()
    return tuple(folded(name) for name in next(csv.reader([first.rstrip("\r")]), []))


def _quoted(field: str) -> str:
    return '"' + field.replace('"', '""') + '"' if _QUOTED.search(field) else field
