"""The days of a cycle moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.company import Company
from goalbook.model.noun import Noun
from goalbook.model.values import Span

_OWNS: Final[Mapping[type[Noun], tuple[str, ...]]] = {Company: ("cycles",)}
_SENTENCES: Final = Sentences(
    moves=msg("the cycle {cycle} now runs {new}, before {old}"),
    appears=msg("new cycle {cycle}: {new}"),
    vanishes=msg("the cycle {cycle} goes; it ran {old}"),
)


def _find(both: Both) -> Iterator[Change]:
    for moved in telling.fields(both, _OWNS):
        for cycle in sorted(moved.old.keys() | moved.new.keys()):
            old, new = moved.old.get(cycle), moved.new.get(cycle)
            if old != new:
                yield telling.made(
                    both,
                    moved.pair,
                    _SENTENCES.chosen(old, new),
                    places={"cycle": cycle, "old": _days(old), "new": _days(new)},
                    at=("cycles", cycle),
                    old=old,
                    new=new,
                )


def _days(span: Span | None) -> str:
    return f"{span.first}..{span.last}" if span else ""


CHANGE = ChangeKind(find=_find, owns=_OWNS)
