"""Which reviews a team holds, which of them were held, and what is due (method: reviews)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from goalbook.analyse import review_dates, thresholds
from goalbook.analyse.workdays import Workdays
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.review import Review, ReviewKind
from goalbook.model.values import Span

_ORDER: Final = tuple(ReviewKind)
_EARLY: Final = timedelta(days=thresholds.REVIEW_EARLY.value)


class ReviewState(StrEnum):
    """What became of a review."""

    UPCOMING = "upcoming"
    DUE = "due"  # its window is open
    DONE = "done"
    LATE = "late"  # held after the day it was due
    OVERDUE = "overdue"  # not held, past that day
    MISSED = "missed"  # not held, and the next window has opened


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReview:
    """A review that a team holds in a month.

    Attributes:
        kind: Which.
        month: The first day of the month it belongs to; of a quarter its last month.
        opens, due: The first and the last day of its window, both working days.
        state: What became of it.
        review: File name without ``.md`` of the review that was held, or of its draft; empty without one.
        held: The day it was held, or None.
    """

    kind: ReviewKind
    month: date
    opens: date
    due: date
    state: ReviewState = ReviewState.UPCOMING
    review: str = ""
    held: date | None = None

    @property
    def day(self) -> date:
        """The day it was held, else is due."""
        return self.held or self.due

    @property
    def is_asked(self) -> bool:
        """Whether it is still to be held."""
        return self.state in {ReviewState.UPCOMING, ReviewState.DUE, ReviewState.OVERDUE}


def planned(handbook: Handbook, team: str, as_of: date) -> tuple[PlannedReview, ...]:
    """Every review of a team's cycles, in order of the days they are due, as they stand on a day.

    A team is asked for reviews from its first trace on: a row of its log, an agreement or a review. The month
    start after the last cycle closes it. A finished record of real data is asked for none.

    Args:
        handbook: Holds the team.
        team: Its id.
        as_of: The day.
    """
    files, kinds = handbook.teams[team], handbook.reviews(team)
    spans = sorted(span for cycle in files.cycles if (span := handbook.span(cycle)))
    if not spans or not kinds or files.team.as_of is not None:
        return ()
    days, starts = Workdays(handbook.calendar(team)), handbook.calendar(team).fiscal_year_starts
    first, last = spans[0].first, max(span.last for span in spans)
    after = review_dates.next_month(last)
    slots = [
        PlannedReview(
            kind=kind,
            month=month,
            opens=review_dates.opens(kind, month, days),
            due=review_dates.due(kind, month, days),
        )
        for month in _months(first, after)
        for kind in _ORDER
        if kind in kinds and review_dates.is_held_in(kind, month, starts)
    ]
    slots.sort(key=lambda slot: (slot.due, slot.opens, _ORDER.index(slot.kind)))
    begun = min(_first_trace(files) or as_of, as_of)
    return tuple(
        one
        for one in _matched(slots, files.reviews, as_of)
        if (one.month <= last or one.kind is ReviewKind.MONTH_START)
        and (one.held is not None or one.due >= max(first, begun))
    )


def upcoming(found: Sequence[PlannedReview]) -> PlannedReview | None:
    """The review that is held next: the first that is still asked for."""
    return next((one for one in found if one.is_asked), None)


def of_span(found: Sequence[PlannedReview], span: Span, *, is_last: bool) -> tuple[PlannedReview, ...]:
    """The reviews of a cycle: those that look at its months.

    Args:
        found: Of the team.
        span: The cycle's days.
        is_last: Whether no cycle follows: then the month start after it belongs to it too.
    """
    months = Span(span.first.replace(day=1), span.last)
    after = review_dates.next_month(span.last)
    return tuple(
        one
        for one in found
        if one.month in months or (is_last and one.month == after and one.kind is ReviewKind.MONTH_START)
    )


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = review_dates.next_month(month)


def _first_trace(files: TeamFiles) -> date | None:
    days = [held.first for log in files.logs if (held := log.span())]
    days += [one.date for entries in files.agreements.values() for one in entries]
    days += [review.held for review in files.reviews.values() if not review.is_draft]
    return min(days, default=None)


def _matched(
    slots: Sequence[PlannedReview], reviews: Mapping[str, Review], as_of: date
) -> Iterator[PlannedReview]:
    """Each review with what was held for it: the first of its kind from a week before its window on."""
    openings = sorted({slot.opens for slot in slots})
    following = dict(pairwise(openings))
    by_kind = {kind: [slot for slot in slots if slot.kind is kind] for kind in _ORDER}
    found: dict[tuple[ReviewKind, date], tuple[str, Review]] = {}
    for name, review in sorted(reviews.items(), key=lambda item: (item[1].is_draft, item[1].held, item[0])):
        begun = [slot for slot in by_kind[review.kind] if slot.opens - _EARLY <= review.held]
        if begun and (review.is_draft or review.held <= as_of):
            found.setdefault((review.kind, begun[-1].month), (name, review))
    for slot in slots:
        name, held = found.get((slot.kind, slot.month), ("", None))
        day = held.held if held and not held.is_draft else None
        state = _state(replace(slot, held=day), following.get(slot.opens, date.max), as_of)
        yield replace(slot, state=state, review=name, held=day)


def _state(slot: PlannedReview, closes: date, as_of: date) -> ReviewState:
    if slot.held is not None:
        return ReviewState.DONE if slot.held <= slot.due else ReviewState.LATE
    if as_of < slot.opens:
        return ReviewState.UPCOMING
    if as_of <= slot.due:
        return ReviewState.DUE
    return ReviewState.OVERDUE if as_of < closes else ReviewState.MISSED
