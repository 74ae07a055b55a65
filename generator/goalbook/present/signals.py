"""Signals of a measure: which points of its series are more than its usual variation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from goalbook.model.values import Period
from goalbook.present.readings import Stretch
from goalbook.present.subject import Subject

NEEDS: Final = ("signals",)
_SILENT: Final = frozenset({"", "unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What a point of a series says.

    Attributes:
        rule: ``none``, or the rule it meets: ``above``, ``run-above``, ``near-above``, and the same below.
        side: ``better``, ``worse`` or empty.
        stretch: The point's period.
        length: Points in a row on one side of the centre.
        lower, upper: Its usual range.
        is_provisional: Whether few points make the range.
        target: The plan of the point's period, or None.
        reach: The plan against the range: ``chance``, ``not-as-it-is``, ``always`` or ``unknown``.
    """

    rule: str
    side: str
    stretch: Stretch
    length: int
    lower: float
    upper: float
    is_provisional: bool
    target: float | None = None
    reach: str = "unknown"

    @property
    def period(self) -> Period:
        """``week``, ``month`` or ``quarter``."""
        return self.stretch.kind


def judged(subject: Subject, metric: str, until: date) -> list[Any]:
    """Rows of the table ``signals`` that could be judged up to a day, the newest and shortest first."""
    rows = [
        row
        for row in subject.rows_of("signals", metric)
        if row.last <= until and row.is_complete and row.signal not in _SILENT
    ]
    return sorted(rows, key=lambda row: (row.last, row.first), reverse=True)


def told(row: Any) -> Signal:
    """A row of the table ``signals`` as a value."""
    stretch = Stretch(
        kind=Period(row.period), cycle=row.cycle, first=row.first, last=row.last, is_complete=True
    )
    return Signal(
        rule=row.signal,
        side=row.side or "",
        stretch=stretch,
        length=row.run_length or 0,
        lower=row.lower,
        upper=row.upper,
        is_provisional=row.is_provisional,
        target=row.target,
        reach=row.reach,
    )
