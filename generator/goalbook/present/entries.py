"""One team as a line of a list: its answer, where it is heading, its months in small, what is next.

Lists show first what needs somebody: a problem with evidence, a plan missed or out of reach without it,
numbers awaited, a review overdue; then what could go either way, then what is on course. Never by attainment:
the KGIs of two teams are not the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from goalbook.analyse import review_calendar
from goalbook.analyse.review_calendar import ReviewState
from goalbook.model.values import Period, Text
from goalbook.present import answers, factors, lanes, reviews, subject
from goalbook.present.answers import Answer, Headline
from goalbook.present.basis import Basis
from goalbook.present.lanes import Lanes
from goalbook.present.subject import Subject

NEEDS: Final = (*lanes.NEEDS, "pace")
_MONTHS: Final = 12


class Standing(Enum):
    """Where a team stands, in the order in which lists show it: what needs somebody first."""

    MISSED = "missed"
    WAITING = "waiting"
    RUNNING = "running"
    OPEN = "open"
    MET = "met"


_STANDING: Final = {
    Headline.MISSED: Standing.MISSED,
    Headline.NOTHING_YET: Standing.WAITING,
    Headline.WAITING: Standing.WAITING,
    Headline.RUNNING: Standing.RUNNING,
    Headline.EVEN: Standing.MET,
    Headline.MET: Standing.MET,
}


class Group(Enum):
    """Standings that one sentence counts together, in the order in which lists show them."""

    BEHIND = "behind"
    WAITING = "waiting"
    EITHER_WAY = "either-way"
    EARLY = "early"
    ZERO_PLAN = "zero-plan"
    OPEN = "open"
    FINE = "fine"


_PACES: Final = {"unlikely": Group.BEHIND, "either-way": Group.EITHER_WAY, "on-course": Group.FINE}
_GROUPS: Final = {
    Standing.MISSED: Group.BEHIND,
    Standing.WAITING: Group.WAITING,
    Standing.OPEN: Group.OPEN,
    Standing.MET: Group.FINE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where the KGI of a running period is heading.

    Attributes:
        state: ``on-course``, ``either-way``, ``unlikely`` or ``too-few``.
        chance: Probability of reaching the target, or None.
    """

    state: str
    chance: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A team's next review.

    Attributes:
        review: ``month-start``, ``mid-month``, ``month-end`` or ``quarter``.
        due: Its day.
        is_overdue: Whether that day has passed.
    """

    review: str
    due: date
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One team.

    Attributes:
        team: Its id.
        name: Its name.
        parent: Id of the team above, or None.
        answer: What its page begins with.
        lanes: What to act on and what to find out, or None.
        standing: Where it stands.
        heading: Where a running period is heading, or None.
        next: Its next review; None without one, and for a finished record.
        record_day: The day of a finished record, or None for a living team.
        below: How many teams name it as the team above.
        signal: Of the KGI in the period: ``above``, ``run-below``, ...; ``none``; empty when unknown.
        months: The KGI's last twelve months, oldest first; None where nothing was recorded.
    """

    team: str
    name: Text
    parent: str | None
    answer: Answer
    lanes: Lanes | None
    standing: Standing
    heading: Heading | None
    next: Next | None
    record_day: date | None
    below: int
    signal: str
    months: tuple[float | None, ...]

    @property
    def group(self) -> Group:
        """Where it stands, or is heading; a plan of 0 is a plan."""
        if self.answer.headline is Headline.ZERO_PLAN:
            return Group.ZERO_PLAN
        if self.standing is Standing.RUNNING:
            return _PACES.get(self.heading.state if self.heading else "", Group.EARLY)
        return _GROUPS[self.standing]

    @property
    def is_overdue(self) -> bool:
        """Whether its review is overdue."""
        return self.next is not None and self.next.is_overdue

    @property
    def has_evidence(self) -> bool:
        """Whether a step is short of its plan beyond chance."""
        return self.lanes is not None and self.lanes.act is not None and self.lanes.act.certainty.is_worse


def entry(basis: Basis, team: str) -> Entry:
    """A team's line."""
    found = subject.current(basis, team)
    answer = answers.answer(found)
    standing = _STANDING.get(answer.headline, Standing.OPEN)
    return Entry(
        team=team,
        name=found.name,
        parent=found.files.team.parent,
        answer=answer,
        lanes=lanes.lanes(found),
        standing=standing,
        heading=_heading(found, answer) if standing is Standing.RUNNING else None,
        next=None if found.is_record else _next(found),
        record_day=found.files.team.as_of,
        below=len(basis.children.get(team, ())),
        signal=_signal(found, answer),
        months=_months(found, answer),
    )


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What needs somebody first; finished records after living teams."""

    def key(one: Entry) -> tuple[bool, int, str]:
        return one.record_day is not None, _rank(one), one.team

    return tuple(sorted(entries, key=key))


def _rank(one: Entry) -> int:
    if one.group is Group.BEHIND:
        return 0 if one.has_evidence else 1
    if one.group is Group.WAITING:
        return 2
    return 3 if one.is_overdue else 4 + list(Group).index(one.group)


def _heading(found: Subject, answer: Answer) -> Heading | None:
    metric = answer.kgi.indicator.id if answer.kgi else ""
    rows = factors.in_stretch(found, "pace", answer.stretch) if answer.stretch else ()
    row = next((row for row in rows if row.metric == metric), None)
    return None if row is None else Heading(state=row.state, chance=row.p_hit)


def _signal(found: Subject, answer: Answer) -> str:
    if answer.kgi is None or answer.kgi.actual is None or answer.contradictions:
        return ""
    rows = factors.in_stretch(found, "headlines", answer.stretch)
    signal = rows[0].signal if rows else "unknown"
    return "" if signal == "unknown" else signal


def _next(found: Subject) -> Next | None:
    following = review_calendar.upcoming(reviews.planned(found))
    if following is None:
        return None
    is_overdue = following.state is ReviewState.OVERDUE
    return Next(review=following.kind.value, due=following.due, is_overdue=is_overdue)


def _months(found: Subject, answer: Answer) -> tuple[float | None, ...]:
    if answer.kgi is None:
        return ()
    metric = answer.kgi.indicator.id
    rows = [row for row in found.basis.tables.rows("attainment", found.team) if row.metric == metric]
    months = sorted(
        (row.first, row.actual) for row in rows if row.period == Period.MONTH.value and row.first <= found.day
    )
    values = tuple(value for _, value in months[-_MONTHS:])
    return (None,) * (_MONTHS - len(values)) + values if values else ()
