"""Rates by the day a case began: of what began in a period, how much came through in the end.

Counted by the month in which things happen, a win rate sets wins of this month against cases of this month,
whenever they began. Counted by cohort, both belong to the month in which the case began; then nothing is said
of a month before its cases are closed, ``lag_days`` after it (method: consistency checks, same period against
cohort). The same holds for the hits by themselves, and for what a formula makes of them: wins of cases that
are still open are yet to come, and so is their revenue.
"""

from __future__ import annotations

from collections.abc import Mapping

from goalbook.model.cycle import Cycle
from goalbook.model.values import Operator


def wait_days(cycle: Cycle) -> Mapping[str, int]:
    """Days after a period until a cohort rate, the count of its hits, or what is made of them, is judged.

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
    return _with_formulas(found, cycle) if found else found


def _with_formulas(waits: Mapping[str, int], cycle: Cycle) -> Mapping[str, int]:
    """The same with every metric whose formula has one of them, however deep."""
    formulas = {name: metric.formula.parts for name, metric in cycle.metrics.items() if metric.formula}
    found, before = dict(waits), None
    while found != before:
        before = dict(found)
        for name, parts in formulas.items():
            if days := max(found.get(part, 0) for part in (name, *parts)):
                found[name] = days
    return found


def growing(cycle: Cycle) -> frozenset[str]:
    """What waits for open cases and can only grow by them: hits, their rate, sums and products of such."""
    waits = wait_days(cycle)
    formulas = {name: metric.formula for name, metric in cycle.metrics.items() if metric.formula}
    found, before = frozenset(waits) - formulas.keys(), frozenset[str]()
    while found != before:
        before = found
        found |= {
            name
            for name, formula in formulas.items()
            if name in waits
            and formula.operator in {Operator.PRODUCT, Operator.SUM}
            and all(part in before or part not in waits for part in formula.parts)
        }
    return found
