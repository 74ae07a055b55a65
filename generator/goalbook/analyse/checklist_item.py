"""What one item of the checklist says, and how parts become one state (method: seven checklist items)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goalbook.analyse.threshold import Threshold
from goalbook.messages import Message
from goalbook.model.values import Text

Limit = Threshold[int] | Threshold[float]


class CheckState(StrEnum):
    """Where an item stands. Unknown is too little to tell, and never a pass."""

    FAIL = "fail"
    WARN = "warn"
    UNKNOWN = "unknown"
    PASS = "pass"  # noqa: S105 - a state, no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that was found.

    Attributes:
        said: In words.
        about: What it is about, in its author's words; None when the sentence says it.
        state: What follows from it; None for what is only told.
    """

    said: Message
    about: Text | None = None
    state: CheckState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """What somebody said of an item.

    Attributes:
        is_yes: The answer.
        by: Member id or name; empty when nobody signed.
        day: When.
        expires: The last day it holds.
        is_expired: Whether that is past.
        note: What was written beside it.
    """

    is_yes: bool
    by: str
    day: date
    expires: date
    is_expired: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of the seven.

    Attributes:
        key: Its anchor in the handbook's checklist.
        question: The column's question in our words.
        facts: What was found, in order.
        limits: The thresholds it was held against.
        asks: The question that only people can answer; None where the numbers say all.
        attested: The newest answer to it; None without one.
    """

    key: str
    question: Message
    facts: tuple[Fact, ...]
    limits: tuple[Limit, ...] = ()
    asks: Message | None = None
    attested: Attested | None = None

    @property
    def state(self) -> CheckState:
        """The least favourable of its facts; without any it is unknown."""
        return worst(fact.state for fact in self.facts if fact.state is not None)


def worst(states: Iterable[CheckState]) -> CheckState:
    """Fail before warn before unknown before pass; unknown when there is nothing."""
    order = list(CheckState)
    return min(states, key=order.index, default=CheckState.UNKNOWN)


def graded(share: float, enough: float, some: float) -> CheckState:
    """A share held against two levels."""
    if share >= enough:
        return CheckState.PASS
    return CheckState.WARN if share >= some else CheckState.FAIL
