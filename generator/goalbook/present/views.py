"""The periods a team has a page for: that of the next review, the one before, the one after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from goalbook.model.values import Period
from goalbook.present import answers, subject
from goalbook.present.basis import Basis
from goalbook.present.readings import Stretch
from goalbook.present.subject import Subject

NEEDS: Final = ("views", *answers.NEEDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A period with a page.

    Attributes:
        stretch: Its days.
        state: ``closed``, ``running`` or ``planned``.
        place: ``previous``, ``this`` or ``next``.
        path: Source path of its page.
        is_own: Whether the page is drawn for the period alone, not the team's own or an archived cycle's.
        is_here: Whether the page being drawn speaks of it.
    """

    stretch: Stretch
    state: str
    place: str
    path: str
    is_own: bool
    is_here: bool


def views(found: Subject) -> tuple[View, ...]:
    """The neighbours of the period that the team's own page speaks of, with that period between them.

    Empty where there is only one period to speak of, and for an archived cycle, which is shown whole.
    """
    own = subject.current(found.basis, found.team)
    stretch = answers.answer(own).stretch
    if stretch is None or (found.view is None and not found.is_current):
        return ()
    here = found.view or stretch.first
    rows = {row.first: row for row in found.basis.tables.rows("views", found.team)}
    this = rows.get(stretch.first)
    if this is None or this.period != stretch.kind.value:
        return ()
    around = (("previous", rows.get(this.previous)), ("this", this), ("next", rows.get(this.next)))
    known = tuple(_view(own, row, place, here) for place, row in around if row is not None)
    return known if len(known) > 1 else ()


def others(basis: Basis, team: str) -> tuple[Subject, ...]:
    """The subjects of the pages that are drawn for one period alone."""
    found = views(subject.current(basis, team))
    return tuple(
        Subject(basis=basis, team=team, cycle_id=view.stretch.cycle, view=view.stretch.first)
        for view in found
        if view.is_own
    )


def _view(own: Subject, row: Any, place: str, here: date) -> View:
    kind = Period(row.period)
    page = own.period_path(row.first)
    if place == "this":
        page = f"teams/{own.team}/index.md"
    elif kind is Period.CYCLE:
        page = f"teams/{own.team}/{row.cycle}/index.md"
    return View(
        stretch=Stretch(
            kind=kind, cycle=row.cycle, first=row.first, last=row.last, is_complete=row.state == "closed"
        ),
        state=row.state,
        place=place,
        path=page,
        is_own=place != "this" and kind is not Period.CYCLE,
        is_here=row.first == here,
    )
