"""Which reviews of a team are due on a day and not written yet."""

from __future__ import annotations

from datetime import date

from goalbook.analyse import review_dates
from goalbook.analyse.workdays import Workdays
from goalbook.model.handbook import Handbook
from goalbook.model.review import ReviewKind


def on(handbook: Handbook, team: str, day: date) -> tuple[ReviewKind, ...]:
    """The kinds of review whose day it is.

    A team that is shown as of a day of its own is a finished record and has none; neither has a team without
    a cycle that runs on the day. Month start and mid-month alone are drafted: a month end is held by choice.
    """
    files = handbook.teams[team]
    spans = [span for cycle in files.cycles if (span := handbook.span(cycle))]
    is_finished = files.team.as_of is not None or handbook.company.as_of is not None
    if is_finished or not any(day in span for span in spans):
        return ()
    days = Workdays(handbook.calendar(team))
    dates = {
        ReviewKind.MONTH_START: review_dates.month_start(day, days),
        ReviewKind.MID_MONTH: review_dates.mid_month(day, days),
    }
    return tuple(
        kind for kind, due in dates.items() if due == day and not _is_written(handbook, team, kind, day)
    )


def _is_written(handbook: Handbook, team: str, kind: ReviewKind, day: date) -> bool:
    """Whether the month has a review of this kind."""
    reviews = handbook.teams[team].reviews.values()
    return any(
        review.kind is kind and (review.held.year, review.held.month) == (day.year, day.month)
        for review in reviews
    )
