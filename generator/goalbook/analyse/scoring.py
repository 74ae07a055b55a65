"""What each key result is measured by: the days, the metric's rows, and its baseline and target in one unit.

A sum can only be compared with a sum over the same time, so every key result has one *figure*, and baseline,
target and current are all stated in it:

- ``per: month`` and the like: the sum of one such period.
- ``over: 3 months``: the sum of the window.
- ``per: cycle`` from 0: the sum so far; the score is the part of the target that is done.
- ``per: cycle`` from a baseline (typed, or ``baseline_from`` an earlier cycle): the sum per unit of time, for
  two months cannot be held against a half year. The unit is the metric's ``per``, or a month when that is the
  cycle. Sales of 12,522,000 in the six months of the baseline's cycle and +15 % give 2,087,000 and 2,400,050
  a month; 4,140,000 in two months are 2,070,000 a month. At the cycle's end the score is that of the sums.
- ``each: member``: the same, divided by the number of members; baseline and target are stated per member.

Rates, ratios, means and levels have no time in them: their figure is the value over the days.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from goalbook.analyse import periods, plan
from goalbook.analyse.periods import Ruler
from goalbook.analyse.windows import Scored
from goalbook.model.metric import Metric
from goalbook.model.objective import KeyResult
from goalbook.model.values import Direction, Form, Kind, Period, Quantity, Span

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some days on which the plan asks the same: `value`, or a band from `low` to `high`; NaN for none."""

    days: Span
    per: Period
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target, or what makes one of the baseline; NaN for what it is not.

    Attributes:
        value: In the key result's figure.
        relative: Share to add to the baseline, 0.15 for ``+15%``.
        points: What to add to the baseline, 0.03 for ``+3pt``.
    """

    value: float = math.nan
    relative: float = math.nan
    points: float = math.nan


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A key result with a metric, and all that its figure depends on.

    Attributes:
        key_result: As typed.
        metric: Its metric.
        ruler: The cycle.
        when: The days it is scored on.
        plan: The metric's plan in this cycle.
        members: How many members the team has.
    """

    key_result: KeyResult
    metric: Metric
    ruler: Ruler
    when: Scored
    plan: Sequence[Stretch] = ()
    members: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether its figure is a sum over days."""
        return not self.metric.kind.is_fraction and plan.adds_up(self.metric)

    @property
    def heads(self) -> int:
        """Among how many it is shared: the members for ``each: member``, else 1."""
        return max(1, self.members) if self.key_result.each else 1

    @property
    def is_shared(self) -> bool:
        """Whether the team's figure is divided by heads; a rate for each member stays the team's rate."""
        return self.key_result.each is not None and (self.adds_up or self.metric.kind is Kind.LEVEL)

    @property
    def shared_by(self) -> int:
        """What the team's figure is divided by."""
        return self.heads if self.is_shared else 1

    @cached_property
    def unit(self) -> Period | None:
        """The unit of time that a sum is stated per; None for the sum itself."""
        has_start = self.key_result.baseline is not None or self.key_result.baseline_from is not None
        if not (self.adds_up and self._is_whole_cycle and has_start):
            return None
        return Period.MONTH if self.metric.per is Period.CYCLE else self.metric.per

    @property
    def per(self) -> str:
        """The period the figure speaks of: a value of `Period`, or ``window``."""
        return self.unit.value if self.unit else self.when.per

    @property
    def baseline(self) -> float:
        """The baseline in the figure; NaN when none is stated here."""
        typed = self.key_result.baseline
        if typed is not None:
            return _number(typed) / self._units
        if self._starts_at_zero:
            return 0.0
        if self.metric.baseline is None or self.key_result.baseline_from is not None:
            return math.nan
        return self._stated(_number(self.metric.baseline), self.when.whole, self.metric.per) / self.shared_by

    @property
    def baseline_unit(self) -> Period | None:
        """The unit that an earlier cycle's sum is stated per; None when it is no sum."""
        if not self.adds_up:
            return None
        over = self.key_result.over
        return self.unit or (over.period if over else self.key_result.per)

    @property
    def baseline_times(self) -> float:
        """How many of those units the figure speaks of."""
        over = self.key_result.over
        return float(over.number) if self.adds_up and over else 1.0

    @property
    def target(self) -> Target:
        """The target: the key result's own in force on its last day, else the metric's plan."""
        if self.key_result.target is None:
            default = 1.0 if self.metric.kind is Kind.MILESTONE else math.nan
            planned = self._planned([(stretch, stretch.value) for stretch in self.plan])
            return Target(value=default if math.isnan(planned) else planned / self.shared_by)
        typed = self.key_result.target.on(self.when.days.last)
        if typed is None:
            return Target()
        if typed.form is Form.RELATIVE:
            return Target(relative=typed.value)
        if typed.form is Form.POINTS:
            return Target(points=typed.value)
        return Target(value=typed.value / self._units)

    @property
    def band(self) -> tuple[float, float]:
        """Lowest and highest in the figure; NaN for no band."""
        if self.metric.direction is not Direction.BAND:
            return math.nan, math.nan
        low = self._planned([(stretch, stretch.low) for stretch in self.plan])
        high = self._planned([(stretch, stretch.high) for stretch in self.plan])
        return low / self.shared_by, high / self.shared_by

    @property
    def _is_whole_cycle(self) -> bool:
        return self.when.per == Period.CYCLE.value

    @property
    def _starts_at_zero(self) -> bool:
        is_counted = self.adds_up or self.metric.kind is Kind.MILESTONE
        return is_counted and self._is_whole_cycle and self.key_result.baseline_from is None

    @cached_property
    def _units(self) -> float:
        return periods.units(self.when.whole, self.unit, self.ruler) if self.unit else 1.0

    def _planned(self, stretches: Sequence[tuple[Stretch, float]]) -> float:
        """What the plan asks over the days of the figure; NaN when some of them have none."""
        days = self.when.whole
        if not self.adds_up:
            held = [value for stretch, value in stretches if self.when.days.last in stretch.days]
            return held[-1] if held else math.nan
        total, covered = 0.0, 0
        for stretch, value in stretches:
            if (common := _common(days, self._reach(stretch.days))) is not None:
                total += self._stated(value, common, stretch.per)
                covered += common.days
        return total if covered == days.days else math.nan

    def _reach(self, days: Span) -> Span:
        """A plan's days; the cycle's first plan also holds before the cycle, its last also after it."""
        span = self.ruler.span
        first = date.min if days.first == span.first else days.first
        return Span(first, date.max if days.last == span.last else days.last)

    def _stated(self, value: float, days: Span, per: Period) -> float:
        """A value per `per` over some days, in the figure; what does not add up is the same everywhere."""
        return value * periods.units(days, per, self.ruler) / self._units if self.adds_up else value


def reach_back(days: Span, spans: Sequence[Span]) -> Span:
    """A window cut to the cycles that the metric has had without a break, `spans` latest first."""
    first: date | None = None
    for span in spans:
        if first is not None and (span.last != first - _DAY or first <= days.first):
            break
        first = span.first
    return Span(max(days.first, first), days.last) if first is not None else days


def _common(one: Span, other: Span) -> Span | None:
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Span(first, last) if first <= last else None


def _number(quantity: Quantity) -> float:
    number = quantity.resolved(None)
    return math.nan if number is None else number
