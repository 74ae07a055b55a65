"""One team as a line of a list: its answer, a small picture of its months, where it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from goalbook.model.values import Period, Text
from goalbook.present import answers, lanes, subject
from goalbook.present.answers import Answer, Headline
from goalbook.present.basis import Basis
from goalbook.present.lanes import Lanes
from goalbook.present.subject import Subject

NEEDS: Final = lanes.NEEDS
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
        record_day: The day of a finished record, or None for a living team.
        below: How many teams name it as the team above.
        months: The KGI's last twelve months, oldest first; None where nothing was recorded.
    """

    team: str
    name: Text
    parent: str | None
    answer: Answer
    lanes: Lanes | None
    standing: Standing
    record_day: date | None
    below: int
    months: tuple[float | None, ...]

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
        record_day=found.files.team.as_of,
        below=len(basis.children.get(team, ())),
        months=_months(found, answer),
    )


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What needs somebody first, on evidence before without; finished records after living teams."""
    ranks = list(Standing)

    def key(one: Entry) -> tuple[bool, int, bool, str]:
        return one.record_day is not None, ranks.index(one.standing), not one.has_evidence, one.team

    return tuple(sorted(entries, key=key))


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
