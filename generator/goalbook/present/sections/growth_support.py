"""Growth support: who helps whom, with what, by when; actions of reviews that name somebody they are for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.analyse import open_actions
from goalbook.analyse.open_actions import ActionState, Task
from goalbook.model.values import Text
from goalbook.present.indicator import Indicator
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One action for somebody.

    Attributes:
        what: What is done.
        helper: Who does it.
        whom: For whom.
        due: Until when.
        done: The day it was done, or None.
        state: What became of it.
        indicator: The measure it should move, or None.
        location: Its line.
    """

    what: Text
    helper: Text | None
    whom: Text | None
    due: date
    done: date | None
    state: ActionState
    indicator: Indicator | None
    location: Location


def _build(subject: Subject) -> tuple[Support, ...] | None:
    span = subject.span
    found = [
        _support(subject, task)
        for task in open_actions.tasks(subject.files, subject.day)
        if span is not None and task.held in span
        if task.action.for_ is not None and task.state is not ActionState.DROPPED
    ]
    return tuple(sorted(found, key=lambda one: (one.state is ActionState.DONE, one.due))) or None


def _support(subject: Subject, task: Task) -> Support:
    action = task.action
    return Support(
        what=action.what,
        helper=subject.member(action.owner),
        whom=subject.member(action.for_),
        due=action.due,
        done=action.done if task.state is ActionState.DONE else None,
        state=task.state,
        indicator=subject.indicator(action.metric) if action.metric else None,
        location=subject.basis.loaded.locate(task.ref),
    )


SECTION = Section(build=_build)
