"""A target moved.

A dated series is compared day by day: a step more or fewer is told from the day on which it asks for
something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from goalbook.history import targets, telling
from goalbook.history.both import Both, Pair
from goalbook.history.change import Bar, Change
from goalbook.history.kind import ChangeKind
from goalbook.history.meaning import CHANGE_FORMS
from goalbook.history.targets import Move
from goalbook.messages import Message, Value, msg
from goalbook.model.metric import Metric
from goalbook.model.noun import Noun
from goalbook.model.objective import KeyResult
from goalbook.model.values import Direction, Quantity

_OWNS: Final[Mapping[type[Noun], tuple[str, ...]]] = {Metric: ("target",), KeyResult: ("target",)}


def _find(both: Both) -> Iterator[Change]:
    for moved in telling.fields(both, _OWNS):
        for move in targets.moves(moved.old, moved.new, both.spans(moved.pair.cycle)):
            yield telling.made(
                both,
                moved.pair,
                _message(move),
                places=_places(move),
                at=("target",) if move.place is None else ("target", move.place),
                old=move.old,
                new=move.new,
                since=move.since,
                why=move.why,
                bar=_bar(both, moved.pair, move),
            )


def _places(move: Move) -> Mapping[str, Value]:
    typed = {"old": move.old.text if move.old else "", "new": move.new.text if move.new else ""}
    return {**typed, "day": move.since} if move.since else typed


def _message(move: Move) -> Message:
    known = _DATED if move.since else _UNDATED
    if move.old is None:
        return known.appears
    if move.new is None:
        return known.vanishes
    if not _is_alike(move.old, move.new):
        return known.changes
    return known.rises if move.new.value > move.old.value else known.falls


def _bar(both: Both, pair: Pair[Any], move: Move) -> Bar:
    if move.old is None or move.new is None:
        return Bar.NEUTRAL
    sides = _Side(both, pair, is_old=True), _Side(both, pair, is_old=False)
    old: float | None = move.old.value
    new: float | None = move.new.value
    if not _is_alike(move.old, move.new):
        old, new = sides[0].number(move.old), sides[1].number(move.new)
    directions = {side.direction for side in sides}
    if old is None or new is None or old == new or len(directions) > 1 or Direction.BAND in directions:
        return Bar.NEUTRAL
    return Bar.RAISES if (new > old) is (Direction.UP in directions) else Bar.LOWERS


def _is_alike(old: Quantity, new: Quantity) -> bool:
    """Whether the two can be compared as they stand: both numbers, or both changes of the same sort."""
    forms = [quantity.form if quantity.form in CHANGE_FORMS else None for quantity in (old, new)]
    return forms[0] is forms[1]


class _Side:
    """A metric or key result before or now."""

    def __init__(self, both: Both, pair: Pair[Any], *, is_old: bool) -> None:
        self._noun: Any = pair.old if is_old else pair.new
        cycle = both.cycles(pair.team, pair.cycle)[0 if is_old else 1]
        name = self._noun.metric if isinstance(self._noun, KeyResult) else pair.ids[-1]
        self._metric = (
            self._noun if isinstance(self._noun, Metric) else cycle and cycle.metrics.get(name or "")
        )

    @property
    def direction(self) -> Direction:
        """Which way is better; a rubric's levels rise."""
        return self._metric.direction if self._metric else Direction.UP

    def number(self, quantity: Quantity) -> float | None:
        """The number that is meant; None for a change without a baseline."""
        baseline = self._noun.baseline or (self._metric.baseline if self._metric else None)
        return quantity.resolved(baseline.value if baseline else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentences:
    """One sentence for each case, so that every language can put its words in order."""

    rises: Message
    falls: Message
    changes: Message
    appears: Message
    vanishes: Message


_UNDATED: Final = _Sentences(
    rises=msg("the target of {name} rises from {old} to {new}"),
    falls=msg("the target of {name} falls from {old} to {new}"),
    changes=msg("the target of {name} changes from {old} to {new}"),
    appears=msg("{name} gets a target: {new}"),
    vanishes=msg("{name} has no target any more; it was {old}"),
)
_DATED: Final = _Sentences(
    rises=msg("the target of {name} rises from {old} to {new}, from {day}"),
    falls=msg("the target of {name} falls from {old} to {new}, from {day}"),
    changes=msg("the target of {name} changes from {old} to {new}, from {day}"),
    appears=msg("{name} gets a target from {day}: {new}"),
    vanishes=msg("{name} has no target from {day} any more; it was {old}"),
)

CHANGE = ChangeKind(find=_find, owns=_OWNS)
