"""Questions that stand until somebody answers them: KPIs that rise without the KGI, or only look back.

Neither is a mistake in the files, so `check` is silent about them; they are asked where the gap is explained.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from goalbook.analyse import thresholds
from goalbook.analyse.layers import Layer
from goalbook.model.values import Direction
from goalbook.present.indicator import Indicator
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A chosen KPI that moved well several times running while the KGI did not.

    Attributes:
        indicator, kgi: The two.
        times: How often running.
        first, last: Days from the start of the period before the first rise to the end of the last.
        before, now: The KPI in the first and the last of these periods.
        kgi_before, kgi_now: The KGI in the same periods.
        is_falling: Whether the KPI moves well by falling.
    """

    indicator: Indicator
    kgi: Indicator
    times: int
    first: date
    last: date
    before: float
    now: float
    kgi_before: float
    kgi_now: float
    is_falling: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lagging:
    """Chosen KPIs that come after the work.

    Attributes:
        outcomes: Chosen KPIs that measure an outcome.
        leading, chosen: How many lead to the KGI, of how many.
        share, enough: The part that leads, and the part that is enough.
    """

    outcomes: tuple[Indicator, ...]
    leading: int
    chosen: int
    share: float
    enough: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What stands.

    Attributes:
        drifts: KPIs that rise without the KGI.
        lagging: When too few chosen KPIs lead, else None.
    """

    drifts: tuple[Drift, ...]
    lagging: Lagging | None


def _build(subject: Subject) -> Questions | None:
    drifts = tuple(_drift(subject, row) for row in subject.rows("drift"))
    lagging = _lagging(subject, subject.rows("layers"))
    return Questions(drifts=drifts, lagging=lagging) if drifts or lagging else None


def _drift(subject: Subject, row: Any) -> Drift:
    indicator = subject.indicator(row.metric)
    return Drift(
        indicator=indicator,
        kgi=subject.indicator(row.kgi),
        times=row.periods,
        first=row.first,
        last=row.last,
        before=row.kpi_first,
        now=row.kpi_last,
        kgi_before=row.kgi_first,
        kgi_now=row.kgi_last,
        is_falling=indicator.direction is Direction.DOWN,
    )


def _lagging(subject: Subject, rows: tuple[Any, ...]) -> Lagging | None:
    if not rows or rows[0].share_leading >= thresholds.LEADING_SOME.value:
        return None
    return Lagging(
        outcomes=tuple(subject.indicator(row.metric) for row in rows if row.layer == Layer.OUTCOME.value),
        leading=sum(row.is_leading for row in rows),
        chosen=len(rows),
        share=rows[0].share_leading,
        enough=rows[0].enough,
    )


SECTION = Section(needs=("drift", "layers"), build=_build)
