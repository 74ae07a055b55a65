"""The tables that pages read: of every team today, and where these are few of the days of its reviews.

Small tables cost what their number costs, not their rows: one pass over both takes as long as one over today.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from goalbook.analyse import run
from goalbook.analyse.run import Joined, Tables
from goalbook.model.handbook import Handbook
from goalbook.present import snapshots
from goalbook.present.unchanged import Unchanged

_DAYS_AT_ONCE: Final = 50
"""More of them are built apart, a few teams' at a time: each needs room for its team's whole log."""


def build(book: Handbook, today: date, wanted: Iterable[str], unchanged: Unchanged | None = None) -> Tables:
    """Tables of all teams.

    Args:
        book: The goals.
        today: The day, for teams without one of their own.
        wanted: Keys of tables.
        unchanged: What a preview keeps: of it only teams that an edit touched are built.
    """
    if unchanged is None:
        return _of(book, today, wanted, book.teams)
    new = [team for team in book.teams if team not in unchanged.tables]
    if new:
        built = _of(book, today, wanted, new)
        names = (*new, *snapshots.days(book, today, new))
        unchanged.tables.update({name: built for name in names if built.knows(name)})
    return Joined(unchanged.tables)


def _of(book: Handbook, today: date, wanted: Iterable[str], teams: Collection[str]) -> Tables:
    there = {team: book.teams[team] for team in teams}
    days = snapshots.days(book, today, teams)
    if len(days) <= _DAYS_AT_ONCE:
        there |= days
    return run.build(replace(book, teams=dict(sorted(there.items()))), today, wanted)
