"""Which days a key result is scored on, and in which unit of time its figures speak. Plain Python.

- ``per`` shorter than the cycle: the last whole week, month or quarter of the cycle that is over.
- ``over: 3 months``: the last three whole months; they may reach into the team's cycle before.
- ``per: cycle`` (default): from the cycle's first day up to today or the due day.

Until the first of its periods is over, a key result runs and has no score. After its due day nothing changes
any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goalbook.analyse import periods
from goalbook.analyse.periods import Ruler
from goalbook.model.objective import KeyResult
from goalbook.model.values import Period, Span

WINDOW: Final = "window"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The days a key result is scored on.

    Attributes:
        days: First to last day that counts.
        whole: What `days` will be when the period is over; the same once it is.
        per: The period the figures of a sum speak of, a value of `Period`, or ``window``.
        is_complete: Whether the period is over.
        is_begun: Whether there is anything to score at all: a period that is over, or for ``per: cycle`` its
            first day.
    """

    days: Span
    whole: Span
    per: str
    is_complete: bool
    is_begun: bool


def scored(key_result: KeyResult, ruler: Ruler, as_of: date) -> Scored:
    """The days a key result is scored on.

    Args:
        key_result: With its ``per``, ``over`` and ``due``.
        ruler: The cycle.
        as_of: The team's day, inclusive.
    """
    end = key_result.due if key_result.due and key_result.due in ruler.span else ruler.span.last
    horizon = min(as_of, end)
    if horizon < ruler.span.first:
        per = key_result.per or Period.CYCLE
        return Scored(days=ruler.span, whole=ruler.span, per=per.value, is_complete=False, is_begun=False)
    if key_result.over is not None:
        return _over(key_result.over.number, key_result.over.period, ruler, horizon)
    per = key_result.per or Period.CYCLE
    if per is not Period.CYCLE:
        return _last_one(per, ruler, horizon)
    days = Span(ruler.span.first, horizon)
    return Scored(
        days=days,
        whole=ruler.span if end == ruler.span.last else Span(ruler.span.first, end),
        per=per.value,
        is_complete=horizon >= end,
        is_begun=True,
    )


def _last_one(per: Period, ruler: Ruler, horizon: date) -> Scored:
    over = _last_over(per, ruler, horizon)
    if over.first < ruler.span.first:
        return _running(per, ruler, horizon, per.value)
    return Scored(days=over, whole=over, per=per.value, is_complete=True, is_begun=True)


def _over(number: int, per: Period, ruler: Ruler, horizon: date) -> Scored:
    over = _last_over(per, ruler, horizon)
    if over.last < ruler.span.first:
        return _running(per, ruler, horizon, WINDOW)
    first = over.first
    for _ in range(number - 1):
        first = periods.unit(first - _DAY, per, ruler).first
    days = Span(first, over.last)
    return Scored(days=days, whole=days, per=WINDOW, is_complete=True, is_begun=True)


def _last_over(per: Period, ruler: Ruler, horizon: date) -> Span:
    """The last whole period that is over."""
    running = periods.unit(horizon, per, ruler)
    return running if running.last <= horizon else periods.unit(running.first - _DAY, per, ruler)


def _running(per: Period, ruler: Ruler, horizon: date, unit: str) -> Scored:
    running = periods.unit(horizon, per, ruler)
    days = Span(max(running.first, ruler.span.first), horizon)
    return Scored(days=days, whole=running, per=unit, is_complete=False, is_begun=False)
