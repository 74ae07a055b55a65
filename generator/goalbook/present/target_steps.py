"""The targets that a dated series holds beside the one in force: those that were, and those that come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goalbook.model.targets import Targets
from goalbook.model.values import Form, Period, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A target that is not in force on the page's day.

    Attributes:
        since: The first day of one that comes; None for one that was.
        until: The last day of one that was; None for one that comes.
        value: The number; None for one that is relative to a baseline.
        written: As the author wrote it.
        per: The period it speaks of, when shorter than the cycle.
        why: The reason for the change that ended it, or that begins it.
    """

    since: date | None
    until: date | None
    value: float | None
    written: Text
    per: Period | None
    why: Text | None


def steps(targets: Targets, day: date, per: Period) -> Iterator[Step]:
    """Every step but the one in force on a day, in order.

    Args:
        targets: The series.
        day: The day.
        per: The period that the targets speak of.
    """
    in_order = targets.steps
    for step, after in zip(in_order, (*in_order[1:], None), strict=True):
        is_over = after is not None and after.since is not None and after.since <= day
        is_to_come = step.since is not None and step.since > day
        if not is_over and not is_to_come:
            continue
        reason = after.why if is_over and after is not None else step.why
        yield Step(
            since=step.since if is_to_come else None,
            until=after.since - timedelta(days=1) if is_over and after and after.since else None,
            value=None if step.value.form in {Form.RELATIVE, Form.POINTS} else step.value.value,
            written=Text.plain(step.value.text),
            per=per if per is not Period.CYCLE else None,
            why=reason,
        )
