"""What the plan asks over some days: targets as typed or worked back, each for as long as it holds.

A target of 60 per month is 60 for a whole month, 360 for a half year, 30 for half a month. Rates, ratios and
levels have no total; what they ask on a day says `goalbook.analyse.plan.plan_values`. Plain Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from goalbook.analyse import periods, plan
from goalbook.analyse.periods import Ruler
from goalbook.analyse.plan import Planned
from goalbook.model.cycle import Cycle
from goalbook.model.values import Span


def totals(cycle: Cycle, days: Span, ruler: Ruler) -> Mapping[str, float]:
    """What the plan asks over some days.

    Args:
        cycle: What the team agreed.
        days: Days of the cycle.
        ruler: The cycle's days and fiscal year.

    Returns:
        Metric that adds up to its total, in the metric's own unit; absent where some of the days have no
        target.
    """
    found: dict[str, float] = {}
    for place, (span, values) in enumerate(stretches(cycle, days, ruler.span)):
        asked = {
            metric: planned.value * periods.units(span, planned.per, ruler)
            for metric, planned in values.items()
            if planned.per is not None
        }
        if place:
            asked = {metric: found[metric] + total for metric, total in asked.items() if metric in found}
        found = asked
    return found


def stretches(cycle: Cycle, days: Span, span: Span) -> Iterator[tuple[Span, Mapping[str, Planned]]]:
    """The days cut where a target moves, each piece with the plan that holds on it.

    Args:
        cycle: What the team agreed.
        days: The days wanted.
        span: The cycle's days.
    """
    relations = plan.equations(cycle)
    moves = [day for day in plan.change_days(cycle) if days.first < day <= days.last]
    lasts = [*(day - timedelta(days=1) for day in moves), days.last]
    for piece in map(Span, [days.first, *moves], lasts):
        yield piece, plan.plan_values(cycle, piece.first, span, relations=relations)
