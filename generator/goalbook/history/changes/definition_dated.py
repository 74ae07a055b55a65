"""The day of a changed definition was written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import msg
from goalbook.model.metric import DefinitionChange
from goalbook.model.noun import Noun

_OWNS: Final[Mapping[type[Noun], tuple[str, ...]]] = {DefinitionChange: ("why",)}


def _find(both: Both) -> Iterator[Change]:
    for pair in both.of(DefinitionChange):
        day = pair.noun.date
        if pair.old is None:
            message = msg("a change of {name} on {day} is written down with its reason")
        elif pair.new is None:
            message = msg("a change of {name} on {day} is no longer written down")
        elif both.lenses(pair)[0].of(pair.old, "why") != both.lenses(pair)[1].of(pair.new, "why"):
            message = msg("the reason for the change of {name} on {day} is worded anew")
        else:
            continue
        yield telling.made(both, pair, message, places={"day": day}, old=pair.old, new=pair.new, since=day)


CHANGE = ChangeKind(find=_find, owns=_OWNS)
