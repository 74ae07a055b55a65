"""How sure the owners are of their key results, beside the probability that the numbers give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.analyse import thresholds
from goalbook.model.values import Text
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """What one member said last of one key result.

    Attributes:
        objective, key_result: Which.
        member: Who, or None.
        day: When.
        value, scale: So much of so much.
        p_hit: What the numbers say of the running period, or None.
        is_apart: Whether the two lie far apart.
    """

    objective: str
    key_result: str
    member: Text | None
    day: date
    value: float
    scale: int
    p_hit: float | None
    is_apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Feelings:
    """The newest of each key result.

    Attributes:
        rows: In order of the tables.
    """

    rows: tuple[Felt, ...]

    def of(self, objective: str, key_result: str) -> tuple[Felt, ...]:
        """Those of one key result."""
        return tuple(row for row in self.rows if (row.objective, row.key_result) == (objective, key_result))


def _build(subject: Subject) -> Feelings | None:
    rows = tuple(
        Felt(
            objective=row.objective,
            key_result=row.key_result,
            member=subject.member(row.member or None),
            day=row.date,
            value=row.value,
            scale=thresholds.CONFIDENCE_SCALE.value,
            p_hit=row.p_hit,
            is_apart=row.is_apart,
        )
        for row in subject.rows("confidence")
        if row.is_last
    )
    return Feelings(rows=rows) if rows else None


SECTION = Section(needs=("confidence",), build=_build)
