"""What was agreed in reviews and what became of it; what is open comes back until it is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goalbook.analyse.inputs import Inputs
from goalbook.model.handbook import TeamFiles
from goalbook.model.ref import Ref, review_ref
from goalbook.model.review import Action


class ActionState(StrEnum):
    """What became of an action."""

    OPEN = "open"
    LATE = "late"  # open past its day
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An action as it stands on a day.

    Attributes:
        review: File name of the review it came out of.
        held: That review's day.
        id: The action's id.
        action: As written.
        state: What became of it by the day.
        ref: Where it stands.
    """

    review: str
    held: date
    id: str
    action: Action
    state: ActionState
    ref: Ref

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in {ActionState.OPEN, ActionState.LATE}


def tasks(files: TeamFiles, day: date) -> tuple[Task, ...]:
    """Every action of reviews held by a day, the oldest review first."""
    return tuple(
        Task(
            review=review,
            held=held.held,
            id=name,
            action=action,
            state=_state(action, day),
            ref=review_ref(files.id, review).at("actions", name),
        )
        for review, held in sorted(files.reviews.items(), key=lambda item: (item[1].held, item[0]))
        if held.held <= day
        for name, action in held.actions.items()
    )


def returning(files: TeamFiles, day: date) -> tuple[Task, ...]:
    """What a review on a day looks at first: all that was open when the one before it was held.

    Actions of the review before, and older ones that were not closed by then; none that this one makes.
    """
    days = [one.held for one in files.reviews.values() if one.held < day and not one.is_draft]
    before = max(days, default=None)
    if before is None:
        return ()
    found = [task for task in tasks(files, day) if task.held < day]
    return tuple(task for task in found if task.is_open or task.held == before or _closed_since(task, before))


def newest(inputs: Inputs) -> Mapping[tuple[str, str, str], tuple[str, str]]:
    """The newest open action on each metric in each cycle.

    Returns:
        (team, cycle in which the review was held, metric) to (review's file name, action's id).
    """
    book = inputs.handbook
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for team, files in book.teams.items():
        spans = {name: span for name in files.cycles if (span := book.span(name))}
        for task in tasks(files, book.as_of(team, inputs.today)):
            cycle = next((cycle for cycle, span in spans.items() if task.held in span), None)
            if task.is_open and task.action.metric and cycle:
                found[team, cycle, task.action.metric] = (task.review, task.id)
    return found


def _state(action: Action, day: date) -> ActionState:
    if action.dropped:
        return ActionState.DROPPED
    if action.done is not None and action.done <= day:
        return ActionState.DONE
    return ActionState.LATE if action.due < day else ActionState.OPEN


def _closed_since(task: Task, before: date) -> bool:
    """Whether it was open when the review before was held."""
    return task.action.done is not None and task.action.done > before
