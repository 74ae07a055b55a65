"""The one hint when a name is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from goalbook.messages import Message, msg

_SHOWN: Final = 8
"""More names than this are not a hint but a search."""
_COMPARED: Final = 200
"""Comparing letter by letter is slow; of more names than this only those that begin alike are compared."""


def hint(found: str, known: Iterable[str], otherwise: Message) -> Message:
    """The nearest known name, else all of them when they are few, else what to do.

    Args:
        found: The name that is not known.
        known: The names that are.
        otherwise: What to do when there is nothing to choose from.
    """
    names = sorted(set(known))
    if near := get_close_matches(found, names if len(names) <= _COMPARED else _alike(found, names), n=1):
        return msg('Did you mean "{name}"?', name=near[0])
    if 0 < len(names) <= _SHOWN:
        return msg("Known here: {names}.", names=tuple(names))
    return otherwise


def _alike(found: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name[:2] == found[:2]]
