"""Reviews of all teams by day: what is overdue, what comes next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goalbook.analyse import threshold_telling
from goalbook.analyse.review_calendar import ReviewState
from goalbook.model.values import Text
from goalbook.present import reviews, subject
from goalbook.present.basis import Basis
from goalbook.present.section import Section

_AHEAD: Final = timedelta(days=threshold_telling.REVIEWS_AHEAD.value)
_SOON: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Reviews of one kind due on one day.

    Attributes:
        day: The day.
        kind: ``month-start``, ``mid-month``, ``month-end`` or ``quarter``.
        is_open: Whether their window is open.
        is_overdue: Whether the day has passed.
        teams: Id and name of each team, by id.
    """

    day: date
    kind: str
    is_open: bool
    is_overdue: bool
    teams: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All of them.

    Attributes:
        day: The day of the living teams.
        overdue: Past their day and not held, the oldest first.
        ahead: Due within two months, the next first.
        records: How many teams are a finished record, which holds no reviews.
    """

    day: date
    overdue: tuple[Due, ...]
    ahead: tuple[Due, ...]
    records: int

    @property
    def late(self) -> int:
        """How many reviews are overdue."""
        return sum(len(one.teams) for one in self.overdue)

    @property
    def soon(self) -> tuple[Due, ...]:
        """What home shows."""
        return (*self.overdue, *self.ahead)[:_SOON]


def _build(basis: Basis) -> Agenda | None:
    day = basis.handbook.company.as_of or basis.today
    found: defaultdict[tuple[date, str, ReviewState], list[tuple[str, Text]]] = defaultdict(list)
    for team, files in basis.handbook.teams.items():
        for one in reviews.planned(subject.current(basis, team)):
            if one.is_asked and one.due <= day + _AHEAD:
                found[one.due, one.kind.value, one.state].append((team, files.team.name))
    listed = [
        Due(
            day=due,
            kind=kind,
            is_open=state is ReviewState.DUE,
            is_overdue=state is ReviewState.OVERDUE,
            teams=tuple(teams),
        )
        for (due, kind, state), teams in sorted(found.items())
    ]
    if not listed:
        return None
    return Agenda(
        day=day,
        overdue=tuple(one for one in listed if one.is_overdue),
        ahead=tuple(one for one in listed if not one.is_overdue),
        records=sum(files.team.as_of is not None for files in basis.handbook.teams.values()),
    )


SECTION = Section(of="site", build=_build)
