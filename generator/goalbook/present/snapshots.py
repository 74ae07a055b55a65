"""A team as it stood on the day of a review: its numbers computed again for that day, all reviews at once.

Every review becomes a team of its own in one handbook, shown as of the day it was held, so that the tables of
all of them are built together. The review itself is not known yet on that day, only those before it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, cast

from goalbook.analyse import run
from goalbook.analyse.run import Tables
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.ref import Ref, review_ref
from goalbook.model.review import Review
from goalbook.present import subject
from goalbook.present.basis import Basis
from goalbook.present.subject import Subject

_TEAMS_AT_ONCE: Final = 50
"""Each of them once for every review: all at once would need room for the whole log as many times."""


@dataclass(frozen=True, kw_only=True)
class Snapshot(Subject):
    """A team on the day of a review, before anything was said there.

    Attributes:
        review_id: The review's file name without ``.md``.
        today: The team as it stands today.
    """

    review_id: str
    today: Subject

    @property
    def review(self) -> Review:
        """The review."""
        return self.today.files.reviews[self.review_id]

    @property
    def review_ref(self) -> Ref:
        """The file of the review."""
        return review_ref(self.team, self.review_id)


class _Seen(Tables):
    """Tables in which one team's rows are those of a day."""

    def __init__(self, whole: Tables, team: str, name: str) -> None:
        super().__init__({})
        self._whole, self._team, self._name = whole, team, name

    def rows(self, key: str, team: str) -> tuple[Any, ...]:
        """A team's rows on the day; nothing is known of others."""
        return self._whole.rows(key, self._name) if team == self._team else ()


class Snapshots:
    """The days of all held reviews, a few teams' at a time.

    Args:
        basis: Goals and numbers of today.
        needs: Keys of the tables that the pages of reviews read.
    """

    def __init__(self, basis: Basis, needs: Iterable[str]) -> None:
        self._basis, self._needs = basis, tuple(needs)
        book = basis.handbook
        self._held: dict[str, tuple[tuple[str, Review], ...]] = {
            team: found
            for team, files in book.teams.items()
            if (found := held_reviews(files, book.as_of(team, basis.today)))
        }
        names = tuple(self._held)
        self._batches = [names[at : at + _TEAMS_AT_ONCE] for at in range(0, len(names), _TEAMS_AT_ONCE)]
        self._built: tuple[tuple[str, ...], Tables] = ((), Tables({}))

    def of_team(self, team: str, basis: Basis) -> tuple[Snapshot, ...]:
        """A team's held reviews, the oldest first.

        Args:
            team: Its id.
            basis: The same goals and numbers of today; what is read of them is read here.
        """
        held = self._held.get(team, ())
        return tuple(self._snapshot(subject.current(basis, team), name, review.held) for name, review in held)

    def _snapshot(self, today: Subject, name: str, day: date) -> Snapshot:
        team, book = today.team, today.handbook
        files = book.teams[team]
        # As of the company's day, not of the team's own: a team with one is a finished record.
        company = book.company.model_copy(update={"as_of": day})
        living = replace(_before(files, day), team=files.team.model_copy(update={"as_of": None}))
        there = replace(
            book, company=company, teams=ChainMap({team: living}, cast("dict[str, TeamFiles]", book.teams))
        )
        basis = Basis(
            loaded=replace(today.basis.loaded, handbook=there),
            problems=(),
            tables=_Seen(self._tables(team), team, _name(team, name)),
            today=day,
            repo=today.basis.repo,
        )
        cycle = there.current_cycle(team, day) or ""
        return Snapshot(basis=basis, team=team, cycle_id=cycle, review_id=name, today=today)

    def _tables(self, team: str) -> Tables:
        if all(self._basis.tables.knows(_name(team, name)) for name, _ in self._held[team]):
            return self._basis.tables
        teams, tables = self._built
        if team not in teams:
            teams = next(batch for batch in self._batches if team in batch)
            book, today = self._basis.handbook, self._basis.today
            tables = run.build(replace(book, teams=days(book, today, teams)), today, self._needs)
            self._built = teams, tables
        return tables


def days(book: Handbook, today: date, teams: Iterable[str]) -> dict[str, TeamFiles]:
    """Teams as they stood on the day of each held review, each under a name of its own, sorted."""
    found = {
        _name(team, name): _shown_on(book.teams[team], review.held)
        for team in teams
        for name, review in held_reviews(book.teams[team], book.as_of(team, today))
    }
    return dict(sorted(found.items()))


def held_reviews(files: TeamFiles, as_of: date) -> tuple[tuple[str, Review], ...]:
    """File name and review of those held by a day, the oldest first; drafts are not held."""
    found = ((name, one) for name, one in files.reviews.items() if one.held <= as_of and not one.is_draft)
    return tuple(sorted(found, key=lambda item: (item[1].held, item[0])))


def _before(files: TeamFiles, day: date) -> TeamFiles:
    """A team that knows the reviews before a day, and none of that day."""
    return replace(files, reviews={name: one for name, one in files.reviews.items() if one.held < day})


def _shown_on(files: TeamFiles, day: date) -> TeamFiles:
    return replace(_before(files, day), team=files.team.model_copy(update={"as_of": day}))


def _name(team: str, review: str) -> str:
    """A name that no team can have."""
    return f"{team}@{review}"
