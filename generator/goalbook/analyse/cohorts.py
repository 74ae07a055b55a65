"""Rates by the day a case began: of what began in a period, how much came through in the end.

Counted by the month in which things happen, a win rate sets wins of this month against cases of this month,
whenever they began. Counted by cohort, both belong to the month in which the case began; then nothing is said
of a month before its cases are closed, ``lag_days`` after it (method: consistency checks, same period against
cohort). The same holds for the hits by themselves, and for what a formula makes of them: wins of cases that
are still open are yet to come, and so is their revenue, and what each of them cost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from goalbook.analyse.remembered import once
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.values import Operator


@once
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
    return _with_what_is_made_of_them(found, cycle) if found else found


def link_waits(waits: Mapping[str, int], numerator: str, denominator: str) -> int:
    """Days after a period until a link between two counts is judged: until both are.

    Args:
        waits: What `wait_days` returns.
        numerator: The step reached.
        denominator: The step before it.
    """
    return max(waits.get(numerator, 0), waits.get(denominator, 0))


def _with_what_is_made_of_them(waits: Mapping[str, int], cycle: Cycle) -> Mapping[str, int]:
    """The same with every metric whose formula or fraction has one of them, however deep."""
    parts = {name: _parts(metric) for name, metric in cycle.metrics.items()}
    found, before = dict(waits), None
    while found != before:
        before = dict(found)
        for name, of in parts.items():
            if days := max(found.get(part, 0) for part in (name, *of)):
                found[name] = days
    return found


def _parts(metric: Metric) -> tuple[str, ...]:
    fraction = (metric.of.numerator, metric.of.denominator) if metric.of else ()
    return (*(metric.formula.parts if metric.formula else ()), *fraction)


def growing(cycle: Cycle) -> frozenset[str]:
    """What waits and can only grow: hits, sums and products of such, their share of what is known."""
    waits = wait_days(cycle)
    found = frozenset(name for name in waits if not _parts(cycle.metrics[name]))
    while more := {name for name in waits if _grows(name, cycle, found, waits.keys())} - found:
        found |= more
    return found


def _grows(name: str, cycle: Cycle, growing: frozenset[str], waiting: Collection[str]) -> bool:
    """Whether a metric made of others grows with them: its dividend grows and its divisor is known."""
    formula, of = cycle.metrics[name].formula, cycle.metrics[name].of
    if formula:
        # Revenue is deals x the average deal, which is revenue by deals: the rest tells.
        rest = [part for part in formula.parts if not _is_share_of(cycle, part, name)]
        is_rising = formula.operator in {Operator.PRODUCT, Operator.SUM}
        return is_rising and all(part in growing or part not in waiting for part in rest)
    if of is None or of.numerator not in growing or of.denominator in waiting:
        return False
    return of.denominator not in cycle.metrics or cycle.metrics[of.denominator].lag_days == 0


def _is_share_of(cycle: Cycle, part: str, name: str) -> bool:
    of = cycle.metrics[part].of if part in cycle.metrics else None
    return of is not None and of.numerator == name
