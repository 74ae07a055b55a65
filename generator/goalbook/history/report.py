"""Changes as lines for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from goalbook import escape
from goalbook.history.change import Change
from goalbook.messages import Message, msg
from goalbook.problems import Location
from goalbook.words import Words

Locate = Callable[[Change], Location]
"""Where a change stands: now, or before when it is gone."""

NUMBERS: Final = frozenset({"numbers-recorded", "numbers-removed", "numbers-corrected"})
"""Kinds of change that touch no goal."""


def text(changes: Sequence[Change], locate: Locate, words: Words) -> str:
    """One line per change: ``path:line:col: kind: Sentence.``; empty without changes."""
    return "".join(f"{line(change, locate, words)}\n" for change in changes)


def line(change: Change, locate: Locate, words: Words) -> str:
    """One change on one line."""
    said = words.say(change.sentence)
    if not change.message.text.startswith("{"):  # a name keeps the letter its author gave it
        said = f"{said[:1].upper()}{said[1:]}"
    return escape.line(f"{locate(change)}: {change.kind}: {said}")


def summary(changes: Sequence[Change], *, is_whole: bool = True) -> Message:
    """What sort of changes these are, in one sentence.

    Args:
        changes: The changes.
        is_whole: Whether everything could be compared.
    """
    if not changes:
        return (
            msg("No change in meaning.")
            if is_whole
            else msg("No change in meaning, as far as it could be compared.")
        )
    if is_whole and is_numbers_only(changes):
        return msg("Numbers only, no goal changed.")
    return msg("Changes: {number}.", number=len(changes))


def is_numbers_only(changes: Sequence[Change]) -> bool:
    """Whether there are changes, and all of them are rows of the log."""
    return bool(changes) and all(change.kind in NUMBERS for change in changes)


def was_called(name: str) -> Message:
    """What is said of a team whose folder has another name now."""
    return msg("the folder was called {name} before", name=name)


def renamed(team: str, then: str, words: Words) -> str:
    """One line for a team whose folder has another name now."""
    return escape.line(f"goals/teams/{team}: {words.say(was_called(then))}")


def not_compared(place: Location, words: Words) -> str:
    """One line for a place about which nobody can tell."""
    said = words.gettext("Not compared: it could not be read before or now.")
    return escape.line(f"{place}: {said}")
