"""The parts of an Excel workbook, unpacked under limits and looked through before anything else sees them.

A workbook is a zip of XML. Small files can unpack to gigabytes, name one cell far away so that a table of all
cells between has to be made, or repeat one long text; all of that is found here, at the cost of one pass.
What a cell says that has no value (an error, a formula never calculated) is kept, so that it is not taken for
an empty one.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from goalbook.messages import Message, msg

_MOST_BYTES: Final = 50 << 20
_MOST_TIMES: Final = 100
_MOST_PARTS: Final = 1_000
_MOST_CELLS: Final = 500_000
_MOST_ELEMENTS: Final = 3_000_000
_MOST_SIGNS: Final = 64 << 10
_MOST_TEXT: Final = 128 << 20
_SMALL: Final = 1 << 20
_BLOCK: Final = 1 << 16
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW: Final = re.compile(r"[1-9][0-9]{0,6}")
_LETTERS: Final = 26

Place = tuple[int, int]
"""Row and column, both from 1."""


class Unfit(Exception):  # noqa: N818 - reads as a claim: the workbook is unfit
    """A workbook that is not read at all.

    Args:
        message: Why.
        hint: What to do.
    """

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message.text)
        self.message = message
        self.hint = hint


@dataclass(slots=True)
class Part:
    """What one sheet's XML holds.

    Attributes:
        cells: How many cells are written.
        last: The row and column behind which nothing stands.
        valueless: Place to text of cells that hold an error, or a formula that was never calculated.
    """

    cells: int = 0
    last: Place = (0, 0)
    valueless: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A workbook that is fit to be read.

    Attributes:
        data: The same workbook, packed anew from what was looked through.
        sheets: Sheet name to its part.
    """

    data: bytes
    sheets: Mapping[str, Part]


def broken() -> Unfit:
    """What is said of a file that is no workbook."""
    return Unfit(_BROKEN, _SAVE_AS)


def limit(cells: int) -> None:
    """Refuse a table of more cells than are read.

    Raises:
        Unfit: There are more than half a million.
    """
    if cells > _MOST_CELLS:
        raise Unfit(_LARGE, _SPLIT)


def unpacked(data: bytes) -> Parts:
    """Look through a workbook.

    Raises:
        Unfit: It is no workbook, too large, or hostile.
    """
    if data.startswith(_OLD):
        raise Unfit(_PROTECTED, _SAVE_AS)
    try:
        files = _files(data)
        names = _names(files)
        longest = _longest_text(files)
        sheets = {name: _part(files[path]) for name, path in names.items() if path in files}
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, RuntimeError, EOFError):
        raise broken() from None
    for part in sheets.values():
        limit(part.last[0] * part.last[1])
        if part.cells * longest > _MOST_TEXT:
            raise Unfit(_LARGE, _SPLIT)
    return Parts(data=_packed(files), sheets=sheets)


def _files(data: bytes) -> Mapping[str, bytes]:
    """Every part, as far as the limits allow."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        total = sum(entry.file_size for entry in entries)
        is_bomb = total > _SMALL and total > _MOST_TIMES * max(1, len(data))
        if len(entries) > _MOST_PARTS or total > _MOST_BYTES or is_bomb:
            raise Unfit(_LARGE, _SPLIT)
        for entry in entries:
            found[entry.filename] = archive.read(entry)
    return found


def _packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of exactly these parts, so that nothing else in the file can be read by anyone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _names(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Sheet name to the path of its part, in the workbook's order."""
    if _WORKBOOK not in files:
        raise broken()
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for name, attributes in _elements(files.get(_RELATIONS, b"<none/>"))
        if name == "Relationship"
    }
    found: dict[str, str] = {}
    for name, attributes in _elements(files[_WORKBOOK]):
        if name == "sheet":
            key = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            target = targets.get(key, "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[attributes.get("name", "")] = path
    return found


def _elements(content: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    found: list[tuple[str, Mapping[str, str]]] = []
    _parse(content, start=lambda name, attributes: found.append((name, attributes)))
    return iter(found)


def _longest_text(files: Mapping[str, bytes]) -> int:
    """How many bytes the longest of the shared texts can have at most."""
    longest = begin = 0

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        nonlocal begin
        begin = parser.CurrentByteIndex if name == "si" else begin

    def end(name: str) -> None:
        nonlocal longest
        if name == "si":
            longest = max(longest, parser.CurrentByteIndex - begin)

    parser = _parser(start=start, end=end)
    _feed(parser, files.get("xl/sharedStrings.xml", b"<none/>"))
    if longest > _MOST_SIGNS * 4:
        raise Unfit(_LARGE, _SPLIT)
    return longest


class _Reader:
    """Follows the cells of a sheet."""

    def __init__(self) -> None:
        self.part = Part()
        self._row = self._column = self._elements = 0
        self._kind = ""
        self._inside = ""
        self._texts: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise Unfit(_LARGE, _SPLIT)
        if name == "row":
            self._row = int(_fit(_ROW, attributes["r"])[0]) if "r" in attributes else self._row + 1
            self._column = 0
        elif name == "c":
            self._begin(attributes)
        elif name in {"v", "f"}:
            self._inside = name
            self._texts.setdefault(name, "")

    def text(self, words: str) -> None:
        if self._inside and (self._kind == "e" or self._inside == "f" or len(self._texts["v"]) == 0):
            self._texts[self._inside] = (self._texts[self._inside] + words)[:_SHOWN]

    def end(self, name: str) -> None:
        if name in {"v", "f"}:
            self._inside = ""
        elif name == "c":
            value, formula = self._texts.get("v", ""), self._texts.get("f")
            if self._kind == "e":
                self.part.valueless[self._row, self._column] = value or "#"
            elif formula is not None and not value and self._kind != "str":
                self.part.valueless[self._row, self._column] = f"={formula}"

    def _begin(self, attributes: Mapping[str, str]) -> None:
        if "r" in attributes:
            letters, number = _fit(_CELL, attributes["r"]).groups()
            self._row, self._column = int(number), _column(letters)
        else:
            self._column += 1
        self._kind, self._texts = attributes.get("t", ""), {}
        last = self.part.last
        self.part.cells += 1
        limit(self.part.cells)
        self.part.last = (max(last[0], self._row), max(last[1], self._column))


def _part(content: bytes) -> Part:
    reader = _Reader()
    parser = _parser(start=reader.start, end=reader.end)
    parser.CharacterDataHandler = reader.text
    _feed(parser, content)
    return reader.part


def _parse(content: bytes, start: Callable[[str, Mapping[str, str]], None]) -> None:
    _feed(_parser(start=start, end=lambda _name: None), content)


def _parser(
    *, start: Callable[[str, Mapping[str, str]], None], end: Callable[[str], None]
) -> expat.XMLParserType:
    """A parser that gives names without prefixes and refuses a document that defines anything of its own."""
    parser = expat.ParserCreate("UTF-8")  # as calamine reads it, whatever the file says of itself
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])

    def refuse(*_: object) -> None:
        raise broken()

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _feed(parser: expat.XMLParserType, content: bytes) -> None:
    for begin in range(0, len(content), _BLOCK):
        parser.Parse(content[begin : begin + _BLOCK], False)  # noqa: FBT003 - the library's own signature
    parser.Parse(b"", True)  # noqa: FBT003 - the library's own signature


def _fit(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    """The place that a row or cell names; no spreadsheet writes any other."""
    match = pattern.fullmatch(text)
    if match is None:
        raise broken()
    return match


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


_OLD: Final = b"\xd0\xcf\x11\xe0"
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_SHOWN: Final = 60
_PROTECTED: Final = msg("The workbook is protected by a password, or is of a kind that is not read.")
_BROKEN: Final = msg("The file is not a workbook that can be read.")
_LARGE: Final = msg("The workbook is too large.")
_SAVE_AS: Final = msg("In the spreadsheet, choose Save as, then Excel workbook (.xlsx) or CSV UTF-8.")
_SPLIT: Final = msg("Split it, or save the sheet as CSV UTF-8.")
