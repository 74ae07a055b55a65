"""Which way is better for what makes up the KGI: its effect follows from the formulas, not from a default.

A cost that is subtracted from a profit is better when it falls; so are complaints per call, and calls too,
when fewer complaints are the aim. What is reached both ways, or not at all, has no effect of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from goalbook.model.values import Direction, Fraction, Operator

if TYPE_CHECKING:
    from goalbook.model.metric import Metric

Metrics = Mapping[str, "Metric"]


def effects(kgi: str | None, metrics: Metrics) -> Mapping[str, Direction]:
    """Metric to the direction in which it improves the KGI, as far as formulas and funnels tell.

    Args:
        kgi: The KGI's id.
        metrics: Every metric of a cycle.

    Returns:
        The KGI first; empty without one, and for a KGI that is to stay within a band.
    """
    better = sides(kgi, metrics)
    return {name: better[sign] for name, sign in signs(kgi, metrics).items()} if better else {}


def sides(kgi: str | None, metrics: Metrics) -> Mapping[int, Direction]:
    """The better direction of what the KGI grows with (1) and falls with (-1); empty where `effects` is."""
    way = metrics[kgi].direction if kgi in metrics and kgi is not None else Direction.BAND
    if way is Direction.BAND:
        return {}
    return (
        {1: Direction.UP, -1: Direction.DOWN}
        if way is Direction.UP
        else {1: Direction.DOWN, -1: Direction.UP}
    )


def signs(kgi: str | None, metrics: Metrics) -> Mapping[str, int]:
    """Metric to 1 where the KGI grows with it by formulas and funnels, to -1 where it falls.

    Args:
        kgi: The KGI's id.
        metrics: Every metric of a cycle; of each only what it is made of is read.

    Returns:
        The KGI first; empty without one.
    """
    if kgi not in metrics or kgi is None:
        return {}
    rates = _rates(metrics)
    known: defaultdict[str, set[int]] = defaultdict(set)
    waiting = [(kgi, 1)]
    for name, sign in waiting:
        if sign not in known[name]:
            known[name].add(sign)
            waiting += [(part, sign * own) for part, own in _parts(name, metrics, rates)]
    return {name: sum(found) for name, found in known.items() if len(found) == 1}


def implied(kgi: str | None, metrics: Metrics) -> Mapping[str, Direction]:
    """Metric to the direction it has where its own entry names none.

    Besides the effects on the KGI: what a rate counts is better when it falls if the rate is.
    """
    found = dict(effects(kgi, metrics))
    counted: defaultdict[str, set[Direction]] = defaultdict(set)
    for name, metric in metrics.items():
        if metric.of is not None:
            counted[metric.of.numerator].add(metric.direction_ or found.get(name) or metric.direction)
    down = {name for name, sides in counted.items() if sides == {Direction.DOWN}}
    return {**dict.fromkeys(sorted(down), Direction.DOWN), **found}


def _rates(metrics: Metrics) -> Mapping[Fraction, str]:
    found: dict[Fraction, str] = {}
    for name, metric in metrics.items():
        if metric.of is not None:
            found.setdefault(metric.of, name)
    return found


def _parts(name: str, metrics: Metrics, rates: Mapping[Fraction, str]) -> Iterator[tuple[str, int]]:
    """What a metric is made of, with the sign of each part."""
    metric = metrics[name]
    if metric.formula is not None:
        is_opposed = metric.formula.operator in {Operator.DIFFERENCE, Operator.QUOTIENT}
        for place, part in enumerate(metric.formula.parts):
            if part in metrics:
                yield part, -1 if is_opposed and place else 1
    steps = [step for step in metric.funnel if step in metrics and step != name]
    for before, step in pairwise([*steps, name]):
        yield before, 1
        rate = rates.get(Fraction(step, before))
        if rate is not None:
            yield rate, 1
