"""Names of days, periods and cycles: filters like those of `goalbook.present.formats`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from goalbook.analyse import cycle_names
from goalbook.messages import Message, msg
from goalbook.model.values import Period
from goalbook.present.measure import NONE
from goalbook.words import Words


def day(value: date | None, words: Words, form: str = "medium") -> str:
    """A day: ``3 Dec 2026``; `form` as in `Words.day`."""
    return NONE if value is None else words.day(value, form)


def weekday(value: date | None, words: Words) -> str:
    """A day that one has to keep free: ``Thu 3 Dec``, ``12月3日(木)``."""
    return day(value, words, "weekday")


@lru_cache(maxsize=4096)  # many charts show the same periods
def period_name(first: date, words: Words, last: date, period: Period) -> str:
    """A period by its days: ``November 2026``, ``Week of 16 Nov 2026``, ``October to December 2026``.

    A cycle is named by `cycle_name` where its id is known; here by its months.
    """
    if period is Period.DAY:
        return words.day(first)
    if period is Period.WEEK:
        return words.say(msg("Week of {day}", day=words.day(first)))
    return span_name(first, words, last)


@lru_cache(maxsize=4096)
def period_short(first: date, words: Words, last: date, period: Period) -> str:
    """The same where the year is clear: ``November``, ``Week of 16 Nov``."""
    if period is Period.MONTH:
        return words.day(first, "month")
    if period is Period.WEEK:
        return words.say(msg("Week of {day}", day=words.day(first, "short")))
    return period_name(first, words, last, period)


def span_name(first: date, words: Words, last: date) -> str:
    """Days from first to last in months: ``October 2026 to March 2027``, ``2026年10月〜2027年3月``."""
    if (first.year, first.month) == (last.year, last.month):
        return words.day(first, "year-month")
    if first.year == last.year:
        months = {"first": words.day(first, "month"), "last": words.day(last, "month")}
        return words.say(msg("{first} to {last} {year}", year=first.year, **months))
    return words.say(
        msg("{first} to {last}", first=words.day(first, "year-month"), last=words.day(last, "year-month"))
    )


def cycle_name(cycle: str, words: Words) -> str:
    """A cycle by its id: ``fy2026-h2`` is ``FY2026 H2`` and ``2026年度下期``; any other id as it is."""
    found = cycle_names.named(cycle)
    return words.say(found) if isinstance(found, Message) else found
