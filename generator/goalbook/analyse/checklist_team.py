"""The items of the checklist that a team's habits answer: agreement, reviews, improvement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from goalbook.analyse import agreement_states, open_actions, threshold_checklist as thresholds
from goalbook.analyse.agreement_states import Agreed, AgreementState
from goalbook.analyse.checklist_item import CheckState, Fact, Item, graded
from goalbook.analyse.open_actions import ActionState, Task
from goalbook.analyse.review_calendar import PlannedReview, ReviewState
from goalbook.analyse.workdays import Workdays
from goalbook.messages import msg
from goalbook.model.handbook import TeamFiles
from goalbook.model.values import Span

_OVER = frozenset({ReviewState.DONE, ReviewState.LATE, ReviewState.OVERDUE, ReviewState.MISSED})


def agreement(files: TeamFiles, cycle: str, span: Span | None, days: Workdays, day: date) -> Item:
    """Convinced, and agreed: by own words and days, never by a score.

    Args:
        files: The team.
        cycle: The cycle's id.
        span: Its days; None when they are not known.
        days: The team's working days.
        day: The day of asking.
    """
    until = days.nth(span.first, thresholds.AGREE_DAYS.value) if span else None
    return Item(
        key="agreement",
        question=msg("Convinced, and agreed?"),
        facts=_recorded(files) or tuple(_agreed(agreement_states.agreements(files, cycle, day), until, day)),
        limits=(thresholds.AGREE_DAYS,),
    )


def _recorded(files: TeamFiles) -> tuple[Fact, ...]:
    """Of a finished record of real data nobody is asked to agree, or to hold reviews."""
    if files.team.as_of is None:
        return ()
    return (Fact(said=msg("A finished record: nobody is asked."), state=CheckState.UNKNOWN),)


def _agreed(found: Sequence[Agreed], until: date | None, day: date) -> Iterable[Fact]:
    if not found:
        yield Fact(said=msg("The team has no members yet."), state=CheckState.UNKNOWN)
        return
    counts = agreement_states.counts(found)
    yield Fact(
        said=msg(
            "Agreed to the goals as they stand: {number} of {all}.",
            number=counts[AgreementState.AGREED],
            all=len(found),
        ),
        state=_of_agreement(counts[AgreementState.WAITING], len(found), until, day),
    )
    if until is not None and day <= until and counts[AgreementState.WAITING]:
        yield Fact(said=msg("There is time until {day}.", day=until))
    if counts[AgreementState.TO_RENEW]:
        said = msg(
            "To renew since a target or definition changed: {number}.", number=counts[AgreementState.TO_RENEW]
        )
        yield Fact(said=said, state=CheckState.WARN)
    late = [one for one in found if until is not None and one.entries and one.entries[-1].date > until]
    if late and until is not None:
        said = msg("First agreed later than {day}: {number}.", day=until, number=len(late))
        yield Fact(said=said, state=CheckState.WARN)
    concerns = sum(one.newest is not None and one.newest.concern is not None for one in found)
    if concerns:
        yield Fact(said=msg("Open concerns: {number}. They belong in the next review.", number=concerns))


def _of_agreement(waiting: int, members: int, until: date | None, day: date) -> CheckState:
    if not waiting:
        return CheckState.PASS
    if until is None or day <= until:
        return CheckState.UNKNOWN
    return CheckState.FAIL if waiting == members else CheckState.WARN


def reviews(files: TeamFiles, found: Sequence[PlannedReview]) -> Item:
    """Reviews at month start and mid-month.

    Args:
        files: The team.
        found: Of the team, in order of the days they are due.
    """
    return Item(
        key="reviews",
        question=msg("Reviews at month start and mid-month?"),
        facts=_recorded(files) or tuple(_held(found)),
        limits=(thresholds.REVIEWS_COUNTED, thresholds.REVIEWS_ENOUGH, thresholds.REVIEWS_SOME),
    )


def _held(found: Sequence[PlannedReview]) -> Iterable[Fact]:
    over = [one for one in found if one.state in _OVER][-thresholds.REVIEWS_COUNTED.value :]
    if not over:
        yield Fact(said=msg("No review was due yet."), state=CheckState.UNKNOWN)
        return
    timely = sum(one.state is ReviewState.DONE for one in over)
    yield Fact(
        said=msg("Held in time: {number} of the last {all}.", number=timely, all=len(over)),
        state=graded(timely / len(over), thresholds.REVIEWS_ENOUGH.value, thresholds.REVIEWS_SOME.value),
    )
    late = [one for one in over if one.state is ReviewState.LATE]
    if late:
        yield Fact(said=msg("Held late: {number}.", number=len(late)))
    for one in over:
        if one.state in {ReviewState.OVERDUE, ReviewState.MISSED}:
            yield Fact(said=msg("Not held: the one due on {day}.", day=one.due))


def improvement(files: TeamFiles, day: date) -> Item:
    """The team can improve it: tries that were done and proposals by others, not commits.

    Args:
        files: The team.
        day: The day of asking.
    """
    tasks = [task for task in open_actions.tasks(files, day) if task.state is not ActionState.DROPPED]
    return Item(
        key="improve",
        question=msg("Can the team improve it?"),
        facts=(*_tried(tasks, day), *_proposed(tasks, files.team.lead)),
        limits=(thresholds.TRY_DAYS, thresholds.TRIES_ENOUGH, thresholds.TRIES_SOME, thresholds.PROPOSERS),
        asks=msg("Can everybody say what is in the way?"),
    )


def _tried(tasks: Sequence[Task], day: date) -> Iterable[Fact]:
    """Actions whose days are over, or that were done before."""
    most = timedelta(days=thresholds.TRY_DAYS.value)
    told = [task for task in tasks if task.state is ActionState.DONE or task.held + most < day]
    done = [task for task in told if task.action.done is not None and task.action.done - task.held <= most]
    if len(told) < thresholds.TRIES_FEWEST.value:
        said = msg(
            "Actions that are done or 30 days old: {number}. That is too few to tell.", number=len(told)
        )
        yield Fact(said=said, state=CheckState.UNKNOWN)
    else:
        said = msg("Actions done within 30 days: {number} of {all}.", number=len(done), all=len(told))
        share = len(done) / len(told)
        yield Fact(said=said, state=graded(share, thresholds.TRIES_ENOUGH.value, thresholds.TRIES_SOME.value))
    open_ = [task for task in tasks if task.is_open]
    if open_:
        oldest = max((day - task.held).days for task in open_)
        yield Fact(said=msg("Open: {number}, the oldest for {days} days.", number=len(open_), days=oldest))


def _proposed(tasks: Sequence[Task], lead: str | None) -> Iterable[Fact]:
    if not tasks:
        return
    said = [task.action.by for task in tasks if task.action.by is not None]
    if not said:
        yield Fact(said=msg("Nobody wrote down who proposed the actions (by:)."), state=CheckState.UNKNOWN)
        return
    people, others = len(set(said)), sum(one != lead for one in said)
    least = thresholds.PROPOSERS.value
    few = CheckState.WARN if len(said) >= least else CheckState.UNKNOWN
    yield Fact(
        said=msg("People whose proposals became actions: {number}.", number=people),
        state=CheckState.PASS if people >= least else few,
    )
    if lead is not None:
        yield Fact(
            said=msg("Proposed by others than the lead: {number} of {all}.", number=others, all=len(said))
        )
