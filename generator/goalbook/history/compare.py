"""What changed in meaning between two handbooks: layout, comments, order of keys and files do not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from goalbook import registry
from goalbook.history import changes, walk
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.model.handbook import Handbook
from goalbook.model.metric import DefinitionChange
from goalbook.registry import Entry

_Dated = Mapping[tuple[str, str, str], DefinitionChange]
"""(team, cycle, metric) to the entry under ``changes:`` that came or went."""


@cache
def kinds() -> tuple[Entry[ChangeKind], ...]:
    """Every kind of change with its key and title, sorted by key."""
    return registry.collect(changes, "CHANGE", ChangeKind)


def compare(old: Handbook, new: Handbook) -> Iterator[Change]:
    """Every change of meaning, each once, in order of team, cycle and place; the company comes first.

    Args:
        old: The handbook before.
        new: The handbook now.
    """
    both = walk.side_by_side(old, new)
    dated = _dated(both)
    found = (_completed(change, entry, dated) for entry in kinds() for change in entry.value.find(both))
    yield from sorted(found, key=_order)


def _completed(change: Change, entry: Entry[ChangeKind], dated: _Dated) -> Change:
    """With its kind's key, and for a definition with the day and reason written under ``changes:``."""
    if entry.value.is_definition and change.ids:
        written = dated.get((change.team, change.cycle, change.ids[-1]))
        if written is not None:
            return replace(change, kind=entry.key, since=written.date, why=written.why)
    return replace(change, kind=entry.key)


def _dated(both: Both) -> _Dated:
    found = {}
    for pair in both.of(DefinitionChange):
        if pair.old is None or pair.new is None:
            what, now = pair.noun.what, both.cycles(pair.team, pair.cycle)[1]
            # An entry that is gone names a metric as it was called then, and so may one that is new.
            is_now = pair.new is not None and now is not None and what in now.metrics
            known = {} if is_now else both.renames.get((pair.team, pair.cycle), {})
            found[pair.team, pair.cycle, known.get(what, what)] = pair.noun
    return found


def _order(change: Change) -> tuple[object, ...]:
    since = change.since.isoformat() if change.since else ""
    return (change.team, change.cycle, change.ref.path, tuple(map(str, change.ref.keys)), change.kind, since)
