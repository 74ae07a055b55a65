"""What every table may read: the handbook and the day it is built on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.values import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The handbook and the day.

    Attributes:
        handbook: Goals and proven log bytes.
        today: The day, for teams without an `as_of` of their own or of the company.
        cycles: Team, cycle id, cycle and days of every cycle with known days, by team and day.
    """

    handbook: Handbook
    today: date
    cycles: tuple[tuple[str, str, Cycle, Span], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = (
            (team, name, cycle, span)
            for team, files in sorted(self.handbook.teams.items())
            for name, cycle in files.cycles.items()
            if (span := self.handbook.span(name)) is not None
        )
        object.__setattr__(self, "cycles", tuple(found))
