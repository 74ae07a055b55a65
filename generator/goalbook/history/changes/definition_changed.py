"""A definition changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import Metric
from goalbook.model.noun import Noun
from goalbook.model.objective import KeyResult

_OWNS: Final[Mapping[type[Noun], tuple[str, ...]]] = {
    Metric: ("kind", "direction_", "aggregate_", "band"),
    KeyResult: ("scope",),
}
_IN_FORCE: Final = {"direction_": "direction", "aggregate_": "aggregate"}
"""Fields that follow from the kind when they are not written."""
_SENTENCES: Final = Sentences(
    moves=msg("{name}, {field}: {old} → {new}"),
    labels={
        "kind": msg("sort of number"),
        "direction_": msg("better direction"),
        "aggregate_": msg("how days add up"),
        "band": msg("band"),
        "scope": msg("who is meant"),
    },
)


def _find(both: Both) -> Iterator[Change]:
    for moved in telling.fields(both, _OWNS):
        if moved.field not in _IN_FORCE:
            yield telling.told(both, moved, _SENTENCES)
            continue
        sides = (moved.pair.old, moved.pair.new)
        old, new = (getattr(noun, _IN_FORCE[moved.field]) for noun in sides)
        if old is not new:
            yield telling.made(
                both,
                moved.pair,
                _SENTENCES.moves,
                places={"field": _SENTENCES.labels[moved.field], "old": old.value, "new": new.value},
                at=(telling.key(Metric, moved.field),),
                old=old,
                new=new,
            )


CHANGE = ChangeKind(find=_find, owns=_OWNS, is_definition=True)
