"""A basis that notes which teams are read, so that a preview knows what a drawn page depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeVar

from goalbook.analyse.run import Tables
from goalbook.present.basis import Basis, team_of
from goalbook.problems import Problem
from goalbook.validate.accepted import Accepted

T = TypeVar("T")
Note = Callable[[str], None]
"""Is told the id of each team that is read."""
NAMES: Final = "*"
"""Stands for the list of teams itself; no team can have this id."""


class Seen(Mapping[str, T]):
    """A mapping that tells what is looked up.

    Args:
        whole: The mapping.
        note: Is told.
        team: Gives a key's team.
    """

    def __init__(self, whole: Mapping[str, T], note: Note, team: Callable[[str], str] = str) -> None:
        self._whole, self._note, self._team = whole, note, team

    def __getitem__(self, key: str) -> T:
        """The value, noted also when there is none."""
        self._note(self._team(key))
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        """All keys."""
        self._note(NAMES)
        return iter(self._whole)

    def __len__(self) -> int:
        """How many there are."""
        self._note(NAMES)
        return len(self._whole)


class SeenTables(Tables):
    """Tables that tell whose rows are read."""

    def __init__(self, whole: Tables, note: Note) -> None:
        super().__init__({})
        self._whole, self._note = whole, note

    def rows(self, key: str, team: str) -> tuple[Any, ...]:
        """A team's rows."""
        self._note(team)
        return self._whole.rows(key, team)

    def columns(self, key: str) -> tuple[str, ...]:
        """Every team has the same."""
        return self._whole.columns(key)

    def knows(self, team: str) -> bool:
        """Whether a team's rows are here."""
        return self._whole.knows(team)


@dataclass(frozen=True, kw_only=True)
class WatchedBasis(Basis):
    """A basis that notes which teams are read.

    Attributes:
        whole: The basis behind it.
        seen: Ids of the teams that were read, and `NAMES`; grows.
    """

    whole: Basis
    seen: set[str]

    @cached_property
    def problems_of(self) -> Mapping[str, tuple[Problem, ...]]:
        """As the whole has it."""
        return Seen(self.whole.problems_of, self.seen.add)

    @cached_property
    def accepted_of(self) -> Mapping[str, tuple[Accepted, ...]]:
        """As the whole has it."""
        return Seen(self.whole.accepted_of, self.seen.add)

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """As the whole has it."""
        return Seen(self.whole.children, self.seen.add)


def watch(whole: Basis) -> WatchedBasis:
    """The same goals and numbers, with a note of what is read; what was made from them is made anew."""
    seen: set[str] = set()
    loaded = whole.loaded
    return WatchedBasis(
        loaded=replace(
            loaded,
            handbook=replace(loaded.handbook, teams=Seen(loaded.handbook.teams, seen.add)),
            positions=Seen(loaded.positions, seen.add, team_of),
            lengths=Seen(loaded.lengths, seen.add, team_of),
        ),
        problems=(),  # asked for by team alone
        tables=SeenTables(whole.tables, seen.add),
        today=whole.today,
        repo=whole.repo,
        past=whole.past,
        whole=whole,
        seen=seen,
    )
