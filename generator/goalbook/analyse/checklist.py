"""The seven items of the checklist for one team and cycle, computed or attested.

What people say never mends what the numbers say: a yes settles what is unknown or asked, a no is a warning.
It holds for 90 days. Source: method: seven checklist items; the questions are the column's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from goalbook.analyse import (
    checklist_goals,
    checklist_team,
    checklist_words,
    review_calendar,
    threshold_checklist,
)
from goalbook.analyse.checklist_item import Attested, CheckState, Fact, Item
from goalbook.analyse.workdays import Workdays
from goalbook.messages import msg
from goalbook.model.handbook import Handbook, TeamFiles

REQUIRED: Final = "behaviour"
"""Where the numbers alone cannot say yes: whether behaviour is new is for people to say."""
SETTLED: Final = "stretch"
"""Where people may say what the past cannot tell yet."""
_FOLDER: Final = "attestation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which team is asked, in which cycle, on which day.

    Attributes:
        handbook: Holds the team.
        team, cycle: Their ids.
        day: The day of asking.
    """

    handbook: Handbook
    team: str
    cycle: str
    day: date

    @property
    def files(self) -> TeamFiles:
        """The team."""
        return self.handbook.teams[self.team]


def items(asked: Asked, layers: Sequence[Any], zones: Sequence[Any]) -> tuple[Item, ...]:
    """All seven, in the column's order.

    Args:
        asked: Team, cycle and day.
        layers: The cycle's rows of the table `layers`.
        zones: The cycle's rows of the table `stretch`.
    """
    files, handbook = asked.files, asked.handbook
    cycle, days = files.cycles[asked.cycle], Workdays(handbook.calendar(asked.team))
    said = attestations(files, asked.day)
    span = handbook.span(asked.cycle)
    held = review_calendar.planned(handbook, asked.team, asked.day)
    found = (
        checklist_goals.focus(cycle, handbook.company.limits),
        checklist_goals.behaviour(cycle, layers),
        checklist_team.agreement(files, asked.cycle, span, days, asked.day),
        checklist_goals.stretch(cycle, zones),
        checklist_goals.both(cycle),
        checklist_team.reviews(files, held),
        checklist_team.improvement(files, asked.day),
    )
    return tuple(_with(item, said.get(item.key)) for item in found)


def attestations(files: TeamFiles, day: date) -> Mapping[str, Attested]:
    """Item to the newest answer up to a day."""
    return dict(sorted(_answers(files, day), key=lambda pair: pair[1].day))


def _answers(files: TeamFiles, day: date) -> Iterator[tuple[str, Attested]]:
    for log in files.logs:
        if log.folder == _FOLDER:
            for _, row in log.rows():
                said = date.fromisoformat(row["date"])
                answer = checklist_words.answer(row["answer"])
                if answer is not None and said <= day:
                    expires = said + timedelta(days=threshold_checklist.ATTESTED_DAYS.value)
                    yield (
                        row["item"],
                        Attested(
                            is_yes=answer,
                            by=row.get("by", ""),
                            day=said,
                            expires=expires,
                            is_expired=expires < day,
                            note=row.get("note", ""),
                        ),
                    )


def _with(item: Item, said: Attested | None) -> Item:
    """The item with what people said of it, where they are asked."""
    if item.asks is None:
        return item
    facts, holds = item.facts, said is not None and not said.is_expired
    if said is not None and holds and not said.is_yes:
        facts = (*facts, Fact(said=msg("Somebody said no."), state=CheckState.WARN))
    elif holds:
        state = None if item.key not in {REQUIRED, SETTLED} else CheckState.PASS
        known = tuple(_settled(fact) for fact in facts) if item.key == SETTLED else facts
        facts = (*known, Fact(said=msg("Somebody said yes."), state=state))
    elif item.key == REQUIRED:
        facts = (*facts, Fact(said=msg("Nobody has said so within 90 days."), state=CheckState.UNKNOWN))
    return replace(item, attested=said, facts=facts)


def _settled(fact: Fact) -> Fact:
    """What was unknown is only told, once somebody has said yes."""
    return replace(fact, state=None) if fact.state is CheckState.UNKNOWN else fact
