"""What each line of the process contributes to the KGI's gap, drawn as bars left and right of zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from goalbook.present import factors
from goalbook.present.factors import Certainty, Line
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Stretch
from goalbook.present.subject import Subject

NEEDS: Final = ("contributions", "evidence")
_KGI: Final = "kgi"
_FULL: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a line contributes to the KGI's gap, as a bar left or right of zero.

    Attributes:
        contribution: In the KGI's unit.
        is_drag: Whether it is on the bad side.
        left, width: Of the bar, in per cent of the column; both 0 for the KGI itself, which is the sum.
        certainty: How sure the line's own difference is.
    """

    contribution: float
    is_drag: bool
    left: float
    width: float
    certainty: Certainty

    @property
    def is_sure(self) -> bool:
        """Whether the bar is filled: there is evidence on the side it points to."""
        return self.certainty.is_worse if self.is_drag else self.certainty.is_better


@dataclass(frozen=True, slots=True, kw_only=True)
class Impacts:
    """The bars of one table.

    Attributes:
        kgi: The KGI, in whose unit they are; None when nothing is attributed.
        zero: Where bars begin, in per cent of their column.
        residual: Part of the gap that no line explains.
        by_line: Line to the bar.
    """

    kgi: Indicator | None = None
    zero: float = 0.0
    residual: float = 0.0
    by_line: Mapping[Line, Impact] = field(default_factory=dict)


def of_plan(subject: Subject, stretch: Stretch) -> Impacts:
    """Bars against the plan in a period; empty unless something below the KGI has a number."""
    rows = [row for row in factors.in_stretch(subject, "contributions", stretch) if row.base == "plan"]
    judged = factors.in_stretch(subject, "evidence", stretch)
    return of_rows(subject, rows, {factors.line(row): factors.certainty(row) for row in judged})


def of_rows(subject: Subject, rows: Sequence[Any], certain: Mapping[Line, Certainty]) -> Impacts:
    """Bars of one base.

    Args:
        subject: The team in a cycle.
        rows: The base's rows of the table `contributions` in one period.
        certain: How sure each line is; lines without an entry are not judged.
    """
    parts = [row for row in rows if row.kind != _KGI and row.contribution is not None]
    kgi = next((row for row in rows if row.kind == _KGI and row.contribution is not None), None)
    if not parts or kgi is None:
        return Impacts()
    below, above = _reach(row.contribution for row in parts)
    room = (below + above) or 1.0
    return Impacts(
        kgi=subject.indicator(kgi.factor),
        zero=round(_FULL * below / room, 2),
        residual=kgi.residual or 0.0,
        by_line={
            factors.line(row): Impact(
                contribution=row.contribution,
                is_drag=row.is_drag,
                left=round(_FULL * (below + min(0.0, row.contribution)) / room, 2) if row is not kgi else 0.0,
                width=round(_FULL * abs(row.contribution) / room, 2) if row is not kgi else 0.0,
                certainty=certain.get(factors.line(row), Certainty()),
            )
            for row in (*parts, kgi)
        },
    )


def _reach(numbers: Iterable[float]) -> tuple[float, float]:
    """How far the longest bar goes to the left and to the right."""
    known = tuple(numbers)
    return max(0.0, *(-number for number in known)), max(0.0, *known)
