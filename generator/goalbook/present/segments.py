"""What segments of a rate did between two periods: their own rates, and the mix of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from goalbook.present.indicator import Indicator
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment of a rate between two periods.

    Attributes:
        name: Its name in the log.
        weight_before, weight_now: Its share of the cases.
        before, now: Its rate.
        by_rate, by_mix: What its own rate, and its weight, did to the whole.
    """

    name: str
    weight_before: float | None
    weight_now: float | None
    before: float | None
    now: float | None
    by_rate: float | None
    by_mix: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What moved the number of hits of a rate; the base counts as if it had as many working days.

    Attributes:
        indicator: What is counted: the contracts of a win rate.
        by_size: From the number of cases over all segments.
        by_mix: From the segments' shares of the cases.
        by_rate: From their own rates.
    """

    indicator: Indicator
    by_size: float
    by_mix: float
    by_rate: float

    @property
    def change(self) -> float:
        """What the hits moved by."""
        return self.by_size + self.by_mix + self.by_rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """A rate's segments against one base.

    Attributes:
        indicator: The rate.
        base: ``previous`` or ``year``.
        before, now: The rate of all cases.
        by_rate, by_mix: Sums over the segments; together now - before.
        is_simpson: Whether every segment moved one way and the whole the other.
        hits: The same in the unit of what is counted; None where a part is not known.
        segments: In the order of the table.
    """

    indicator: Indicator
    base: str
    before: float | None
    now: float | None
    by_rate: float
    by_mix: float
    is_simpson: bool
    hits: Hits | None
    segments: tuple[Segment, ...]

    @property
    def change(self) -> float:
        """What the whole moved by."""
        return self.by_rate + self.by_mix


def mixes(subject: Subject, rows: Iterable[Any]) -> tuple[Mix, ...]:
    """Rate by rate and base by base, from rows of the table `mix` in one period."""
    grouped: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.metric, row.base].append(row)
    return tuple(
        Mix(
            indicator=subject.indicator(metric),
            base=base,
            before=found[0].pooled0,
            now=found[0].pooled1,
            by_rate=sum(row.rate_effect or 0.0 for row in found),
            by_mix=sum(row.mix_effect or 0.0 for row in found),
            is_simpson=found[0].is_simpson,
            hits=_hits(subject, metric, found),
            segments=tuple(_segment(row) for row in found),
        )
        for (metric, base), found in grouped.items()
    )


def _hits(subject: Subject, metric: str, rows: Sequence[Any]) -> Hits | None:
    known = subject.cycle.metrics.get(metric) if subject.cycle else None
    parts = [(row.hits_size, row.hits_mix, row.hits_rate) for row in rows]
    if known is None or known.of is None or any(None in part for part in parts):
        return None
    size, mix, rate = (sum(side) for side in zip(*parts, strict=True))
    return Hits(indicator=subject.indicator(known.of.numerator), by_size=size, by_mix=mix, by_rate=rate)


def _segment(row: Any) -> Segment:
    return Segment(
        name=row.segment,
        weight_before=row.weight0,
        weight_now=row.weight1,
        before=row.rate0,
        now=row.rate1,
        by_rate=row.rate_effect,
        by_mix=row.mix_effect,
    )
