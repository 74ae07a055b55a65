"""Which entry a line of unreadable YAML belongs to, known from indentation alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from goalbook.load.yaml import Keys

_HEAD: Final = re.compile(
    r" *(?P<item>-(?: +|$))?(?:(?P<name>\"[^\"]*\"|'[^']*'|[^\s#\"'\[{-][^:#]*?)\s*:(?=\s|$))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry with all that is indented below it.

    Attributes:
        start: Its first line, from 0.
        stop: The line after its last.
        keys: Where it stands; of a list within the file only the list is named.
        is_item: Whether it is an item of a list.
    """

    start: int
    stop: int
    keys: Keys
    is_item: bool


def around(lines: Sequence[str], number: int) -> Iterator[Entry]:
    """What to leave out for an unreadable line: it with what is below, then the entries around it."""
    number = _last_written(lines, number)
    heads = _heads(lines, number)
    if number not in heads:
        keys = (*_keys(lines, heads), lines[number].strip())
        yield Entry(start=number, stop=_stop(lines, number), keys=keys, is_item=False)
    for place, head in enumerate(heads):
        keys = _keys(lines, heads[place:])
        if head == number and len(keys) > 1 and not _fits(lines, head, heads[place + 1]):
            keys = (*keys[:-2], keys[-1])  # indented by mistake: meant beside the entry above, not in it
        yield Entry(start=head, stop=_stop(lines, head), keys=keys, is_item=_is_item(lines[head]))


def without(text: str, entry: Entry) -> str:
    """The text with the lines of an entry emptied; an item keeps its place in the list."""
    lines = text.split("\n")
    first = " " * _indent(lines[entry.start]) + "-" if entry.is_item else ""
    lines[entry.start : entry.stop] = [first] + [""] * (entry.stop - entry.start - 1)
    return "\n".join(lines)


def _heads(lines: Sequence[str], number: int) -> list[int]:
    """Lines that begin the entries around a line, innermost first."""
    heads: list[int] = []
    room = _depth(lines[number]) + (1 if _is_head(lines[number]) else 0)
    for place in range(number, -1, -1):
        if _is_head(lines[place]) and _depth(lines[place]) < room:
            heads.append(place)
            room = _depth(lines[place])
    return heads


def _keys(lines: Sequence[str], heads: Sequence[int]) -> Keys:
    keys: list[str | int] = []
    for head in reversed(heads):
        match = _HEAD.match(lines[head])
        if match is None or match["item"]:
            is_file_a_list = not keys and _indent(lines[head]) == 0
            return (
                (sum(_is_item(line) and _indent(line) == 0 for line in lines[:head]),)
                if is_file_a_list
                else tuple(keys)
            )
        keys.append(match["name"].strip("\"'"))
    return tuple(keys)


def _stop(lines: Sequence[str], head: int) -> int:
    depth = _depth(lines[head])
    later = range(head + 1, len(lines))
    return next(
        (place for place in later if lines[place].strip() and _depth(lines[place]) <= depth), len(lines)
    )


def _fits(lines: Sequence[str], head: int, above: int) -> bool:
    """Whether a line belongs into the entry above, which has no value of its own.

    It is indented as the first line there, or less but nearer to that line than to the entry: then it is the
    first line that stands one space too far.
    """
    head_above = _HEAD.match(lines[above])
    if head_above and lines[above][head_above.end() :].partition(" #")[0].strip():
        return False
    below = (
        line for line in lines[above + 1 : head + 1] if line.strip() and not line.lstrip().startswith("#")
    )
    first, indent = _indent(next(below)), _indent(lines[head])
    return first == indent or 0 < first - indent < indent - _indent(lines[above])


def _last_written(lines: Sequence[str], number: int) -> int:
    return next((place for place in range(min(number, len(lines) - 1), -1, -1) if lines[place].strip()), 0)


def _is_head(line: str) -> bool:
    match = _HEAD.match(line)
    return match is not None and (match["item"] is not None or match["name"] is not None)


def _is_item(line: str) -> bool:
    match = _HEAD.match(line)
    return match is not None and match["item"] is not None


def _depth(line: str) -> int:
    """Comparable indentation: the items of a list are below its name even in the same column."""
    return 2 * _indent(line) + (1 if line.lstrip(" ").startswith("- ") else 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
