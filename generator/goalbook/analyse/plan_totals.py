"""What the plan asks over some days: targets as typed or worked back, each for as long as it holds.

A target of 60 per month is 60 for a whole month, 360 for a half year, 30 for half a month. Rates, ratios and
levels have no total; what they ask on a day says `goalbook.analyse.plan.plan_values`. Plain Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from goalbook.analyse import periods, plan
from goalbook.analyse.periods import Ruler
from goalbook.analyse.plan import Planned
from goalbook.model.cycle import Cycle
from goalbook.model.values import Span

Stretch = tuple[Span, Mapping[str, Planned]]
"""Some days, and the plan that holds on each of them."""


def stretches(cycle: Cycle, span: Span) -> tuple[Stretch, ...]:
    """A cycle's days cut where a target moves, each piece with its plan.

    Args:
        cycle: What the team agreed.
        span: The cycle's days.
    """
    moves = [day for day in plan.change_days(cycle) if span.first < day <= span.last]
    lasts = [*(day - timedelta(days=1) for day in moves), span.last]
    pieces = map(Span, [span.first, *moves], lasts)
    return tuple((piece, plan.plan_values(cycle, piece.first, span)) for piece in pieces)


def totals(found: Sequence[Stretch], days: Span, ruler: Ruler) -> Mapping[str, float]:
    """What the plan asks over some days of the cycle.

    Args:
        found: What `stretches` returns.
        days: The days, within the cycle.
        ruler: The cycle's days and fiscal year.

    Returns:
        Metric that adds up to its total, in the metric's own unit; absent where some of the days have no
        target.
    """
    inside = [(span, values) for span, values in found if span.overlaps(days)]
    asked = [
        {
            metric: planned.value * periods.units(_common(span, days), planned.per, ruler)
            for metric, planned in values.items()
            if planned.per is not None
        }
        for span, values in inside
    ]
    names = [metric for metric in asked[0] if all(metric in each for each in asked)] if asked else []
    return {metric: sum(each[metric] for each in asked) for metric in names}


def _common(one: Span, other: Span) -> Span:
    return Span(max(one.first, other.first), min(one.last, other.last))
