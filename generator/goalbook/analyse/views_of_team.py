"""Which period a team's page speaks of: that of its next review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goalbook.analyse import review_dates
from goalbook.analyse.workdays import Workdays
from goalbook.model.review import Review, ReviewKind
from goalbook.model.values import Span


class ViewState(StrEnum):
    """What a view looks back or ahead on."""

    CLOSED = "closed"
    RUNNING = "running"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """What decides it.

    Attributes:
        views: The team's views in order of time.
        reviews: Reviews held by the team's day.
        as_of: The team's day.
        days: Its working days.
    """

    views: Sequence[Span]
    reviews: Sequence[Review]
    as_of: date
    days: Workdays

    def state(self, view: Span) -> ViewState:
        """Whether a view is over, running, or still to come."""
        if view.last <= self.as_of:
            return ViewState.CLOSED
        return ViewState.RUNNING if view.first <= self.as_of else ViewState.PLANNED

    def default(self) -> int:
        """The place of the view that the page opens with.

        Until the month-start review is held the last view, closed; from then on the running one. Once the
        window of the mid-month review opens, that one comes next, and it looks at the running view. A view
        that ends today, or a record that has ended, is shown itself.
        """
        begun = [place for place, view in enumerate(self.views) if view.first <= self.as_of]
        if not begun:
            return 0
        here = begun[-1]
        view = self.views[here]
        is_before = self.as_of < review_dates.mid_month_opens(self.as_of, self.days)
        is_open = self.state(view) is ViewState.RUNNING and is_before and not self._held(view)
        has_before = here > 0 and (view.first - self.views[here - 1].last).days == 1
        return here - 1 if is_open and has_before else here

    def review(self, view: Span) -> tuple[ReviewKind, date, bool]:
        """The next review that speaks of a view: its kind, when it is due, and whether it was held."""
        state = self.state(view)
        if state is ViewState.PLANNED:
            return ReviewKind.MONTH_START, review_dates.month_start(view.first, self.days), False
        if state is ViewState.RUNNING:
            due = review_dates.mid_month(self.as_of, self.days)
            month = Span(self.as_of.replace(day=1), self.as_of)
            is_held = any(
                review.kind is ReviewKind.MID_MONTH and review.held in month for review in self.reviews
            )
            if not is_held and self.as_of <= due:
                return ReviewKind.MID_MONTH, due, False
        due = review_dates.after(view.last, self.days)
        is_held = any(
            review.kind is ReviewKind.MONTH_START and review.held > view.last for review in self.reviews
        )
        return ReviewKind.MONTH_START, due, is_held

    def _held(self, view: Span) -> bool:
        return any(review.held in view for review in self.reviews)
