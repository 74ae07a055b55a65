"""A member agreed."""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import msg
from goalbook.model.agreement import Agreement


def _find(both: Both) -> Iterator[Change]:
    for pair in both.of(Agreement):
        if pair.old is None:
            message = msg("{name} agreed on {day}")
            yield telling.made(both, pair, message, places={"day": pair.noun.date}, new=pair.new)


CHANGE = ChangeKind(find=_find, owns={})
