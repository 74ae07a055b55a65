"""A due day moved.

A key result without a day of its own is due on the last day of its cycle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Bar, Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import msg
from goalbook.model.noun import Noun
from goalbook.model.objective import KeyResult

_OWNS: Final[Mapping[type[Noun], tuple[str, ...]]] = {KeyResult: ("due",)}


def _find(both: Both) -> Iterator[Change]:
    for moved in telling.fields(both, _OWNS):
        spans = both.spans(moved.pair.cycle)
        old = moved.old or (spans[0].last if spans[0] else None)
        new = moved.new or (spans[1].last if spans[1] else None)
        if old != new:
            end = msg("the end of the cycle")
            yield telling.made(
                both,
                moved.pair,
                msg("{name} is now due on {new}, before on {old}"),
                places={"old": old or end, "new": new or end},
                at=("due",),
                old=old,
                new=new,
                bar=_bar(old, new),
            )


def _bar(old: date | None, new: date | None) -> Bar:
    if old is None or new is None:
        return Bar.NEUTRAL
    return Bar.LOWERS if new > old else Bar.RAISES


CHANGE = ChangeKind(find=_find, owns=_OWNS)
