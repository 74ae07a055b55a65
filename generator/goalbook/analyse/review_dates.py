"""When reviews open and are due, by working days (method: reviews).

Month start (last month and this month's plan in one meeting): due on the third working day of the month.
Mid-month: two working days after the first one on or after the 15th; 18 November 2026, when the 15th is a
Sunday. Optional: a month end of its own, due on the third working day of the next month; a quarter, due on
the fifth working day after its end. A window opens on the first working day that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from goalbook.analyse import thresholds
from goalbook.analyse.workdays import Workdays
from goalbook.model.review import ReviewKind

_DAYS_OF_ANY_MONTH: Final = 31
_QUARTER: Final = 3


def month_start(day: date, days: Workdays) -> date:
    """The day by which the month-start review of a day's month is due."""
    return days.nth(day.replace(day=1), thresholds.REVIEW_MONTH_START.value)


def mid_month(day: date, days: Workdays) -> date:
    """The day by which the mid-month review of a day's month is due."""
    return days.nth(_middle(day), 1 + thresholds.REVIEW_MIDDLE_DAYS.value)


def mid_month_opens(day: date, days: Workdays) -> date:
    """The first working day on or after the 15th of a day's month."""
    return days.nth(_middle(day), 1)


def after(last: date, days: Workdays) -> date:
    """When the review of a period is due that ends on a day: the next month start."""
    return month_start(last + timedelta(days=1), days)


def opens(kind: ReviewKind, month: date, days: Workdays) -> date:
    """The first working day of the window of a month's review.

    Args:
        kind: Which.
        month: A day of the month; of a quarter its last month.
        days: The team's working days.
    """
    if kind is ReviewKind.MID_MONTH:
        return mid_month_opens(month, days)
    return days.nth(month.replace(day=1) if kind is ReviewKind.MONTH_START else next_month(month), 1)


def due(kind: ReviewKind, month: date, days: Workdays) -> date:
    """The last day of the window of a month's review; arguments as of `opens`."""
    return _DUE[kind](month, days)


def is_held_in(kind: ReviewKind, month: date, year_starts: int) -> bool:
    """Whether a month has a review of a kind: a quarter only in its last month.

    Args:
        kind: Which.
        month: A day of the month.
        year_starts: The month in which the fiscal year begins, 1 to 12.
    """
    return kind is not ReviewKind.QUARTER or (month.month - year_starts) % _QUARTER == _QUARTER - 1


def next_month(day: date) -> date:
    """The first day of the month after a day's."""
    return (day.replace(day=1) + timedelta(days=_DAYS_OF_ANY_MONTH)).replace(day=1)


def _middle(day: date) -> date:
    return day.replace(day=thresholds.REVIEW_MIDDLE.value)


def _month_end(month: date, days: Workdays) -> date:
    return days.nth(next_month(month), thresholds.REVIEW_MONTH_END.value)


def _quarter(month: date, days: Workdays) -> date:
    return days.nth(next_month(month), thresholds.REVIEW_QUARTER.value)


_DUE: Final[Mapping[ReviewKind, Callable[[date, Workdays], date]]] = {
    ReviewKind.MONTH_START: month_start,
    ReviewKind.MID_MONTH: mid_month,
    ReviewKind.MONTH_END: _month_end,
    ReviewKind.QUARTER: _quarter,
}
