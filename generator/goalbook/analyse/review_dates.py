"""When reviews are due, by working days (method: reviews).

Month start (last month and this month's plan in one meeting): the third working day of the month. Mid-month:
two working days after the first one on or after the 15th; 18 November 2026, when the 15th is a Sunday.
"""

from __future__ import annotations

from datetime import date, timedelta

from goalbook.analyse import thresholds
from goalbook.analyse.workdays import Workdays


def month_start(day: date, days: Workdays) -> date:
    """The day by which the month-start review of a day's month is due."""
    return days.nth(day.replace(day=1), thresholds.REVIEW_MONTH_START.value)


def mid_month(day: date, days: Workdays) -> date:
    """The day by which the mid-month review of a day's month is due."""
    middle = day.replace(day=thresholds.REVIEW_MIDDLE.value)
    return days.nth(middle, 1 + thresholds.REVIEW_MIDDLE_DAYS.value)


def after(last: date, days: Workdays) -> date:
    """When the review of a period is due that ends on a day: the next month start."""
    return month_start(last + timedelta(days=1), days)
