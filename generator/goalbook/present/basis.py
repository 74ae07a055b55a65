"""What pages are made from, once for all of them and all languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from goalbook.load.loaded import Loaded
from goalbook.model.handbook import Handbook
from goalbook.present.links import RepoLink
from goalbook.present.past import Past
from goalbook.problems import Problem
from goalbook.validate.accepted import Accepted

if TYPE_CHECKING:
    from goalbook.analyse.run import Tables

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Goals, numbers and problems.

    Attributes:
        loaded: The goals and where everything stands in their files.
        problems: All problems, sorted.
        accepted: Problems that authors accept, sorted.
        tables: The tables that pages need.
        today: The day, for teams without one of their own.
        repo: Where the goal files can be edited, or None.
        past: How the goals came to be, or None where git does not tell.
        made: What was made from it already, by kind, team, and cycle with period.
    """

    loaded: Loaded
    problems: tuple[Problem, ...]
    tables: Tables
    today: date
    repo: RepoLink | None = None
    past: Past | None = None
    accepted: tuple[Accepted, ...] = ()
    made: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    @property
    def handbook(self) -> Handbook:
        """The goals."""
        return self.loaded.handbook

    @cached_property
    def problems_of(self) -> Mapping[str, tuple[Problem, ...]]:
        """Team id to the problems in its folder; the key "" holds the company's own."""
        return _by_team(self.problems, lambda problem: problem.location.path)

    @cached_property
    def accepted_of(self) -> Mapping[str, tuple[Accepted, ...]]:
        """Team id to what is accepted in its folder, likewise."""
        return _by_team(self.accepted, lambda one: one.location.path)

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Team id to the teams that name it as parent, sorted."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for team, files in self.handbook.teams.items():
            if files.team.parent is not None and files.team.parent != team:
                found[files.team.parent].append(team)
        return {parent: tuple(sorted(teams)) for parent, teams in found.items()}


def team_of(path: str) -> str:
    """The team whose folder holds a file; empty for a file of no team."""
    parts = path.split("/")
    return parts[2] if parts[:2] == ["goals", "teams"] and len(parts) > 3 else ""  # noqa: PLR2004 - goals/teams/<team>/file


def _by_team(found: Iterable[T], path_of: Callable[[T], str]) -> Mapping[str, tuple[T, ...]]:
    teams: defaultdict[str, list[T]] = defaultdict(list)
    for one in found:
        teams[team_of(path_of(one))].append(one)
    return {team: tuple(ones) for team, ones in teams.items()}
