"""Which measures have numbers to draw, the KGI and the chosen KPIs first."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.present.indicator import Indicator
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Measures under one heading.

    Attributes:
        key: ``kgi``, ``chosen`` or ``others``.
        indicators: Measures with numbers.
    """

    key: str
    indicators: tuple[Indicator, ...]


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
        Group(key=key, indicators=tuple(subject.indicator(metric) for metric in metrics if metric in heard))
        for key, metrics in (("kgi", kgi), ("chosen", chosen), ("others", others))
    )
    return Trends(
        groups=tuple(group for group in groups if group.indicators),
        silent=tuple(subject.indicator(metric) for metric in cycle.metrics if metric not in heard),
    )


SECTION = Section(needs=("actuals",), build=_build)
