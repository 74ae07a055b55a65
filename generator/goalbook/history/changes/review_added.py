"""A review was recorded."""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import msg
from goalbook.model.review import Review


def _find(both: Both) -> Iterator[Change]:
    for pair in both.of(Review):
        if pair.old is None:
            message = msg("the review of {day} is recorded")
            yield telling.made(both, pair, message, places={"day": pair.noun.held}, new=pair.new)


CHANGE = ChangeKind(find=_find, owns={})
