"""Average lengths of periods, to bring a target of one period to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Final

from goalbook.model.values import Period, Span

_MONTH: Final = Fraction("365.2425") / 12
_LENGTHS: Final = {
    Period.DAY: Fraction(1),
    Period.WEEK: Fraction(7),
    Period.MONTH: _MONTH,
    Period.QUARTER: 3 * _MONTH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """How long periods are.

    Attributes:
        span: The cycle's days; without them nothing can be brought to or from a cycle.
    """

    span: Span | None = None

    def factor(self, given: Period, wanted: Period) -> float | None:
        """What makes a target per `given` one per `wanted`; None when a length is not known."""
        if given is wanted:
            return 1.0
        lengths = self._length(given), self._length(wanted)
        return float(lengths[1] / lengths[0]) if lengths[0] and lengths[1] else None

    def _length(self, period: Period) -> Fraction | None:
        if period is not Period.CYCLE:
            return _LENGTHS[period]
        return _cycle_length(self.span) if self.span else None


def _cycle_length(span: Span) -> Fraction:
    after = span.last + timedelta(days=1)
    if span.first.day == after.day == 1:
        return _MONTH * (12 * (after.year - span.first.year) + after.month - span.first.month)
    return Fraction(span.days)
