"""What follows from a cycle alone is worked out once, for as long as the cycle is held by anybody.

What follows from its makeup alone (which metrics there are and what they are made of, not how much of them is
wanted) is worked out once for all cycles made alike: those of a company's branches, and of one year after the
other.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from functools import wraps
from itertools import count
from typing import Final, TypeVar

from goalbook.model.cycle import Cycle

V = TypeVar("V")

_MOST: Final = 1024
"""Makeups that are kept in mind at the same time."""


def once(function: Callable[[Cycle], V]) -> Callable[[Cycle], V]:
    """A pure function of a cycle that remembers what it returned; what it returns must not change either.

    Cycles are told apart by identity: two equal ones are worked out twice.
    """
    known: dict[int, tuple[weakref.ref[Cycle], V]] = {}

    @wraps(function)
    def remembering(cycle: Cycle) -> V:
        key = id(cycle)
        held = known.get(key)
        if held is not None and held[0]() is cycle:
            return held[1]
        found = function(cycle)
        known[key] = (weakref.ref(cycle, lambda _: known.pop(key, None)), found)
        return found

    return remembering


@once
def renames(cycle: Cycle) -> Mapping[str, str]:
    """Its metrics' earlier ids, asked by several tables of every cycle."""
    return cycle.renames


def once_alike(function: Callable[[Cycle], V]) -> Callable[[Cycle], V]:
    """The same for a pure function of a cycle's makeup; it reads nothing but what `makeup` tells."""
    known: dict[int, V] = {}

    @once
    @wraps(function)
    def remembering(cycle: Cycle) -> V:
        number = _number(cycle)
        if number not in known:
            if len(known) >= _MOST:
                known.clear()
            known[number] = function(cycle)
        return known[number]

    return remembering


def makeup(cycle: Cycle) -> tuple[object, ...]:
    """The KGI, the chosen KPIs, the metrics and what joins them."""
    metrics = (
        (name, metric.kind, metric.formula, metric.funnel, metric.of, metric.supports)
        for name, metric in cycle.metrics.items()
    )
    return cycle.kgi, tuple(cycle.kpis), tuple(metrics)


_numbers: Final[dict[tuple[object, ...], int]] = {}
_next: Final = count()


@once
def _number(cycle: Cycle) -> int:
    """A number that cycles made alike share; it never means another makeup."""
    found = makeup(cycle)
    if found not in _numbers:
        if len(_numbers) >= _MOST:
            _numbers.clear()
        _numbers[found] = next(_next)
    return _numbers[found]
