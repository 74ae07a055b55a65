"""An id changed.

``was:`` keeps rows and history with what was renamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from goalbook.history import names, telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import msg
from goalbook.model.metric import Metric
from goalbook.model.noun import Noun
from goalbook.model.objective import KeyResult, Objective
from goalbook.model.practice import Practice

_NOUNS: Final[tuple[type[Noun], ...]] = (Metric, Objective, KeyResult, Practice)
_OWNS: Final[Mapping[type[Noun], tuple[str, ...]]] = dict.fromkeys(_NOUNS, ("was",))


def _find(both: Both) -> Iterator[Change]:
    for noun in _NOUNS:
        for pair in both.of(noun):
            if pair.is_renamed:
                yield telling.made(
                    both,
                    pair,
                    msg("{name}: the id changes from {old} to {new}; rows and history stay"),
                    places={"old": pair.old_id, "new": pair.ids[-1]},
                    old=pair.old_id,
                    new=pair.ids[-1],
                )
    for moved in telling.fields(both, _OWNS):
        if not moved.pair.is_renamed:
            yield telling.made(
                both,
                moved.pair,
                msg("{name}: the earlier ids change from {old} to {new}"),
                places={"old": moved.old or names.NOTHING, "new": moved.new or names.NOTHING},
                at=("was",),
                old=moved.old,
                new=moved.new,
            )


CHANGE = ChangeKind(find=_find, owns=_OWNS)
