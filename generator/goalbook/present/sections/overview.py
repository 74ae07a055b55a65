"""The organisation: which team comes first, how many teams stand where, every division in one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import threshold_telling
from goalbook.model.values import Text
from goalbook.present import entries
from goalbook.present.basis import Basis
from goalbook.present.entries import Entry, Group
from goalbook.present.section import Section

_FIRST: Final = threshold_telling.TEAMS_FIRST.value
_ROOM: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Teams with the same team above.

    Attributes:
        team: Id of the team above; empty when there is none.
        name: Its name, or None.
        entries: Its teams.
    """

    team: str
    name: Text | None
    entries: tuple[Entry, ...]

    @property
    def dots(self) -> tuple[float, ...]:
        """Where each team with an attainment stands on a strip 160 wide, from 0 to 125 %, in order."""
        found = [one.answer.kgi.attainment for one in self.entries if one.answer.kgi]
        return tuple(sorted(_place(value) for value in found if value is not None))

    @property
    def without(self) -> int:
        """How many teams have no attainment."""
        return len(self.entries) - len(self.dots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many teams stand somewhere."""

    key: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Everything home says.

    Attributes:
        name: The company's name.
        day: The day of the living teams.
        total: How many teams have goals.
        living: How many of them go on; the others are finished records.
        groups: How many living teams stand where, without those where none does.
        lead: The living team that comes first, when somebody should look at it.
        is_fine: Whether every living team is on course or has met its plan.
        first: Up to ten teams, what needs somebody first.
        rest: How many more there are.
        divisions: The teams by the team above, when they do not all fit on the page.
    """

    name: Text
    day: date
    total: int
    living: int
    groups: tuple[Count, ...]
    lead: Entry | None
    is_fine: bool
    first: tuple[Entry, ...]
    rest: int
    divisions: tuple[Division, ...]

    @property
    def records(self) -> int:
        """How many teams are finished records."""
        return self.total - self.living


def _build(basis: Basis) -> Organisation:
    company = basis.handbook.company
    found = teams_of(basis)
    living = [one for one in found if one.record_day is None]
    groups = Counter(one.group for one in living)
    return Organisation(
        name=company.name,
        day=company.as_of or basis.today,
        total=len(found),
        living=len(living),
        groups=tuple(Count(key=key.value, number=number) for key in Group if (number := groups[key])),
        lead=living[0] if living and _needs_somebody(living[0]) else None,
        is_fine=bool(living) and all(one.group is Group.FINE for one in living),
        first=found[:_FIRST],
        rest=max(0, len(found) - _FIRST),
        divisions=tuple(_divisions(basis, found)) if len(found) > _FIRST else (),
    )


def _needs_somebody(one: Entry) -> bool:
    return one.group in {Group.BEHIND, Group.WAITING} or one.is_overdue


def teams_of(basis: Basis) -> tuple[Entry, ...]:
    """Every team with goals, and every team without that has no teams below it."""
    teams = basis.handbook.teams
    listed = (team for team, files in teams.items() if files.cycles or team not in basis.children)
    return entries.in_order(entries.entry(basis, team) for team in listed)


def _divisions(basis: Basis, found: Iterable[Entry]) -> Iterable[Division]:
    teams = basis.handbook.teams
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in found:
        parent = one.parent if one.parent and one.parent in teams and one.parent != one.team else ""
        groups[parent].append(one)
    for parent in sorted(groups):
        name = teams[parent].team.name if parent else None
        yield Division(team=parent, name=name, entries=tuple(groups[parent]))


def _place(attainment: float) -> float:
    return round(max(0.0, min(1.25, attainment)) / 1.25 * _ROOM, 1)


SECTION = Section(of="site", needs=entries.NEEDS, build=_build)
