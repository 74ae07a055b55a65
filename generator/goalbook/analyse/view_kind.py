"""How long the periods are that a cycle is looked at by."""

from __future__ import annotations

from typing import Final

from goalbook.analyse import plan
from goalbook.analyse.remembered import once
from goalbook.model.cycle import Cycle
from goalbook.model.values import Period

_ORDER: Final = [Period.DAY, Period.WEEK, Period.MONTH, Period.QUARTER, Period.CYCLE]


@once
def view_kind(cycle: Cycle) -> Period:
    """What a cycle is looked at by: months, or longer when the KGI is planned or logged that seldom."""
    kgi = cycle.metrics.get(cycle.kgi or "")
    logged = (kgi.cadence if kgi else None) or cycle.cadence
    planned = Period.MONTH
    if kgi and plan.adds_up(kgi) and kgi.per is Period.QUARTER:
        planned = Period.QUARTER
    return max(Period.MONTH, logged, planned, key=_ORDER.index)
