"""The checklist of a team as pages show it, made once for the team's page and the list of all teams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.analyse import checklist
from goalbook.analyse.checklist import Asked
from goalbook.analyse.checklist_item import CheckState, Fact, Item, Limit
from goalbook.messages import Message
from goalbook.model.values import Text
from goalbook.present.subject import Subject

NEEDS = ("layers", "stretch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What somebody said.

    Attributes:
        is_yes: The answer.
        by: Who, or None when nobody signed.
        day, expires: When, and the last day it holds.
        is_expired: Whether that is past.
        note: What was written beside it, or None.
    """

    is_yes: bool
    by: Text | None
    day: date
    expires: date
    is_expired: bool
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item.

    Attributes:
        number: 1 to 7.
        key: Its anchor in the handbook.
        question: In words.
        state: Pass, warn, fail or unknown.
        facts: What was found.
        limits: Thresholds with the value this company uses.
        asks: What only people can answer, or None.
        word: The newest answer, or None.
    """

    number: int
    key: str
    question: Message
    state: CheckState
    facts: tuple[Fact, ...]
    limits: tuple[tuple[Limit, float], ...]
    asks: Message | None
    word: Word | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """All seven.

    Attributes:
        lines: In the column's order.
    """

    lines: tuple[Line, ...]

    def number(self, state: str) -> int:
        """How many items are in a state."""
        return sum(line.state.value == state for line in self.lines)


def of(subject: Subject) -> Checklist | None:
    """A team's checklist; None without a cycle."""
    if subject.cycle is None:
        return None
    key = ("checklist", subject.team, subject.cycle_id)
    found: Checklist | None = subject.basis.made.get(key)
    if found is None:
        found = subject.basis.made[key] = _made(subject)
    return found


def _made(subject: Subject) -> Checklist:
    asked = Asked(handbook=subject.handbook, team=subject.team, cycle=subject.cycle_id, day=subject.day)
    limits = subject.handbook.company.limits
    found = checklist.items(asked, subject.rows("layers"), subject.rows("stretch"))
    return Checklist(
        lines=tuple(
            Line(
                number=number,
                key=item.key,
                question=item.question,
                state=item.state,
                facts=item.facts,
                limits=tuple((limit, limit.of(limits)) for limit in item.limits),
                asks=item.asks,
                word=_word(subject, item),
            )
            for number, item in enumerate(found, start=1)
        )
    )


def _word(subject: Subject, item: Item) -> Word | None:
    said = item.attested
    if said is None:
        return None
    return Word(
        is_yes=said.is_yes,
        by=subject.member(said.by or None),
        day=said.day,
        expires=said.expires,
        is_expired=said.is_expired,
        note=Text.plain(said.note) if said.note else None,
    )
