"""An agreement was removed."""

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
        if pair.new is None:
            message = msg("the agreement of {name} on {day} goes")
            yield telling.made(both, pair, message, places={"day": pair.noun.date}, old=pair.old)


CHANGE = ChangeKind(find=_find, owns={})
