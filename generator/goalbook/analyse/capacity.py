"""Can a volume be done: what it asks of each person on each working day.

Source: method: splitting and capacity. A limit is declared per metric, or taken from what a person has done.
"""

from __future__ import annotations

from collections.abc import Sequence

from goalbook.analyse import thresholds

_TOLERANCE = 1e-9  # of comparing numbers, as everywhere


def per_person_day(volume: float, capacities: Sequence[float], workdays: int) -> float | None:
    """A volume per person and working day: 2500 calls / 4 people / 19 days is 32.894737.

    Args:
        volume: For the period.
        capacities: Of each person, 1 = full time.
        workdays: Of the period.

    Returns:
        None without anybody or without a working day.
    """
    persondays = sum(capacities) * workdays
    return volume / persondays if persondays > 0 else None


def usual_most(
    days: Sequence[float], *, percentile: float = thresholds.CAPACITY_PERCENTILE.value
) -> float | None:
    """What a person's best days reach: the percentile of the reported days, linear between neighbours.

    Args:
        days: Volumes of single working days; not reported days left out.
        percentile: Between 0 and 1.

    Returns:
        None without any day.
    """
    if not days:
        return None
    ordered = sorted(days)
    place = percentile * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def is_too_much(asked: float | None, limit: float | None) -> bool | None:
    """Whether more is asked than the limit; None when either is not known."""
    return None if asked is None or limit is None else asked > limit + _TOLERANCE + _TOLERANCE * abs(limit)
