"""Bytes of a file -> text: encoding, byte order mark, line ends, characters that hide what is written."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from goalbook.messages import Message, msg
from goalbook.problems import Location, Problem, Severity

_LARGEST: Final = 1 << 20
_MOST_REPORTED: Final = 20
_SIGNS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
_TAGS: Final = "\U000e0000-\U000e007f"
_MAYBE_HIDDEN: Final = re.compile(f"[{_SIGNS}{_TAGS}]")
# Tags are fine behind a black flag: they make Scotland's out of it.
_HIDDEN: Final = re.compile(f"[{_SIGNS}]|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]+")
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def read(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a YAML or Markdown file with LF line ends, or None; and what is wrong with its characters.

    Hidden characters are reported and taken out, so that the rest of the file can still be read.
    """
    if len(data) > _LARGEST:
        message = msg("The file is larger than 1 MiB.")
        return None, (
            _problem(Location(path), "file-size", message, msg("Split it or move tables to the log.")),
        )
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        return None, (_not_utf8(data, path, error.start),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = tuple(hidden(text, path))
    return (_HIDDEN.sub("", text) if problems else text), problems


def hidden(text: str, path: str) -> Iterator[Problem]:
    """A problem for each character that changes what a reader sees, at most twenty."""
    if _MAYBE_HIDDEN.search(text) is None:
        return
    for match, _ in zip(_HIDDEN.finditer(text), range(_MOST_REPORTED), strict=False):
        yield _problem(
            place(text, match.start(), path),
            "character-hidden",
            msg("An invisible character stands here ({code}).", code=f"U+{ord(match[0][0]):04X}"),
            msg("Delete it and type the words again."),
        )


def place(text: str, index: int, path: str) -> Location:
    """Where a character of a text with LF line ends stands."""
    begin = text.rfind("\n", 0, index) + 1
    return Location(path, text.count("\n", 0, begin) + 1, index - begin + 1)


def _not_utf8(data: bytes, path: str, start: int) -> Problem:
    before = "" if data.startswith(_WIDE_MARKS) else data[:start].decode()
    where = place(before, len(before), path)
    return _problem(
        where,
        "file-encoding",
        msg("The file is not UTF-8 text."),
        msg("Save it again and choose the encoding UTF-8; nothing else has to change."),
    )


def _problem(location: Location, key: str, message: Message, hint: Message) -> Problem:
    return Problem(location=location, severity=Severity.ERROR, key=key, message=message, hint=hint)
