"""What comes next: the next review, what is still to be done, who has agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.analyse import agreement_states, review_calendar
from goalbook.analyse.agreement_states import AgreementState
from goalbook.analyse.open_actions import ActionState
from goalbook.present import reviews
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One line at the foot of the first screen.

    Attributes:
        review: ``month-start``, ``mid-month``, ``month-end`` or ``quarter``; empty when nothing comes.
        due: Its day, or None.
        is_overdue: Whether that day has passed.
        actions: Open actions of all reviews.
        late: Those whose day has passed.
        agreed, members: Members who agreed to the cycle, of how many.
        to_renew: Those of them whose agreement no longer fits what the goals say.
    """

    review: str
    due: date | None
    is_overdue: bool
    actions: int
    late: int
    agreed: int
    members: int
    to_renew: int


def _build(subject: Subject) -> Outlook | None:
    if subject.cycle is None or not subject.is_current or subject.is_record or subject.view is not None:
        return None
    following = review_calendar.upcoming(reviews.planned(subject))
    tasks = reviews.tasks(subject)
    states = agreement_states.counts(reviews.agreed(subject))
    return Outlook(
        review=following.kind.value if following else "",
        due=following.due if following else None,
        is_overdue=following is not None and following.state is review_calendar.ReviewState.OVERDUE,
        actions=sum(task.is_open for task in tasks),
        late=sum(task.state is ActionState.LATE for task in tasks),
        agreed=states[AgreementState.AGREED] + states[AgreementState.TO_RENEW],
        members=len(subject.files.team.members),
        to_renew=states[AgreementState.TO_RENEW],
    )


SECTION = Section(build=_build)
