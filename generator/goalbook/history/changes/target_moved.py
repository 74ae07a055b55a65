"""A target moved.

A dated series is compared day by day: a step more or fewer is told from the day on which it asks for
something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from goalbook.history import targets, telling
from goalbook.history.both import Both, Pair
from goalbook.history.change import Bar, Change
from goalbook.history.kind import ChangeKind
from goalbook.history.meaning import CHANGE_FORMS
from goalbook.history.targets import Move
from goalbook.messages import Message, msg
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
                places={
                    "old": move.old.text if move.old else "",
                    "new": move.new.text if move.new else "",
                },
                days=_days(move),
                at=("target",) if move.place is None else ("target", move.place),
                old=move.old,
                new=move.new,
                since=move.since,
                why=move.why,
                bar=_bar(both, moved.pair, move),
            )


def _message(move: Move) -> Message:
    """What happened and on which days, in parts that every language can put in order."""
    if move.old is None:
        happened = msg("{name} gets a target: {new}")
    elif move.new is None:
        happened = msg("{name} has no target any more (before: {old})")
    elif not _is_alike(move.old, move.new):
        happened = msg("the target of {name} changes from {old} to {new}")
    elif move.new.value > move.old.value:
        happened = msg("the target of {name} rises from {old} to {new}")
    else:
        happened = msg("the target of {name} falls from {old} to {new}")
    return happened


def _days(move: Move) -> Message | None:
    if move.since and move.last:
        return msg("from {day} to {last}", day=move.since, last=move.last)
    if move.since:
        return msg("from {day}", day=move.since)
    return msg("until {last}", last=move.last) if move.last else None


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


CHANGE = ChangeKind(find=_find, owns=_OWNS)
