"""What comes next: the next review, what is still to be done, who has agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.present import answers, factors
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One line at the foot of the first screen.

    Attributes:
        review: ``month-start`` or ``mid-month``; empty when nothing is due.
        due: Its day, or None.
        actions: Open actions of all reviews.
        late: Those whose day has passed.
        agreed, members: Members who agreed to the cycle, of how many.
    """

    review: str
    due: date | None
    actions: int
    late: int
    agreed: int
    members: int


def _build(subject: Subject) -> Outlook | None:
    if subject.cycle is None or not subject.is_current or subject.is_record or subject.view is not None:
        return None
    answer = answers.answer(subject)
    rows = factors.in_stretch(subject, "views", answer.stretch)
    view = next((row for row in rows if not row.is_review_held), None)
    day, files = subject.day, subject.files
    open_ = [
        action
        for review in files.reviews.values()
        if review.held <= day
        for action in review.actions.values()
        if not action.dropped and (action.done is None or action.done > day)
    ]
    agreed = {
        member
        for (cycle, member), entries in files.agreements.items()
        if cycle == subject.cycle_id and any(entry.date <= day for entry in entries)
    }
    return Outlook(
        review=view.review if view else "",
        due=view.review_due if view else None,
        actions=len(open_),
        late=sum(action.due < day for action in open_),
        agreed=len(agreed & set(files.team.members)),
        members=len(files.team.members),
    )


SECTION = Section(needs=answers.NEEDS, build=_build)
