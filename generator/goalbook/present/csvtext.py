"""Tables as CSV that a spreadsheet opens as they are: with a byte order mark, and no cell that runs."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
# OWASP: what makes a spreadsheet take a cell for a formula; full-width signs are folded by Japanese ones.
_FORMULA: Final = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def data(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows, the header first, as UTF-8 with a byte order mark and CRLF, so that Excel shows Japanese."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def href(rows: Iterable[Sequence[str]]) -> str:
    """The same as an address for ``<a download>``: works from ``file://``, without a script, with any CSP."""
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(data(rows)).decode()}"


def number(value: float | None) -> str:
    """A number unformatted: ``1680000``, ``0.148148``; nothing for None."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _cell(text: str) -> str:
    cell = text.replace("\0", "")
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
