"""Rates by the day a case began: of what began in a period, how much came through in the end.

Counted by the month in which things happen, a win rate sets wins of this month against cases of this month,
whenever they began. Counted by cohort, both belong to the month in which the case began; then nothing is said
of a month before its cases are closed, ``lag_days`` after it (method: consistency checks, same period against
cohort). The same holds for the hits by themselves: wins of cases that are still open are yet to come.
"""

from __future__ import annotations

from collections.abc import Mapping

from goalbook.model.cycle import Cycle


def wait_days(cycle: Cycle) -> Mapping[str, int]:
    """Days after a period until a cohort rate, or the count of its hits, is judged.

    Args:
        cycle: Knows its metrics.

    Returns:
        By metric the longest lag of rate and counts; nothing for what is no cohort.
    """
    found: dict[str, int] = {}
    for name, metric in cycle.metrics.items():
        if metric.cohort:
            parts = (metric.of.numerator, metric.of.denominator) if metric.of else ()
            known = [cycle.metrics[part] for part in parts if part in cycle.metrics]
            days = max(one.lag_days for one in (metric, *known))
            for one in (name, *parts[:1]):
                found[one] = max(days, found.get(one, 0))
    return found
