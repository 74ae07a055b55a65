"""Which measures have numbers to draw, the KGI and the chosen KPIs first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from goalbook.analyse import threshold_telling
from goalbook.present import signals
from goalbook.present.indicator import Indicator
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
    """

    indicator: Indicator
    signal: Signal | None
    earlier: tuple[Signal, ...]


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
    )


SECTION = Section(needs=("actuals", *signals.NEEDS), build=_build)
