"""A dated target against another: from which day on it asks for something else."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from goalbook.history.meaning import Lens
from goalbook.model.targets import Targets, TargetStep
from goalbook.model.values import Quantity, Span, Text

Spans = tuple[Span | None, Span | None]
_Dated = Mapping[date | None, tuple[int | None, TargetStep]]
"""First day to place in the series and step; None = from the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A stretch of days with one target before and another now.

    Attributes:
        since: Its first day; None from the beginning of the cycle.
        last: Its last day; None to the end of the cycle.
        old: The target before; None for none.
        new: The target now; None for none.
        why: The reason written beside the target now.
        place: Which step of the dated series it is now; None for one value and for none.
    """

    since: date | None
    last: date | None
    old: Quantity | None
    new: Quantity | None
    why: Text | None
    place: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A step that asks for the same from the same day, with another reason."""

    since: date | None
    old: Text | None
    new: Text | None


def moves(old: Targets | None, new: Targets | None, spans: Spans) -> Iterator[Move]:
    """Where two targets differ, one move for each stretch on which they do so in the same way.

    Args:
        old: Before.
        new: Now.
        spans: The cycle's days before and now; a step on or before the first one holds from the beginning.
    """
    before, after = _dated(old, spans[0]), _dated(new, spans[1])
    days = sorted(before.keys() | after.keys(), key=_order)
    meanings = [(_meaning(_on(before, day)[1]), _meaning(_on(after, day)[1])) for day in days]
    begins = [place for place, meaning in enumerate(meanings) if place == 0 or meaning != meanings[place - 1]]
    for place, following in pairwise([*begins, len(days)]):
        if meanings[place][0] != meanings[place][1]:
            end = days[following] if following < len(days) else None
            yield _move(days[place], end, before, after)


def reasons(
    old: Targets | None, new: Targets | None, spans: Spans, lenses: tuple[Lens, Lens]
) -> Iterator[Reason]:
    """Steps that ask for the same from the same day, with another reason."""
    before, after = _dated(old, spans[0]), _dated(new, spans[1])
    for day in sorted(before.keys() & after.keys(), key=_order):
        was, now = before[day][1], after[day][1]
        if _meaning(was) == _meaning(now) and lenses[0].value(was.why) != lenses[1].value(now.why):
            yield Reason(since=day, old=was.why, new=now.why)


def _move(since: date | None, end: date | None, before: _Dated, after: _Dated) -> Move:
    (_, was), (place, now) = _on(before, since), _on(after, since)
    return Move(
        since=since,
        last=end - timedelta(days=1) if end else None,
        old=was.value if was else None,
        new=now.value if now else None,
        why=now.why if now else None,
        place=place,
    )


def _dated(targets: Targets | None, span: Span | None) -> _Dated:
    found: dict[date | None, tuple[int | None, TargetStep]] = {}
    for place, step in enumerate(targets.steps if targets else ()):
        is_first = step.since is None or (span is not None and step.since <= span.first)
        found[None if is_first else step.since] = (None if step.since is None else place, step)
    return found


def _on(dated: _Dated, day: date | None) -> tuple[int | None, TargetStep | None]:
    begun = [since for since in dated if _order(since) <= _order(day)]
    return dated[max(begun, key=_order)] if begun else (None, None)


def _order(day: date | None) -> date:
    return day or date.min


def _meaning(step: TargetStep | None) -> Hashable:
    return Lens().value(step.value) if step else None
