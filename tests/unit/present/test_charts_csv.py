"""Downloads open in a spreadsheet as they are, and nothing in them runs."""

from __future__ import annotations

import base64
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from goalbook.present import csvtext

HOSTILE = (Path(__file__).resolve().parents[2] / "cases/text/hostile.txt").read_text("utf-8").splitlines()


def _cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_sees_japanese() -> None:
    data = csvtext.data([("期間", "実績"), ("2026年11月", "168.0")])

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert _cells(data) == [["期間", "実績"], ["2026年11月", "168.0"]]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("-12.5", "-12.5"),
        ("+3", "+3"),
        ("-", "'-"),
        ("–", "–"),
        ("a=b", "a=b"),
        ("a\0b", "ab"),
        ("", ""),
    ],
)
def test_formulas_are_disarmed_and_numbers_are_left(cell: str, written: str) -> None:
    assert _cells(csvtext.data([(cell, "x")])) == [[written, "x"]]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1), min_size=1))
def test_no_cell_begins_as_a_formula(rows: list[list[str]]) -> None:
    for row in _cells(csvtext.data(rows)):
        for cell in row:
            assert not cell.startswith(("=", "@", "\t", "\r"))
            assert not cell.startswith(("+", "-")) or float(cell) is not None


def test_the_address_holds_the_file() -> None:
    rows = [("名前", *HOSTILE)]

    head, _, body = csvtext.href(rows).partition(",")

    assert head == "data:text/csv;charset=utf-8;base64"
    assert base64.b64decode(body) == csvtext.data(rows)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1_680_000.0, "1680000"), (4 / 27, "0.14814814814814814"), (-0.5, "-0.5"), (0.0, "0"), (None, "")],
)
def test_numbers_are_unformatted(number: float | None, text: str) -> None:
    assert csvtext.number(number) == text
