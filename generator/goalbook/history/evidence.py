"""What the numbers so far say about a rate whose target moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from goalbook.history import chance, logged
from goalbook.history.change import Change
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import TeamFiles
from goalbook.model.values import Direction, Kind, Quantity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A rate in the last whole month beside the target it had.

    Attributes:
        metric: The rate's id.
        month: The days.
        hits, cases: Both counts of the rate.
        target: The target before the change, a share.
        p_worse: Probability that the true rate is on the bad side of it.
    """

    metric: str
    month: Span
    hits: float
    cases: float
    target: float
    p_worse: float


def evidence(change: Change, files: TeamFiles, cycle: Cycle, today: date) -> Evidence | None:
    """The last whole month of a rate whose target moves.

    Args:
        change: The moved target.
        files: The team as it is now.
        cycle: The cycle as it is now.
        today: The team's day, inclusive.

    Returns:
        None for anything but a rate, without numbers, and when the month was not on the bad side of the old
        target: then nothing has to be said.
    """
    name = change.ids[-1]
    metric = cycle.metrics.get(name)
    if change.kind != "target-moved" or metric is None or metric.kind is not Kind.RATE:
        return None
    if not isinstance(change.old, Quantity) or metric.direction is Direction.BAND:
        return None
    target = change.old.resolved(metric.baseline.value if metric.baseline else None)
    found = logged.fraction(files, cycle, name, month := _last_whole_month(today))
    if target is None or found is None:
        return None
    below = chance.p_rate_below(found.numerator, found.denominator, target)
    rate, is_up = found.numerator / found.denominator, metric.direction is Direction.UP
    if below is None or not (rate < target if is_up else rate > target):
        return None
    return Evidence(
        metric=name,
        month=month,
        hits=found.numerator,
        cases=found.denominator,
        target=target,
        p_worse=below if is_up else 1 - below,
    )


def _last_whole_month(today: date) -> Span:
    after = today + timedelta(days=1)
    last = after.replace(day=1) - timedelta(days=1)
    return Span(last.replace(day=1), last)
