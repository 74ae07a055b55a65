"""What pages say of a team's reviews, actions and agreements; the sections that show them share it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import agreement_states, open_actions, review_calendar
from goalbook.analyse.agreement_states import Agreed, AgreementState, Moved
from goalbook.analyse.open_actions import ActionState, Task
from goalbook.analyse.review_calendar import PlannedReview
from goalbook.model.agreement import Agreement
from goalbook.model.ref import review_ref
from goalbook.model.values import Text
from goalbook.present import recorders
from goalbook.present.indicator import Indicator
from goalbook.present.recorders import Recorders
from goalbook.present.subject import Subject
from goalbook.problems import Location

_URGENCY: Final = (ActionState.LATE, ActionState.OPEN, ActionState.DONE, ActionState.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An action.

    Attributes:
        what: What is to be done.
        owner: Who does it.
        whom: Whom it helps to grow, or None.
        due, done: Until when; the day it was done, or None.
        state: ``open``, ``late``, ``done`` or ``dropped``.
        metric: The measure it should move, or None.
        review: File name of its review.
        held: That review's day.
        place: Where it stands.
    """

    what: Text
    owner: Text | None
    whom: Text | None
    due: date
    done: date | None
    state: ActionState
    metric: Indicator | None
    review: str
    held: date
    place: Location

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in {ActionState.OPEN, ActionState.LATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """A change that asks to agree again.

    Attributes:
        since: From which day on it holds.
        name: The measure or the key result it is about.
        indicator: For its numbers.
        old, new: The target before and from then on; None for a definition and for a typed ``+15%``.
        typed: The new target as it was typed; empty for a definition.
        why: Its reason, or None.
        is_definition: Whether what is counted changed, not how much.
        place: Where it stands.
    """

    since: date
    name: Text
    indicator: Indicator
    old: float | None
    new: float | None
    typed: str
    why: Text | None
    is_definition: bool
    place: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a member agreed to.

    Attributes:
        date: When.
        will_do: In their own words.
        concern: What stays open, or None.
        recorded_by: Who wrote it down when not the member, as the entry or the history says; may be empty.
        strangers: Under which names it stands in git when they are no member's; may be empty.
    """

    date: date
    will_do: Text
    concern: Text | None
    recorded_by: tuple[Text, ...]
    strangers: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedLine:
    """One member.

    Attributes:
        member: The member's id.
        name: The member's name.
        state: ``agreed``, ``to-renew`` or ``waiting``.
        entries: What they agreed to, the newest first.
        moved: What has changed since.
        coming: What will change.
    """

    member: str
    name: Text
    state: AgreementState
    entries: tuple[Words, ...]
    moved: tuple[MovedLine, ...]
    coming: tuple[MovedLine, ...]


def planned(subject: Subject) -> tuple[PlannedReview, ...]:
    """The reviews of a team's cycles, found once."""
    key = ("reviews", subject.team, "")
    made = subject.basis.made
    if key not in made:
        day = subject.handbook.as_of(subject.team, subject.basis.today)
        made[key] = review_calendar.planned(subject.handbook, subject.team, day)
    found: tuple[PlannedReview, ...] = made[key]
    return found


def agreed(subject: Subject) -> tuple[Agreed, ...]:
    """Every member in the subject's cycle on its day."""
    if subject.cycle is None:
        return ()
    return agreement_states.agreements(subject.files, subject.cycle_id, subject.day)


def action_lines(subject: Subject, tasks: Iterable[Task]) -> tuple[ActionLine, ...]:
    """Actions, those that are late first, then open ones, each by the day they are due."""
    ordered = sorted(
        tasks, key=lambda task: (_URGENCY.index(task.state), task.action.due, task.review, task.id)
    )
    return tuple(_action(subject, task) for task in ordered)


def tasks(subject: Subject) -> tuple[Task, ...]:
    """Every action of the team on its day."""
    return open_actions.tasks(subject.files, subject.handbook.as_of(subject.team, subject.basis.today))


def agreed_line(subject: Subject, one: Agreed) -> AgreedLine:
    """One member as pages show them."""
    return AgreedLine(
        member=one.member,
        name=subject.member(one.member) or Text.plain(one.member),
        state=one.state,
        entries=tuple(_words(subject, one.member, entry) for entry in one.entries),
        moved=tuple(moved_line(subject, change) for change in one.moved),
        coming=tuple(moved_line(subject, change) for change in one.coming),
    )


def moved_line(subject: Subject, change: Moved) -> MovedLine:
    """A change as pages show it."""
    indicator = subject.indicator(change.metric)
    return MovedLine(
        since=change.since,
        name=_result_name(subject, change.result) or indicator.name,
        indicator=indicator,
        old=change.old.resolved(None) if change.old else None,
        new=change.new.resolved(None) if change.new else None,
        typed=change.new.text if change.new else "",
        why=change.why,
        is_definition=change.new is None,
        place=subject.basis.loaded.locate(change.ref),
    )


def _words(subject: Subject, member: str, entry: Agreement) -> Words:
    if entry.recorded_by:
        found = Recorders(members=subject.members((entry.recorded_by,)))
    else:
        found = recorders.of(subject, (subject.cycle_id, member, entry.date.isoformat()))
    return Words(
        date=entry.date,
        will_do=entry.will_do,
        concern=entry.concern,
        recorded_by=found.members,
        strangers=found.strangers,
    )


def _action(subject: Subject, task: Task) -> ActionLine:
    action = task.action
    return ActionLine(
        what=action.what,
        owner=subject.member(action.owner),
        whom=subject.member(action.for_),
        due=action.due,
        done=action.done if task.state is ActionState.DONE else None,
        state=task.state,
        metric=subject.indicators.get(action.metric) if action.metric else None,
        review=task.review,
        held=task.held,
        place=subject.basis.loaded.locate(task.ref),
    )


def _result_name(subject: Subject, result: tuple[str, str] | None) -> Text | None:
    if result is None or subject.cycle is None:
        return None
    objective, name = result
    return subject.cycle.objectives[objective].key_results[name].title


def page(team: str, review: str) -> str:
    """Source path of a review's page."""
    return f"teams/{team}/reviews/{review}/index.md"


def location(subject: Subject, review: str) -> Location:
    """Where a review's file begins."""
    return subject.basis.loaded.locate(review_ref(subject.team, review))
