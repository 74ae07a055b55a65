"""A baseline moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from goalbook.history import names, telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import Value, msg
from goalbook.model.metric import Metric
from goalbook.model.noun import Noun
from goalbook.model.objective import KeyResult
from goalbook.model.values import Quantity

_OWNS: Final[Mapping[type[Noun], tuple[str, ...]]] = {
    Metric: ("baseline",),
    KeyResult: ("baseline", "baseline_from"),
}


def _find(both: Both) -> Iterator[Change]:
    last = None
    for moved in telling.fields(both, _OWNS):
        pair = moved.pair
        if pair is not last:  # a number in place of a cycle is one move, not two
            yield telling.made(
                both,
                pair,
                msg("the baseline of {name} changes from {old} to {new}"),
                places={"old": _told(pair.old), "new": _told(pair.new)},
                at=(moved.field,),
                old=_baseline(pair.old),
                new=_baseline(pair.new),
            )
        last = pair


def _baseline(noun: Any) -> Quantity | str | None:
    found: Quantity | str | None = noun.baseline or getattr(noun, "baseline_from", None)
    return found


def _told(noun: Any) -> Value:
    found = _baseline(noun)
    if isinstance(found, Quantity):
        return found.text
    return msg("the result of {cycle}", cycle=found) if found else names.NOTHING


CHANGE = ChangeKind(find=_find, owns=_OWNS)
