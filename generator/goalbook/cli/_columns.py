"""Cells in columns on a terminal, where Japanese letters are two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_GAP = "  "


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines with the first cell to the left and all others to the right."""
    widths = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [first + " " * (widths[0] - width(first))]
        cells += [" " * (wide - width(cell)) + cell for cell, wide in zip(others, widths[1:], strict=True)]
        yield _GAP.join(cells).rstrip()


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    letters = (letter for letter in text if not unicodedata.combining(letter))
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in letters)
