"""Which measures have numbers to draw, the KGI and the chosen KPIs first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse import threshold_telling
from goalbook.model.values import Period
from goalbook.present import signals
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Stretch
from goalbook.present.section import Section
from goalbook.present.signals import Signal
from goalbook.present.subject import Subject

EARLIER: Final = threshold_telling.SIGNALS_EARLIER.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A measure with numbers.

    Attributes:
        indicator: The measure.
        signal: What its newest point says; None where nothing can be judged.
        earlier: The last points before it that were signals, the newest first.
        season: How its calendar month usually compares with an average month; None with too few months.
    """

    indicator: Indicator
    signal: Signal | None
    earlier: tuple[Signal, ...]
    season: Season | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """What part of a month's number is the season's.

    Attributes:
        month: The newest month that is over.
        above: By how much of an average month it usually lies above it; below 0 when it lies below.
        months: How many months in a row say so.
        is_per_workday: Whether working days were made equal.
    """

    month: Stretch
    above: float
    months: int
    is_per_workday: bool

    @property
    def size(self) -> float:
        """The same without its sign."""
        return abs(self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Measures under one heading.

    Attributes:
        key: ``kgi``, ``chosen`` or ``others``.
        trends: Measures with numbers.
    """

    key: str
    trends: tuple[Trend, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Measures in the order they are shown.

    Attributes:
        groups: The KGI, the chosen KPIs, every other measure in the order of the file; none is empty.
        silent: Measures without any number.
    """

    groups: tuple[Group, ...]
    silent: tuple[Indicator, ...]


def _build(subject: Subject) -> Trends | None:
    cycle = subject.cycle
    if cycle is None:
        return None
    heard = {row.metric for row in subject.rows("actuals") if row.value is not None}
    kgi = [cycle.kgi] if cycle.kgi else []
    chosen = [metric for metric in cycle.kpis if metric not in kgi]
    others = [metric for metric in cycle.metrics if metric not in {*kgi, *chosen}]
    groups = (
        Group(key=key, trends=tuple(_trend(subject, metric) for metric in metrics if metric in heard))
        for key, metrics in (("kgi", kgi), ("chosen", chosen), ("others", others))
    )
    return Trends(
        groups=tuple(group for group in groups if group.trends),
        silent=tuple(subject.indicator(metric) for metric in cycle.metrics if metric not in heard),
    )


def _trend(subject: Subject, metric: str) -> Trend:
    rows = signals.judged(subject, metric, subject.day)
    period = rows[0].period if rows else None
    found = [signals.told(row) for row in rows if row.period == period and not row.is_thin]
    earlier = [signal for signal in found[1:] if signal.rule != "none"]
    return Trend(
        indicator=subject.indicator(metric),
        signal=next(iter(found), None),
        earlier=tuple(earlier[:EARLIER]),
        season=_season(rows),
    )


def _season(rows: Sequence[Any]) -> Season | None:
    row = next((row for row in rows if row.period == Period.MONTH.value and row.season is not None), None)
    if row is None:
        return None
    return Season(
        month=signals.told(row).stretch,
        above=row.season - 1,
        months=row.season_months,
        is_per_workday=row.per_workday is not None,
    )


SECTION = Section(needs=("actuals", *signals.NEEDS), build=_build)
