"""Small Excel workbooks written as raw XML, so that a test can also write what no spreadsheet would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY_ZERO = date(1899, 12, 30)

Cell = str | int | float | bool | date | None
"""A text ``<c ...>`` is a raw element, ``<merge A1:A2>`` merges cells; None leaves the cell out."""


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]], **parts: str) -> bytes:
    """A workbook; a sheet whose name ends in ``(hidden)`` is hidden.

    Args:
        sheets: Name to rows of cells from A1 on.
        parts: Raw parts by path with ``__`` for ``/`` and ``_xml`` for ``.xml``; they replace ours.
    """
    files = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": _workbook(list(sheets)),
        "xl/_rels/workbook.xml.rels": _relations(
            {
                "styles": ("styles", "styles.xml"),
                **{f"s{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)},
            }
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{n}.xml": _sheet(rows) for n, rows in enumerate(sheets.values(), start=1)},
        **{path.replace("__", "/").replace("_xml", ".xml"): text for path, text in parts.items()},
    }
    return packed(files)


def packed(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path), content, compress_type=method)
    return out.getvalue()


def sheet(cells: str, behind: str = "") -> str:
    """A sheet's XML around raw rows; `behind` stands behind the data, as ``<mergeCells>`` does."""
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData>{behind}</worksheet>'


def _sheet(rows: Sequence[Sequence[Cell]]) -> str:
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    merged = [text.removeprefix("<merge ").removesuffix(">") for text in texts if text.startswith("<merge ")]
    lines = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    return sheet(lines, f'<mergeCells count="{len(merged)}">{cells}</mergeCells>' if merged else "")


def _row(number: int, cells: Sequence[Cell]) -> str:
    written = "".join(_cell(f"{_letter(place)}{number}", cell) for place, cell in enumerate(cells))
    return f'<row r="{number}">{written}</row>'


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _cell(ref: str, cell: Cell) -> str:
    if cell is None or (isinstance(cell, str) and cell.startswith("<merge ")):
        return ""
    if isinstance(cell, bool):
        return f'<c r="{ref}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{ref}" s="1"><v>{(cell - _DAY_ZERO).days}</v></c>'
    if isinstance(cell, (int, float)):
        return f'<c r="{ref}"><v>{cell!r}</v></c>'
    if cell.startswith(("<c ", "<c>")):
        return cell.replace("<c", f'<c r="{ref}"', 1)
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="s{n}"{_state(name)}/>'
        for n, name in enumerate(names, start=1)
    )
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _state(name: str) -> str:
    return ' state="hidden"' if name.endswith("(hidden)") else ""


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{overrides}</Types>'
    )


_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="165" '
    'formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)
