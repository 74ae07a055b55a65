"""Stretches of the calendar within a cycle, and how much of a target belongs to them. Plain Python, no input.

The smallest stretch is the *cell*: a week (Monday to Sunday) cut at the ends of months and of the cycle.
Every week, month, quarter and cycle is made of whole cells, so what adds up over cells adds up over all of
them.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from goalbook.analyse.workdays import Workdays
from goalbook.model.values import Period, Span

SHOWN: Final = (Period.WEEK, Period.MONTH, Period.QUARTER, Period.CYCLE)
"""The periods that tables speak of, shortest first."""

_WEEK: Final = timedelta(days=6)
_DAY: Final = timedelta(days=1)
_MONTHS: Final = {Period.MONTH: 1, Period.QUARTER: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """What periods of a cycle are measured with.

    Attributes:
        span: The cycle's days.
        year_starts: Month the fiscal year begins in, 1-12; quarters are counted from it.
        workdays: The team's calendar; without it all days weigh alike.
    """

    span: Span
    year_starts: int = 1
    workdays: Workdays | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A target's time.

    Attributes:
        days: On which days it holds.
        per: The period it speaks of.
        as_of: The team's day, inclusive.
    """

    days: Span
    per: Period
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a target that holds from a first to a last day belongs to one period.

    Attributes:
        place: Position of the period among all of the cycle's, weeks first, then months, quarters, the cycle.
        units: Units of the target (its ``per``) in those days of the period on which it holds.
        units_to_date: The same up to and including the team's day.
        part: Share of the period's days on which it holds; 1.0 for all.
        is_in_force: Whether it holds on the day that decides for rates and levels: the period's last day, or
            the team's day while the period is running.
    """

    place: int
    units: float
    units_to_date: float
    part: float
    is_in_force: bool


def fraction(piece: Span, whole: Span, period: Period, ruler: Ruler) -> float:
    """Which part of a target for a whole period belongs to a piece of it: by working days.

    The one place that knows what a day weighs. A period without any working day is divided by calendar days,
    so that nothing is lost; so is a target per day, which is asked on every day.
    """
    days = ruler.workdays
    if days is not None and period is not Period.DAY and (total := days.count(whole)):
        return days.count(piece) / total
    return piece.days / whole.days


def unit(day: date, period: Period, ruler: Ruler) -> Span:
    """The whole week, month, quarter or cycle that holds a day, not cut to the cycle."""
    if period is Period.CYCLE:
        return ruler.span
    if period is Period.DAY:
        return Span(day, day)
    if period is Period.WEEK:
        first = day - timedelta(days=day.weekday())
        return Span(first, first + _WEEK)
    return _months(day, _MONTHS[period], ruler.year_starts)


@lru_cache(maxsize=4096)
def split(ruler: Ruler, period: Period) -> tuple[Span, ...]:
    """The periods of a cycle in order, the first and last cut to it."""
    return tuple(_pieces(ruler.span, period, ruler))


@lru_cache(maxsize=4096)
def cells(ruler: Ruler) -> tuple[Span, ...]:
    """The cells of a cycle in order."""
    return tuple(piece for week in split(ruler, Period.WEEK) for piece in _pieces(week, Period.MONTH, ruler))


@lru_cache(maxsize=65536)
def units(span: Span, period: Period, ruler: Ruler) -> float:
    """How many weeks, months, quarters or cycles a stretch of days is; April to September are 6.0 months."""
    found = ((piece, unit(piece.first, period, ruler)) for piece in _pieces(span, period, ruler))
    return sum(fraction(piece, whole, period, ruler) for piece, whole in found)


@lru_cache(maxsize=65536)
def shares(ruler: Ruler, held: Held) -> tuple[Share, ...]:
    """How much of a target belongs to each period of a cycle.

    A target of 60 per month is 60 × units: 60 for a month it holds in throughout, 180 for a quarter, for a
    week of November as many nineteenths as it has working days. Days of a month outside the cycle take their
    part away.

    Returns:
        A share for every period in which the target holds on some day, in order.
    """
    pieces = [piece for kind in SHOWN for piece in split(ruler, kind)]
    return tuple(
        _share(ruler, held, place, piece) for place, piece in enumerate(pieces) if piece.overlaps(held.days)
    )


def _share(ruler: Ruler, held: Held, place: int, piece: Span) -> Share:
    common = Span(max(piece.first, held.days.first), min(piece.last, held.days.last))
    begun = common.until(held.as_of)
    whole = units(common, held.per, ruler)
    deciding = held.as_of if held.as_of in piece else piece.last
    return Share(
        place=place,
        units=whole,
        units_to_date=whole if begun == common else units(begun, held.per, ruler) if begun else 0.0,
        part=common.days / piece.days,
        is_in_force=deciding in held.days,
    )


def _pieces(span: Span, period: Period, ruler: Ruler) -> Iterator[Span]:
    first = span.first
    while True:
        last = span.last if period is Period.CYCLE else min(unit(first, period, ruler).last, span.last)
        yield Span(first, last)
        if last >= span.last:
            return
        first = last + _DAY


@lru_cache(maxsize=4096)
def _months(day: date, length: int, year_starts: int) -> Span:
    before = (day.month - year_starts) % length
    count = day.year * 12 + day.month - 1 - before
    (year, month), (last_year, last_month) = divmod(count, 12), divmod(count + length - 1, 12)
    last = calendar.monthrange(last_year, last_month + 1)[1]
    return Span(date(year, month + 1, 1), date(last_year, last_month + 1, last))
