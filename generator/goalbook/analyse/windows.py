"""Which days a key result is scored on, and in which unit of time its figures speak. Plain Python.

- ``per`` shorter than the cycle: the last whole week, month or quarter of the cycle that is over.
- ``over: 3 months``: the last three whole months; they may reach into the team's cycle before.
- ``per: cycle`` (default): from the cycle's first day up to today or the due day.

Until the first of its periods is over, a key result runs and has no score. After its due day nothing changes
any more.
A cohort is scored on what is closed: periods, and of a rate days, that ended at least its wait ago.
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
        waits_until: The day from which it is judged, where cases are still open; else None.
    """

    days: Span
    whole: Span
    per: str
    is_complete: bool
    is_begun: bool
    waits_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long cases stay open.

    Attributes:
        days: After a period (`goalbook.analyse.cohorts`); 0 for what is no cohort.
        is_pooled: Whether its number may be taken of the closed cases alone: a rate, not what adds up.
    """

    days: int = 0
    is_pooled: bool = False


def scored(key_result: KeyResult, ruler: Ruler, as_of: date, wait: Wait | None = None) -> Scored:
    """The days a key result is scored on.

    Args:
        key_result: With its ``per``, ``over`` and ``due``.
        ruler: The cycle.
        as_of: The team's day, inclusive.
        wait: Of a cohort.
    """
    lag = timedelta(days=wait.days if wait else 0)
    end = key_result.due if key_result.due and key_result.due in ruler.span else ruler.span.last
    horizon = min(as_of, end)
    if horizon < ruler.span.first:
        per = key_result.per or Period.CYCLE
        return Scored(days=ruler.span, whole=ruler.span, per=per.value, is_complete=False, is_begun=False)
    known = _Known(ruler=ruler, horizon=horizon, closed=min(as_of - lag, end), lag=lag)
    if key_result.over is not None:
        return _over(key_result.over.number, key_result.over.period, known)
    per = key_result.per or Period.CYCLE
    if per is not Period.CYCLE:
        return _last_one(per, known)
    is_pooled = bool(wait and wait.is_pooled) and known.closed >= ruler.span.first
    return Scored(
        days=Span(ruler.span.first, known.closed if is_pooled else horizon),
        whole=ruler.span if end == ruler.span.last else Span(ruler.span.first, end),
        per=per.value,
        is_complete=known.closed >= end,
        is_begun=is_pooled or not (wait and wait.is_pooled),
        waits_until=end + lag if known.closed < horizon and not is_pooled else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Up to when a cycle is known.

    Attributes:
        ruler: The cycle.
        horizon: The last day of which there is a number.
        closed: The last day whose cases are closed; the same for what is no cohort.
        lag: How long they stay open.
    """

    ruler: Ruler
    horizon: date
    closed: date
    lag: timedelta


def _last_one(per: Period, known: _Known) -> Scored:
    over, first = _last_over(per, known.ruler, known.closed), known.ruler.span.first
    if over.first < first:
        return _running(per, known, per.value, _first_whole(per, known))
    return Scored(days=over, whole=over, per=per.value, is_complete=True, is_begun=True)


def _over(number: int, per: Period, known: _Known) -> Scored:
    ruler = known.ruler
    over = _last_over(per, ruler, known.closed)
    if over.last < ruler.span.first:
        return _running(per, known, WINDOW, ruler.span.first)
    first = over.first
    for _ in range(number - 1):
        first = periods.unit(first - _DAY, per, ruler).first
    days = Span(first, over.last)
    return Scored(days=days, whole=days, per=WINDOW, is_complete=True, is_begun=True)


def _last_over(per: Period, ruler: Ruler, horizon: date) -> Span:
    """The last whole period that is over."""
    running = periods.unit(horizon, per, ruler)
    return running if running.last <= horizon else periods.unit(running.first - _DAY, per, ruler)


def _first_whole(per: Period, known: _Known) -> date:
    """The first day of the first whole period of the cycle."""
    first = periods.unit(known.ruler.span.first, per, known.ruler)
    return first.first if first.first >= known.ruler.span.first else first.last + _DAY


def _running(per: Period, known: _Known, unit: str, first: date) -> Scored:
    """The period that runs; of a cohort the first one that will be judged, once it is over."""
    running = periods.unit(known.horizon, per, known.ruler)
    judged = periods.unit(first, per, known.ruler)
    is_open = known.lag and judged.last <= known.horizon
    shown = judged if is_open else running
    days = Span(max(shown.first, known.ruler.span.first), min(shown.last, known.horizon))
    return Scored(
        days=days,
        whole=shown,
        per=unit,
        is_complete=False,
        is_begun=False,
        waits_until=judged.last + known.lag if is_open else None,
    )
