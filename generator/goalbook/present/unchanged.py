"""What a preview keeps of its last run: numbers and pages that an edit did not touch.

A run draws one unit after the other: each team with all its pages and files, the pages of no team, the rules.
`goalbook.present.watched` notes which teams a unit reads. The unit is taken as it was drawn when each of
these reads as it did then: its files byte for byte, its problems, the teams below it. A team's numbers depend
on its own files alone. When anything else has changed (the company, the day, the history, a template, a
catalogue), nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from goalbook.analyse.run import Tables
from goalbook.present.basis import Basis, team_of
from goalbook.present.editions import Language
from goalbook.present.site import Asset, Page
from goalbook.present.watched import NAMES, watch

Around: TypeAlias = tuple[object, ...]
"""What every unit depends on."""
Files: TypeAlias = tuple[tuple[str, str], ...]
"""Path and digest of each file that was read, sorted."""
Again: TypeAlias = Callable[[str, Page], Page | None]
"""Draws a page of a language as it is now, from the page as it was; None when it cannot be drawn alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is drawn, and kept, together.

    Attributes:
        pages: Language to pages.
        files: Files of the root.
    """

    pages: Mapping[str, tuple[Page, ...]]
    files: tuple[Asset, ...] = ()

    def holds(self, page: Page) -> bool:
        """Whether a page is one of its own."""
        return any(one is page for pages in self.pages.values() for one in pages)


@dataclass(slots=True)
class Unchanged:
    """Numbers and units of the last run.

    Attributes:
        around: What all of them depend on.
        files: Team to its files as they were read.
        tables: Team, or one of its days, to the tables that hold its rows.
        units: Unit to what it read, as that read then, and what was drawn.
        languages: Of the site, with their templates compiled.
        example: The files behind the live parts of the handbook.
        parts: Language to these parts.
        ahead: Is told how to draw a page again when all numbers are there and nothing is drawn yet, unless
            what every unit depends on has changed.
    """

    around: Around = ()
    files: Mapping[str, Files] = field(default_factory=dict)
    tables: dict[str, Tables] = field(default_factory=dict)
    units: dict[str, tuple[Mapping[str, object], Unit]] = field(default_factory=dict)
    languages: tuple[Language, ...] = ()
    example: tuple[tuple[str, bytes], ...] = ()
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ahead: Callable[[Again], None] | None = None

    def begin(self, around: Around, digests: Mapping[str, str]) -> bool:
        """Let go of everything that an edit touched, but for units.

        Args:
            around: What every unit depends on, besides the files of no team.
            digests: Path to digest of each file of ``goals/`` that was read.

        Returns:
            Whether what every unit depends on is as it was.
        """
        files = _by_team(digests)
        around = (*around, files.pop("", ()))
        is_like_before = around == self.around
        if not is_like_before:
            self.around, self.tables, self.units = around, {}, {}
            self.languages, self.example = (), ()
        same = {team for team, read in files.items() if self.files.get(team) == read}
        self.tables = {name: kept for name, kept in self.tables.items() if name.partition("@")[0] in same}
        self.files = files
        return is_like_before

    def unit(self, name: str, basis: Basis, draw: Callable[[Basis], Unit]) -> Unit:
        """A unit: as it was drawn when all that it read reads the same, else drawn.

        Args:
            name: A team's id, or a name that no team can have.
            basis: Goals and numbers of this run.
            draw: Draws from a basis.
        """
        read, kept = self.units.get(name, ({}, None))
        if kept is not None and read == self._marks(basis, read):
            return kept
        watched = watch(basis)
        drawn = draw(watched)
        self.units[name] = (self._marks(basis, sorted(watched.seen)), drawn)
        return drawn

    def name_of(self, page: Page) -> str:
        """The unit that a page was drawn with; empty when none is kept."""
        return next((name for name, (_, unit) in self.units.items() if unit.holds(page)), "")

    def _marks(self, basis: Basis, names: Iterable[str]) -> dict[str, object]:
        return {name: self._mark(basis, name) for name in names}

    def _mark(self, basis: Basis, name: str) -> object:
        """Something that changes with whatever can be read of a team, or with the list of teams."""
        if name == NAMES:
            return tuple(basis.handbook.teams)
        return (
            self.files.get(name),
            basis.problems_of.get(name),
            basis.accepted_of.get(name),
            basis.children.get(name),
        )


def _by_team(digests: Mapping[str, str]) -> dict[str, Files]:
    found: dict[str, list[tuple[str, str]]] = {}
    for path, digest in sorted(digests.items()):
        found.setdefault(team_of(path), []).append((path, digest))
    return {team: tuple(files) for team, files in found.items()}
