"""Rates by the day a case began: of what began in a period, how much came through in the end.

Counted by the month in which things happen, a win rate sets wins of this month against cases of this month,
whenever they began. Counted by cohort, both belong to the month in which the case began; then nothing is said
of a month before its cases are closed, ``lag_days`` after it (method: consistency checks, same period against
cohort).
"""

from __future__ import annotations

from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric


def wait_days(cycle: Cycle, metric: Metric) -> int:
    """Days after a period until its cohort rate is judged: the longest lag of rate and counts.

    Args:
        cycle: Knows the counts.
        metric: The rate; 0 for what is no cohort.
    """
    if not metric.cohort:
        return 0
    parts = (metric.of.numerator, metric.of.denominator) if metric.of else ()
    known = [cycle.metrics[name] for name in parts if name in cycle.metrics]
    return max(one.lag_days for one in (metric, *known))
