"""A metric as pages show it: name, how its numbers are written, fraction, owner."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.model.values import Direction, Kind, Text
from goalbook.present.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A metric as pages show it.

    Attributes:
        id: Its id; empty for a step's rate that no metric declares.
        name: Its name; the id when it is not declared.
        kind: Sort of number.
        measure: How its numbers are written.
        direction: Which way is better.
        numerator, denominator: Names of both sides of a rate or ratio, else None.
        owner: The name of the member who looks after it, or None.
        note: Anything a reader should know, or None.
        is_kpi: Whether the team chose it as KPI.
        is_cohort: Whether its counts are dated by the day their case began.
        wait_days: Of a cohort, days after a period until it is judged.
    """

    id: str
    name: Text
    kind: Kind
    measure: Measure
    direction: Direction = Direction.UP
    numerator: Text | None = None
    denominator: Text | None = None
    owner: Text | None = None
    note: Text | None = None
    is_kpi: bool = False
    is_cohort: bool = False
    wait_days: int = 0

    @property
    def is_quality(self) -> bool:
        """Whether it says how well (質) rather than how many (量)."""
        return self.kind not in {Kind.COUNT, Kind.AMOUNT, Kind.MILESTONE}

    @property
    def is_counted(self) -> bool:
        """Whether its value is a share of cases, which never stands without its counts."""
        return self.kind is Kind.RATE

    @property
    def is_fraction(self) -> bool:
        """Whether its value is a ratio of sums."""
        return self.kind.is_fraction
