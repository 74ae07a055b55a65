"""What a team is reminded of on a day: numbers, reviews, actions and agreements that wait for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goalbook.analyse import agreement_states, due, open_actions, review_calendar, threshold_telling
from goalbook.analyse.agreement_states import AgreementState
from goalbook.analyse.open_actions import Task
from goalbook.analyse.review_calendar import PlannedReview, ReviewState
from goalbook.model.handbook import Handbook, TeamFiles

_AHEAD: Final = timedelta(days=threshold_telling.REMINDED_AHEAD.value)
"""Actions whose day comes within a week are named before it is over."""
_WAITING: Final = frozenset({ReviewState.DUE, ReviewState.OVERDUE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One team.

    Attributes:
        team: Its id.
        cycle: The cycle of the day.
        numbers: Member who records, empty for anybody, to the ids of the metrics that are due.
        reviews: Those whose window is open or has passed, the first due first.
        actions: Open ones that are late or due within a week, the first due first.
        renew: Members whose agreement no longer fits what the goals say.
        silent: Members who have not agreed yet.
    """

    team: str
    cycle: str
    numbers: Mapping[str, tuple[str, ...]]
    reviews: tuple[PlannedReview, ...]
    actions: tuple[Task, ...]
    renew: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits for anybody."""
        return not (self.numbers or self.reviews or self.actions or self.renew or self.silent)


def of(handbook: Handbook, team: str, day: date) -> Reminder | None:
    """What waits in a team on a day.

    Args:
        handbook: Holds the team.
        team: Its id.
        day: The day.

    Returns:
        None for a finished record, outside every cycle, and when nothing waits.
    """
    files = handbook.teams[team]
    cycle = handbook.current_cycle(team, day)
    span = handbook.span(cycle) if cycle else None
    if files.team.as_of is not None or cycle is None or span is None or day not in span:
        return None
    states = {one.member: one.state for one in agreement_states.agreements(files, cycle, day)}
    found = Reminder(
        team=team,
        cycle=cycle,
        numbers=_numbers(handbook, team, day),
        reviews=tuple(one for one in review_calendar.planned(handbook, team, day) if one.state in _WAITING),
        actions=_actions(files, day),
        renew=tuple(member for member, state in states.items() if state is AgreementState.TO_RENEW),
        silent=tuple(member for member, state in states.items() if state is AgreementState.WAITING),
    )
    return None if found.is_empty else found


def _numbers(handbook: Handbook, team: str, day: date) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one in due.wanted(handbook, team, day, day):
        if any(each.since <= day for each in one.dues):
            found.setdefault(one.recorder, {})[one.slot.metric] = None
    return {who: tuple(metrics) for who, metrics in found.items()}


def _actions(files: TeamFiles, day: date) -> tuple[Task, ...]:
    waiting = (task for task in open_actions.tasks(files, day) if task.is_open)
    soon = [task for task in waiting if task.action.due <= day + _AHEAD]
    return tuple(sorted(soon, key=lambda task: (task.action.due, task.review, task.id)))
