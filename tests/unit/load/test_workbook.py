"""What a spreadsheet holds is read as it shows it; without a value is not empty; bombs are cheap."""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile
from datetime import date
from typing import Any

import pytest

from goalbook.load import workbook
from goalbook.load.workbook_parts import Unfit
from workbooks import packed, sheet, workbook as written

DAY = date(2026, 11, 6)


def only(rows: list[list[Any]]) -> workbook.Sheet:
    (found,) = workbook.sheets(written({"記録": rows}))
    return found


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  電話 ", "電話"),
        (520, "520"),
        (520.0, "520"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333"),
        (-1200, "-1200"),
        (1e20, "100000000000000000000"),
        (DAY, "2026-11-06"),
        ('<c s="2"><v>46332</v></c>', "2026-11-06"),
        ('<c s="1"><v>46332.604166666664</v></c>', "2026-11-06 14:30:00"),
        (True, "TRUE"),
        ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="e"><f>1/0</f><v>#N/A</v></c>', "#N/A"),
        ("<c><f>B1+B2</f></c>", "=B1+B2"),
        ("<c><f>B1+B2</f><v></v></c>", "=B1+B2"),
        ("<c><f>B1+B2</f><v>7</v></c>", "7"),
        ('<c t="str"><f>IF(1,"","x")</f><v></v></c>', ""),
        ('<c t="d"><v>2026-11-06T00:00:00</v></c>', "2026-11-06"),
    ],
)
def test_a_cell_is_what_somebody_would_type(cell: Any, text: str) -> None:
    assert only([["日付", "x"], ["a", cell]]).rows == {1: ("日付", "x"), 2: ("a", text)}


def test_rows_and_columns_are_counted_as_the_spreadsheet_does() -> None:
    found = only([[], [None, None, "日付"], [], [None, "a", DAY]])

    assert found.rows == {2: ("", "", "日付"), 4: ("", "a", "2026-11-06")}


def test_hidden_and_empty_sheets_are_passed_over() -> None:
    data = written({"a": [["x"]], "b (hidden)": [["y"]], "c": [], "d": [["z"]]})

    assert [found.name for found in workbook.sheets(data)] == ["a", "d"]


def test_merged_cells_are_known() -> None:
    found = only([["日付", "x", "<merge A2:A3>"], [DAY, 1], [None, 2]])

    assert found.merged == {(3, 1)}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"PK\x03\x04",
        packed({"a.txt": "x"}),
        packed({"xl/workbook.xml": "<workbook"}),
        written({"a": [["x"]]})[:900],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        written({"a": [["x"]]}, xl__worksheets__sheet1_xml="<worksheet><sheetData>"),
        written({"a": [["x"]]}, xl__workbook_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"),
        written({"a": [["x"]]}, **{"xl___rels__workbook_xml.rels": "<Relationships/>"}),
    ],
    ids=["empty", "text", "cut", "no workbook", "broken", "short", "old", "open", "entities", "no relations"],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Unfit) as caught:
        workbook.sheets(data)

    assert "Save as" in caught.value.hint.text


def _zeros() -> bytes:
    return packed({"xl/workbook.xml": b"\0" * (40 << 20)})


def _far_cell() -> bytes:
    return written(
        {"a": []}, xl__worksheets__sheet1_xml=sheet('<row><c r="A1"><v>1</v></c><c r="XFD1048576"/></row>')
    )


def _many_cells() -> bytes:
    return written({"a": []}, xl__worksheets__sheet1_xml=sheet(f"<row>{'<c/>' * 2_000_000}</row>"))


def _many_rows() -> bytes:
    return written({"a": []}, xl__worksheets__sheet1_xml=sheet("<row/>" * 5_000_000))


def _repeated_text() -> bytes:
    cells = '<c t="s"><v>0</v></c>' * 100_000
    texts = f"<sst><si><t>{'x' * 60_000}</t></si></sst>"
    return written(
        {"a": []}, xl__worksheets__sheet1_xml=sheet(f"<row>{cells}</row>"), xl__sharedStrings_xml=texts
    )


def _many_merged() -> bytes:
    ranges = '<mergeCell ref="A1:Z1000"/>' * 1_000
    cells = '<row><c r="A1"><v>1</v></c><c r="Z1000"><v>1</v></c></row>'
    return written({"a": []}, xl__worksheets__sheet1_xml=sheet(cells, f"<mergeCells>{ranges}</mergeCells>"))


@pytest.mark.parametrize(
    "bomb",
    [_zeros, _far_cell, _many_cells, _many_rows, _repeated_text, _many_merged],
    ids=lambda bomb: bomb.__name__,
)
def test_a_bomb_is_refused_and_cheap(bomb: Any) -> None:
    data = bomb()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    with pytest.raises(Unfit) as caught:
        workbook.sheets(data)

    assert "too large" in caught.value.message.text
    assert time.process_time() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10


def test_a_part_that_is_larger_than_it_says_is_refused() -> None:
    data = bytearray(written({"a": [["x"]]}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    entry = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    assert int.from_bytes(data[entry + 24 : entry + 28], "little") == size
    data[entry + 24 : entry + 28] = (size - 9).to_bytes(4, "little")

    with pytest.raises(Unfit):
        workbook.sheets(bytes(data))


@pytest.mark.parametrize("seed", range(60))
def test_any_broken_workbook_is_refused_or_read(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 - bytes to break, not secrets
    part = bytearray(
        sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1"><v>1</v></c></row>').encode()
    )
    for _ in range(source.randint(1, 6)):
        part[source.randrange(60, len(part))] = source.randrange(256)
    data = written({"a": []}, xl__worksheets__sheet1_xml=bytes(part))

    try:
        found = workbook.sheets(data)
    except Unfit:
        return
    assert all(isinstance(text, str) for each in found for cells in each.rows.values() for text in cells)
