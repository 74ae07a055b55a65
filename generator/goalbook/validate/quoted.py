"""Several names in one sentence, each in quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from goalbook.messages import Message, msg


def quoted(names: Iterable[str]) -> tuple[Message, ...]:
    """The names as a list for a place of a message."""
    return tuple(msg('"{name}"', name=name) for name in names)
