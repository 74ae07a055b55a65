"""A change of meaning between two handbooks, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from goalbook.messages import Message, msg
from goalbook.model.ref import Ref
from goalbook.model.values import Text


class Bar(Enum):
    """What a change does to what was promised."""

    RAISES = "raises"
    LOWERS = "lowers"
    NEUTRAL = "neutral"

    @property
    def turned(self) -> Bar:
        """The same seen from the other side."""
        return {Bar.RAISES: Bar.LOWERS, Bar.LOWERS: Bar.RAISES}.get(self, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of meaning.

    Attributes:
        kind: The key of its kind, e.g. ``target-moved``; `goalbook.history.compare` adds it.
        ref: Where it stands now; where it stood when it is gone.
        is_gone: Whether `ref` is a place of the older handbook.
        team: The team's id; empty for the company.
        cycle: The cycle's id; empty outside a cycle.
        ids: What it is about: ``("win_rate",)``, ``("trust", "kr4")``.
        old: What was, as a value of the model; None for nothing.
        new: What is, likewise.
        message: The change in words, without team, days and full stop. Its places ``old`` and ``new`` hold
            what was typed, so that a page can put in numbers as its readers write them.
        days: When it holds, in words; None for always.
        bar: Whether it asks more or less than before.
        since: The day it takes effect, when the goals name one.
        why: The reason its author gave beside it.
    """

    kind: str = ""
    ref: Ref
    is_gone: bool = False
    team: str = ""
    cycle: str = ""
    ids: tuple[str, ...] = ()
    old: object = None
    new: object = None
    message: Message
    days: Message | None = None
    bar: Bar = Bar.NEUTRAL
    since: date | None = None
    why: Text | None = None

    @property
    def sentence(self) -> Message:
        """What changed and when, in words."""
        if self.days is None:
            return self.message
        return msg("{change}, {days}", change=self.message, days=self.days)
