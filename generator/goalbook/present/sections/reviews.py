"""A team's reviews of a cycle with what became of each, its actions, and who has agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.analyse import review_calendar
from goalbook.analyse.review_calendar import PlannedReview
from goalbook.model.values import Text
from goalbook.present import reviews, snapshots
from goalbook.present.reviews import ActionLine, AgreedLine
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A review of the list.

    Attributes:
        kind: ``month-start``, ``mid-month``, ``month-end`` or ``quarter``.
        month: A day of the month it belongs to, or None for one outside the calendar.
        opens, due: Its window, or None likewise.
        state: ``upcoming``, ``due``, ``done``, ``late``, ``overdue``, ``missed``.
        held: The day it was held, or None.
        page: Source path of its page, or empty.
        draft: Where its draft stands when it was not held yet, or None.
        present: Who was there.
        decisions: What was decided.
        actions: How many actions came out of it.
    """

    kind: str
    month: date | None
    opens: date | None
    due: date | None
    state: str
    held: date | None
    page: str
    draft: Location | None
    present: tuple[Text, ...]
    decisions: tuple[Text, ...]
    actions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """Everything.

    Attributes:
        following: The review that is held next, or None.
        held: Reviews of the cycle, the newest first; those to come stand in `ahead`.
        ahead: Those still to come, the next first.
        earlier: Reviews held before the cycle.
        open, closed: Actions.
        agreed: Every member.
    """

    following: Held | None
    held: tuple[Held, ...]
    ahead: tuple[Held, ...]
    earlier: tuple[Held, ...]
    open: tuple[ActionLine, ...]
    closed: tuple[ActionLine, ...]
    agreed: tuple[AgreedLine, ...]


def _build(subject: Subject) -> Reviews | None:
    span = subject.span
    if subject.cycle is None or span is None:
        return None
    is_last = subject.cycle_id == tuple(subject.files.cycles)[-1]
    mine = review_calendar.of_span(reviews.planned(subject), span, is_last=is_last)
    known = {one.review for one in mine}
    as_of = subject.handbook.as_of(subject.team, subject.basis.today)
    extra = [name for name, _ in snapshots.held_reviews(subject.files, as_of) if name not in known]
    listed = [_planned(subject, one) for one in mine]
    outside = [_outside(subject, name) for name in extra]
    here = [one for one in outside if one.held and one.held >= span.first]
    past = [one for one in (*listed, *here) if one.state != "upcoming"]
    lines = reviews.action_lines(subject, reviews.tasks(subject))
    following = review_calendar.upcoming(mine)
    return Reviews(
        following=_planned(subject, following) if following else None,
        held=tuple(sorted(past, key=_day, reverse=True)),
        ahead=tuple(one for one in listed if one.state == "upcoming"),
        earlier=tuple(sorted((one for one in outside if one not in here), key=_day, reverse=True)),
        open=tuple(line for line in lines if line.is_open),
        closed=tuple(line for line in reversed(lines) if not line.is_open),
        agreed=tuple(reviews.agreed_line(subject, one) for one in reviews.agreed(subject)),
    )


def _day(one: Held) -> date:
    return one.held or one.due or date.min


def _planned(subject: Subject, one: PlannedReview) -> Held:
    return _held(subject, one.review if one.held else "", one)


def _outside(subject: Subject, name: str) -> Held:
    return _held(subject, name, None)


def _held(subject: Subject, name: str, slot: PlannedReview | None) -> Held:
    review = subject.files.reviews.get(name)
    draft = slot.review if slot and slot.held is None else ""
    kind = slot.kind if slot else subject.files.reviews[name].kind
    return Held(
        kind=kind.value,
        month=slot.month if slot else None,
        opens=slot.opens if slot else None,
        due=slot.due if slot else None,
        state=slot.state.value if slot else "done",
        held=review.held if review else None,
        page=reviews.page(subject.team, name) if review else "",
        draft=reviews.location(subject, draft) if draft else None,
        present=subject.members(review.present) if review else (),
        decisions=review.decisions if review else (),
        actions=len(review.actions) if review else 0,
    )


SECTION = Section(build=_build)
