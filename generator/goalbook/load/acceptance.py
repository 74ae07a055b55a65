"""Remarks by which authors accept what a check says: ``# goalbook: accept <key> because <reason>``.

A remark behind an entry, or in a line of its own above it, speaks of that entry and of what belongs to it.
Above the first entry of a file it speaks of the file's beginning too, where findings of a whole file stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from goalbook.load.masking import REMARK, masked
from goalbook.load.yaml import Keys, Marks
from goalbook.messages import Message, msg
from goalbook.model.values import Text
from goalbook.problems import Location, Problem, Severity

_NAME: Final = "goalbook"
_OURS: Final = re.compile(rf"#+\s*{_NAME}\s*[:：]\s*(?P<said>.*)", re.IGNORECASE)
_ACCEPT: Final = re.compile(
    r"accept\s+(?P<key>[A-Za-z0-9_-]+)(?:\s+because\b\s*(?P<reason>.*))?\s*", re.IGNORECASE
)
# Nearly one: without the colon, with another verb, or without our name where nothing else can be meant.
_NEARLY: Final = re.compile(
    rf"#+\s*(?:{_NAME}\b\W*(?:accept|ignore|allow|disable|suppress)(?:s|ed)?\b\W*"
    r"|accept\s+(?=[a-z]+(?:-[a-z]+)+\s+because\b))(?P<key>[a-z]+(?:-[a-z0-9]+)+)?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A remark that accepts a problem.

    Attributes:
        location: Where the remark begins.
        key: The check's key as written, in small letters.
        reason: Why, in the author's words.
        first: First line it speaks of, from 1.
        last: Last line it speaks of; less than `first` when nothing follows it.
    """

    location: Location
    key: str
    reason: Text
    first: int
    last: int

    def covers(self, place: Location) -> bool:
        """Whether it speaks of this place."""
        return place.path == self.location.path and self.first <= place.line <= self.last


def read(text: str, path: str, marks: Marks) -> tuple[tuple[Acceptance, ...], tuple[Problem, ...]]:
    """The acceptances of a YAML text with LF line ends, and remarks that were meant as one but say less.

    Args:
        text: What `goalbook.load.text.read` gives.
        path: For the places.
        marks: Where its entries stand.
    """
    small = text.lower()
    if _NAME not in small and "accept" not in small:
        return (), ()
    accepted: list[Acceptance] = []
    problems: list[Problem] = []
    spans = _Spans(marks)
    for place, said, is_alone in _remarks(text, path):
        if isinstance(said, re.Match):
            problems.append(_problem(place, "acceptance-form", _NEAR, _form(said["key"] or "<rule>")))
            continue
        match = _ACCEPT.fullmatch(said)
        reason = (match["reason"] or "").strip() if match else ""
        if match is None:
            problems.append(_problem(place, "acceptance-form", _UNKNOWN, _form("<rule>")))
        elif not _WORD.search(reason):
            missing = msg(
                'The reason for accepting "{key}" is missing; without one it is not accepted.',
                key=match["key"],
            )
            problems.append(_problem(place, "acceptance-reason", missing, _form(match["key"])))
        else:
            first, last = spans.below(place.line) if is_alone else spans.behind(place.line)
            accepted.append(
                Acceptance(
                    location=place,
                    key=match["key"].lower(),
                    reason=Text.plain(reason),
                    first=first,
                    last=last,
                )
            )
    return tuple(accepted), tuple(problems)


def _remarks(text: str, path: str) -> Iterator[tuple[Location, str | re.Match[str], bool]]:
    """Place and words of each remark that names us, or the match of one that nearly does.

    The third says whether nothing stands before it in its line.
    """
    for number, (line, shown) in enumerate(masked(text), 1):
        start = shown.find(REMARK)
        if start < 0:
            continue
        found, place = _OURS.match(line, start), Location(path, number, start + 1)
        nearly = None if found else _NEARLY.match(line, start)
        if found:
            yield place, found["said"].strip(), not line[:start].strip()
        elif nearly:
            yield place, nearly, not line[:start].strip()


class _Spans:
    """From which line to which the outermost entry of each line reaches."""

    def __init__(self, marks: Marks) -> None:
        ends: dict[Keys, int] = {}
        firsts: dict[int, Keys] = {}
        for keys in marks:  # those above come before those below
            begin = marks.of_key(keys)
            if not keys or begin is None:
                continue
            firsts.setdefault(begin[0], keys)
            last = max(begin[0], marks[keys][0])
            for depth in range(1, len(keys) + 1):
                ends[keys[:depth]] = max(ends.get(keys[:depth], 0), last)
        self._lasts = {first: ends[keys] for first, keys in firsts.items()}
        self._firsts = sorted(firsts)

    def behind(self, line: int) -> tuple[int, int]:
        """The entry that begins in a line; the line alone when none does."""
        return line, self._lasts.get(line, line)

    def below(self, line: int) -> tuple[int, int]:
        """The entry that begins first below a line; an empty span when there is none."""
        number = bisect_right(self._firsts, line)
        if number == len(self._firsts):
            return line + 1, line
        first = self._firsts[number]
        return (first if number else 1), self._lasts[first]


def _form(key: str) -> Message:
    return msg("Write: # goalbook: accept {key} because <your reason>", key=key)


_NEAR: Final = msg("This remark is not read as one to Goalbook; nothing is accepted by it.")
_UNKNOWN: Final = msg("A remark to Goalbook that it does not understand.")


def _problem(location: Location, key: str, message: Message, hint: Message) -> Problem:
    return Problem(location=location, severity=Severity.WARNING, key=key, message=message, hint=hint)
