"""Does the plan reach what a key result promises?

Both are stated in one figure: a sum in the key result's period (a month, when its baseline is an earlier
cycle's sum), everything else as it is. What an author rounded is allowed for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import plan, threshold_targets
from goalbook.analyse.plan import Planned
from goalbook.analyse.scales import Scales
from goalbook.history import logged
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.metric import Metric
from goalbook.model.objective import KeyResult
from goalbook.model.values import Direction, Form, Period, Quantity, Span

_ROUNDED: Final = threshold_targets.ROUNDED_APART.value
_CHANGES: Final = frozenset({Form.RELATIVE, Form.POINTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A planned value beside what a key result promises.

    Attributes:
        planned: What the plan asks of the whole team.
        target: What the key result promises of the whole team.
        baseline: Where it stood before; None when the target does not depend on it.
        baseline_cycle: The cycle whose result that is; empty for a typed one.
        metric: The metric's id.
        is_reached: Whether the plan, done in full, reaches the promise.
    """

    planned: float
    target: float
    baseline: float | None
    baseline_cycle: str
    metric: str
    is_reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a key result stands.

    Attributes:
        book: The handbook.
        team: The team's id.
        cycle: The cycle file.
        day: The day on which targets are looked up.
    """

    book: Handbook
    team: str
    cycle: Cycle
    day: date

    @property
    def span(self) -> Span | None:
        """The cycle's days."""
        return self.book.span(self.cycle.cycle)


def fit(place: Place, result: KeyResult, values: Mapping[str, Planned]) -> Fit | None:
    """How a plan and a key result fit.

    Args:
        place: Where it stands.
        result: The key result.
        values: Metric id to planned value.

    Returns:
        None where one of the two is not known, or the key result has no target of its own: it is the plan's.
    """
    metric = place.cycle.metrics.get(result.metric or "")
    planned = values.get(result.metric or "")
    target = result.target.on(place.day) if result.target else None
    if metric is None or planned is None or target is None or metric.direction is Direction.BAND:
        return None
    figure = _Figure(place, result, metric)
    is_change = target.form in _CHANGES
    baseline = figure.baseline() if is_change else None
    promised = figure.promised(target, baseline)
    value = figure.planned(planned)
    if promised is None or value is None:
        return None
    room = _ROUNDED * abs(promised)
    is_up = metric.direction is Direction.UP
    return Fit(
        planned=value,
        target=promised,
        baseline=baseline,
        baseline_cycle=(result.baseline_from or "") if is_change and result.baseline is None else "",
        metric=result.metric or "",
        is_reached=value >= promised - room if is_up else value <= promised + room,
    )


class _Figure:
    """The figure that plan and promise are stated in."""

    def __init__(self, place: Place, result: KeyResult, metric: Metric) -> None:
        self._place, self._result, self._metric = place, result, metric
        self._is_sum = plan.adds_up(metric)
        self._scales = Scales(span=place.span)

    @property
    def _heads(self) -> int:
        members = len(self._place.book.teams[self._place.team].team.members)
        return max(1, members) if self._result.each and self._is_sum else 1

    @property
    def _is_monthly(self) -> bool:
        """Whether a sum is held against an earlier cycle's, which may have another length."""
        return self._is_sum and self._result.baseline_from is not None and self._result.baseline is None

    def planned(self, planned: Planned) -> float | None:
        """The plan's value."""
        if planned.per is None:
            return planned.value
        if self._is_monthly:
            wanted, number = Period.MONTH, 1
        elif self._result.over:
            wanted, number = self._result.over.period, self._result.over.number
        else:
            wanted, number = self._result.per or Period.CYCLE, 1
        factor = self._scales.factor(planned.per, wanted)
        return None if factor is None else planned.value * factor * number

    def promised(self, target: Quantity, baseline: float | None) -> float | None:
        """The target's value; one of a month's length when the baseline is an earlier cycle's."""
        number = target.resolved(baseline)
        if number is None or (target.form in _CHANGES and self._is_monthly):
            return number
        if not self._is_monthly:
            return number * self._heads
        factor = self._scales.factor(self._result.per or Period.CYCLE, Period.MONTH)
        return None if factor is None else number * factor * self._heads

    def baseline(self) -> float | None:
        """Where it stood: typed, else what an earlier cycle's log comes to, else the metric's."""
        typed = self._result.baseline
        if typed is None and self._result.baseline_from:
            return self._earlier(self._result.baseline_from)
        typed = typed or self._metric.baseline
        return typed.resolved(None) if typed else None

    def _earlier(self, cycle: str) -> float | None:
        files = self._place.book.teams[self._place.team]
        span = self._place.book.span(cycle)
        name = self._result.metric or ""
        if span is None:
            return None
        if not self._is_sum:
            found = logged.fraction(files, self._place.cycle, name, span)
            return found.numerator / found.denominator if found else None
        total = logged.total(files, name, span) if self._metric.is_logged else None
        factor = Scales(span=span).factor(Period.CYCLE, Period.MONTH)
        return None if total is None or factor is None else total * factor
