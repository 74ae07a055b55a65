"""One review: what was looked at, what was said, what came out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import agreement_states, open_actions
from goalbook.analyse.agreement_states import AgreementState
from goalbook.model.values import Text
from goalbook.present import reviews, snapshots
from goalbook.present.reviews import ActionLine
from goalbook.present.section import Section
from goalbook.present.snapshots import Snapshot
from goalbook.present.subject import Subject

_HEADING: Final = re.compile(r"(?m)^(#{1,6})(?=[ \t])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The review.

    Attributes:
        kind: ``month-start``, ``mid-month``, ``month-end`` or ``quarter``.
        held: The day it was held.
        due: The day it was due, or None outside the calendar.
        is_late: Whether it was held after that.
        present: Who was there.
        before: The actions it began with, as they stood on that day.
        prose: What was typed, in Markdown with headings from the first rank.
        decisions: What was decided.
        actions: What came out of it, as it stands today.
        today: The day of `actions`.
        agreed, to_renew, members: Agreements on that day.
        previous, next: Source paths of the neighbouring reviews' pages; empty without one.
    """

    kind: str
    held: date
    due: date | None
    is_late: bool
    present: tuple[Text, ...]
    before: tuple[ActionLine, ...]
    prose: Text
    decisions: tuple[Text, ...]
    actions: tuple[ActionLine, ...]
    today: date
    agreed: int
    to_renew: int
    members: int
    previous: str
    next: str


def _build(subject: Subject) -> Sheet | None:
    if not isinstance(subject, Snapshot):
        return None
    review, name, now = subject.review, subject.review_id, subject.today
    day = now.handbook.as_of(now.team, now.basis.today)
    slot = next((one for one in reviews.planned(now) if one.review == name), None)
    states = agreement_states.counts(reviews.agreed(subject))
    before = open_actions.returning(subject.files, review.held)
    mine = [task for task in reviews.tasks(now) if task.review == name]
    names = [one for one, _ in snapshots.held_reviews(now.files, day)]
    place = names.index(name)
    around = [names[place - 1] if place else "", names[place + 1] if place + 1 < len(names) else ""]
    pages = [reviews.page(subject.team, one) if one else "" for one in around]
    return Sheet(
        kind=review.kind.value,
        held=review.held,
        due=slot.due if slot else None,
        is_late=slot is not None and review.held > slot.due,
        present=now.members(review.present),
        before=reviews.action_lines(subject, before),
        prose=Text.plain(_from_the_first_rank(review.typed)),
        decisions=review.decisions,
        actions=reviews.action_lines(now, mine),
        today=day,
        agreed=states[AgreementState.AGREED] + states[AgreementState.TO_RENEW],
        to_renew=states[AgreementState.TO_RENEW],
        members=len(now.files.team.members),
        previous=pages[0],
        next=pages[1],
    )


def _from_the_first_rank(prose: str) -> str:
    """Headings moved up so that the highest is of the first rank."""
    ranks = [len(found) for found in _HEADING.findall(prose)]
    surplus = min(ranks, default=1) - 1
    return _HEADING.sub(lambda found: found[1][surplus:], prose) if surplus else prose


SECTION = Section(build=_build)
