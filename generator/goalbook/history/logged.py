"""What a team's log says of one metric over some days; for a few sentences, not for tables of all teams.

A row belongs to its date; one with ``from`` is shared out over its days. An empty value is not reported,
never 0.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from goalbook.model.cycle import Cycle
from goalbook.model.handbook import TeamFiles
from goalbook.model.values import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Fraction:
    """Both sides of a rate or ratio."""

    numerator: float
    denominator: float


def total(files: TeamFiles, metric: str, span: Span) -> float | None:
    """The sum of a logged metric over some days; None when nothing was reported.

    Args:
        files: The team.
        metric: Its id; rows under earlier ids of any cycle count as well.
        span: The days.
    """
    names = _names(files, metric)
    found = [value for value in _values(files, names, span) if value is not None]
    return sum(found) if found else None


def fraction(files: TeamFiles, cycle: Cycle, metric: str, span: Span) -> Fraction | None:
    """Both sides of a rate or ratio over some days; None unless both were reported."""
    found = cycle.metrics.get(metric)
    if found is None or found.of is None:
        return None
    above, below = total(files, found.of.numerator, span), total(files, found.of.denominator, span)
    if above is None or not below:
        return None
    return Fraction(numerator=above, denominator=below)


def _names(files: TeamFiles, metric: str) -> frozenset[str]:
    earlier = {old for cycle in files.cycles.values() for old, new in cycle.renames.items() if new == metric}
    return frozenset({metric, *earlier})


def _values(files: TeamFiles, names: frozenset[str], span: Span) -> Iterator[float | None]:
    for log in files.logs:
        if log.folder == "progress":
            pattern = _rows_of(log.columns.index("metric"), tuple(sorted(names)))
            found = [line.decode() for line in pattern.findall(log.data)]
            for fields in csv.reader(found):
                yield _within(dict(zip(log.columns, fields, strict=True)), span)


@lru_cache(maxsize=64)
def _rows_of(column: int, names: tuple[str, ...]) -> re.Pattern[bytes]:
    """Finds whole rows with one of these metrics; a log is proven, so nothing before the metric is quoted."""
    wanted = "|".join(names).encode()
    return re.compile(rb"(?m)^(?:[^,\n]*+,){%d}(?:%b)(?:,[^\n]*+)?$" % (column, wanted))


def _within(row: Mapping[str, str], span: Span) -> float | None:
    """The part of a row's value that belongs to some days; None for none."""
    last = date.fromisoformat(row["date"])
    first = date.fromisoformat(row["from"]) if row.get("from") else last
    days = Span(max(min(first, last), span.first), min(last, span.last))
    if not row["value"] or days.last < days.first:
        return None
    return float(row["value"]) * days.days / Span(min(first, last), last).days
