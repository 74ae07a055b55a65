"""Which characters of raw YAML lines are quoted, block text or remarks, known without a parser.

A parser stops at the first mistake; this goes on to the last line, which is what looking for mistakes needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

QUOTED: Final = "\1"
"""Stands for a character inside quotes or a block text."""
REMARK: Final = "\2"
"""Stands for a character of a remark."""

_QUOTE_ENDS: Final = {'"': re.compile(r'(?:[^"\\]|\\.)*+(")?'), "'": re.compile(r"(?:[^']|'')*+(')?")}
_BLOCK_BEGINS: Final = re.compile(r"(?:^|[:\-] +)[|>][0-9+\-]{0,2}\s*$")
_ENTRY: Final = re.compile(r" *(?:- +)*")


def masked(text: str) -> Iterator[tuple[str, str]]:
    """Each line as it is, and as long with what is no structure masked."""
    mask = _Mask()
    for line in text.split("\n"):
        yield line, mask.line(line)


class _Mask:
    """What is still open at the end of a line."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0  # of [ and {
        self._block: int | None = None  # the indentation of the entry whose block text is being read
        self._is_value_next = True

    def line(self, line: str) -> str:
        if self._is_block_text(line):
            return QUOTED * len(line)
        shown = list(line)
        self._is_value_next = True
        place = 0
        while place < len(line):
            place = self._pass_quoted(line, place, shown) if self._quote else self._pass(line, place, shown)
        text = "".join(shown)
        if not self._quote and not self._depth:
            self._block = _block_after(text.rstrip(REMARK).rstrip())
        return text

    def _is_block_text(self, line: str) -> bool:
        if self._block is None:
            return False
        plain = line.lstrip(" ")
        if not plain or len(line) - len(plain) > self._block:
            return True
        self._block = None
        return False

    def _pass_quoted(self, line: str, place: int, shown: list[str]) -> int:
        match = _QUOTE_ENDS[self._quote].match(line, place)
        end = match.end() if match else len(line)
        if match is None or match[1]:
            self._quote = ""
        end = max(end, place + 1)
        shown[place:end] = QUOTED * (end - place)
        self._is_value_next = False
        return end

    def _pass(self, line: str, place: int, shown: list[str]) -> int:
        sign, after = line[place], line[place + 1 : place + 2]
        if sign == "#" and (place == 0 or line[place - 1] in " \t"):
            shown[place:] = REMARK * (len(line) - place)
            return len(line)
        if self._is_value_next and sign in "\"'":
            self._quote = sign
            shown[place] = QUOTED
        else:
            self._follow(sign, after)
        return place + 1

    def _follow(self, sign: str, after: str) -> None:
        if sign in "[{" and (self._depth or self._is_value_next):
            self._depth += 1
            self._is_value_next = True
        elif self._depth and sign in "]}":
            self._depth -= 1
            self._is_value_next = False
        elif (self._depth and sign == ",") or (sign == ":" and after in {"", " ", "\t"}):
            self._is_value_next = True
        elif sign not in " \t" and not (sign == "-" and after in {"", " "} and not self._depth):
            self._is_value_next = False


def _block_after(text: str) -> int | None:
    """The indentation of the entry that ends in ``|`` or ``>``; None when the line begins no block text."""
    if not text or text[-1] not in "|>+-0123456789" or not _BLOCK_BEGINS.search(text):
        return None
    entry = _ENTRY.match(text)
    name = entry.end() if entry else 0
    return text.rfind("-", 0, name) if text[name] in "|>" else name
