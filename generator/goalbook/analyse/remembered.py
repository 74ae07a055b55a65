"""What follows from a cycle alone is worked out once, for as long as the cycle is held by anybody."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from goalbook.model.cycle import Cycle

V = TypeVar("V")


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
