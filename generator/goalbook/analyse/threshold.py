"""A number that decides something, and who made the rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from goalbook.messages import Message
from goalbook.model.company import Limits

Number = TypeVar("Number", int, float)


class Origin(Enum):
    """Who made a rule; pages show it as a small mark beside the number."""

    COLUMN = "column"
    RESEARCH = "research"
    HOUSE = "house"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Generic[Number]):
    """A number that decides something.

    Attributes:
        value: The default; shares between 0 and 1, otherwise in the unit that `name` says.
        name: What it decides, in words.
        origin: Who made the rule.
        source: The work, or the section of the method, it is taken from.
        limit: Its key under ``limits:`` in company.yml; None when it is fixed.
        fixed: Why it cannot be changed; None when it can.
    """

    value: Number
    name: Message
    origin: Origin
    source: str
    limit: str | None = None
    fixed: Message | None = None

    def of(self, limits: Limits) -> Number:
        """The value a company uses."""
        if self.limit is None:
            return self.value
        value: Number = getattr(limits, self.limit)
        return value


def default(limit: str) -> Any:
    """The default of a limit, so that it is written down once."""
    return Limits.model_fields[limit].default
