"""The goals' history as readers ask for it: by team, by measure, by kind; newest first.

A team or a measure that got another id keeps its history under the id it has now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from goalbook.history import chronicle
from goalbook.history.chronicle import Chronicle, Entry
from goalbook.words import Words

Texts = Mapping[str, str]
"""Language to text."""
RECORDED: Final = "numbers-recorded"
"""The kind of change that weekly work consists of; it is no change of the goals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """One change.

    Attributes:
        kind: The key of its kind.
        group: The key of its group, of `goalbook.present.told.GROUPS`.
        cycle: The cycle's id; empty outside a cycle.
        ids: What it is about, by the ids of now.
        bar: ``raises``, ``lowers`` or ``neutral``.
        said: What changed.
        why: The reason written beside it; empty without one.
    """

    kind: str
    group: str
    cycle: str
    ids: tuple[str, ...]
    bar: str
    said: Texts
    why: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one revision did to one team.

    Attributes:
        commit: The revision's name.
        time: When: seconds since 1970.
        day: The day, in the company's time zone.
        authors: Who, as ``.mailmap`` names them; empty when names are hidden.
        title: What the revision is called; of a proposal its title.
        proposal: The proposal's number, e.g. ``#12``; may be empty.
        team: The team's id now; empty for the company.
        team_then: Its id at that time.
        was: The id that its folder had before, when the revision renamed it.
        name: The team's name at that time.
        changes: What changed.
        effects: What that did to the plan, by language.
        unread: Files that could not be read as they stood.
    """

    commit: str
    time: int
    day: date
    authors: tuple[str, ...]
    title: str
    proposal: str
    team: str
    team_then: str
    was: str
    name: Texts
    changes: tuple[ToldChange, ...]
    effects: Mapping[str, tuple[str, ...]]
    unread: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its place on a page; one commit may touch several teams."""
        return f"{self.team_then or 'company'}-{self.commit[:12]}"


@dataclass(frozen=True, kw_only=True)
class Past:
    """A history that can be asked.

    Attributes:
        chronicle: What git holds.
        time_zone: Of the company.
        names_hidden: Whether names of authors are left out.
        until: The last day that counts; None for all.
    """

    chronicle: Chronicle
    time_zone: str
    names_hidden: bool = False
    until: date | None = None

    @cached_property
    def begins(self) -> date | None:
        """The day of the oldest revision; None without any."""
        begins = self.chronicle.begins
        return None if begins is None else self._day(begins)

    @cached_property
    def all(self) -> tuple[Told, ...]:
        """Every turn, newest first."""
        return tuple(self.told())

    @cached_property
    def by_team(self) -> Mapping[str, tuple[Told, ...]]:
        """Team id of now to its turns, newest first."""
        found: dict[str, list[Told]] = {}
        for told in self.all:
            found.setdefault(told.team, []).append(told)
        return {team: tuple(turns) for team, turns in found.items()}

    def told(self) -> Iterator[Told]:
        """Every turn, newest first, made as it is asked for."""
        teams: dict[str, str] = {}
        ids: dict[tuple[str, str], str] = {}
        for entry in reversed(self.chronicle.entries):
            team = teams.get(str(entry["team"]), str(entry["team"]))
            if entry["was"]:
                teams[entry["was"]] = team
            for line in entry["lines"]:
                if line["was"]:
                    now = str(line["ids"][-1])
                    ids[team, line["was"]] = ids.get((team, now), now)
            day = self._day(entry["time"])
            if self.until is None or day <= self.until:
                yield self._told(entry, team, day, ids)

    def _told(self, entry: Entry, team: str, day: date, ids: Mapping[tuple[str, str], str]) -> Told:
        return Told(
            commit=entry["commit"],
            time=entry["time"],
            day=day,
            authors=() if self.names_hidden else tuple(entry["authors"]),
            title=entry["title"],
            proposal=entry["proposal"],
            team=team,
            team_then=entry["team"],
            was=entry["was"],
            name=entry["name"],
            changes=tuple(
                ToldChange(
                    kind=line["kind"],
                    group=line["group"],
                    cycle=line["cycle"],
                    ids=tuple(ids.get((team, name), name) for name in line["ids"]),
                    bar=line["bar"],
                    said=line["said"],
                    why=line["why"],
                )
                for line in entry["lines"]
            ),
            effects={language: tuple(told) for language, told in entry["effects"].items()},
            unread=tuple(entry["unread"]),
        )

    def _day(self, time: int) -> date:
        return chronicle.day(time, self._zone)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def is_goal(change: ToldChange) -> bool:
    """Whether a change is more than numbers that were recorded."""
    return change.kind != RECORDED


def picked(texts: Texts, words: Words) -> str:
    """The text in a language; empty without any."""
    return words.choose(texts)[0] if texts else ""
