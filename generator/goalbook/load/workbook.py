"""An Excel workbook -> sheets of texts; the only module that knows python-calamine.

A date cell is an ISO day whatever form it is shown in, also in years of an era. A number has up to nine
decimals. An error or a formula that was never calculated keeps its text, so that whoever reads it refuses it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from goalbook.load import workbook_parts
from goalbook.load.workbook_parts import Part, Place, Unfit
from goalbook.messages import msg

_SIGNIFICANT: Final = 15
"""Digits that a spreadsheet keeps; what follows is noise of binary fractions."""
_DECIMALS: Final = Decimal("1e-9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One visible sheet that is not empty.

    Attributes:
        name: Its name.
        rows: Row number (from 1) to the texts of its cells from column A on; empty rows are left out.
        merged: Places that show what another cell holds.
    """

    name: str
    rows: dict[int, tuple[str, ...]]
    merged: frozenset[Place]


def sheets(data: bytes) -> tuple[Sheet, ...]:
    """The visible sheets that are not empty, in the workbook's order.

    Raises:
        Unfit: The workbook cannot be read, or python-calamine is not installed.
    """
    parts = workbook_parts.unpacked(data)
    try:
        import python_calamine
    except ImportError:
        raise Unfit(
            msg("Excel files cannot be read here: the package python-calamine is missing."),
            msg("Install Goalbook with its extra: pip install 'goalbook[excel]'."),
        ) from None
    try:
        with python_calamine.load_workbook(io.BytesIO(parts.data)) as book:
            shown = python_calamine.SheetVisibleEnum.Visible, python_calamine.SheetTypeEnum.WorkSheet
            names = [sheet.name for sheet in book.sheets_metadata if (sheet.visible, sheet.typ) == shown]
            found = [_sheet(book.get_sheet_by_name(name), parts.sheets[name]) for name in names]
    except (python_calamine.CalamineError, KeyError):
        raise workbook_parts.broken() from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what a mistake within calamine looks like from here
            raise workbook_parts.broken() from None
        raise
    return tuple(sheet for sheet in found if sheet.rows)


def _sheet(sheet: Any, part: Part) -> Sheet:
    rows = {number: list(map(_text, cells)) for number, cells in enumerate(_cells(sheet), start=1)}
    for (row, column), text in part.valueless.items():
        cells = rows.setdefault(row, [])
        cells += [""] * (column - len(cells))
        cells[column - 1] = cells[column - 1] or text
    return Sheet(
        name=sheet.name,
        rows={number: tuple(cells) for number, cells in sorted(rows.items()) if any(cells)},
        merged=frozenset(_merged(sheet)),
    )


def _cells(sheet: Any) -> list[list[Any]]:
    return sheet.to_python(skip_empty_area=False) if sheet.start is not None else []


def _merged(sheet: Any) -> set[Place]:
    """The cells of merged ranges but their first."""
    last, furthest = sheet.end or (0, 0)
    ranges = [
        (range(top, min(bottom, last) + 1), range(left, min(right, furthest) + 1))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    workbook_parts.limit(sum(len(rows) * len(columns) for rows, columns in ranges))
    return {
        (row + 1, column + 1)
        for rows, columns in ranges
        for row in rows
        for column in columns
        if (row, column) != (rows[0], columns[0])
    }


def _text(cell: Any) -> str:
    """A cell as somebody would type it."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return _number(cell) if isinstance(cell, (int, float)) else str(cell)


def _number(value: float) -> str:
    number = Decimal(f"{value:.{_SIGNIFICANT}g}")
    if abs(number) < _LARGEST:
        number = number.quantize(_DECIMALS)
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


_LARGEST: Final = Decimal(10) ** _SIGNIFICANT
