"""Recorded.

The latest numbers of each team's cycle of its day, as they were logged, with who recorded them: what the form
"this week's record" needs to know which numbers are due from whom. Of each number (metric, member, segment)
its last row, and the earlier ones as far back as a missed period may be caught up on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse import due, frames
from goalbook.analyse.combinations import Combinations
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.values import Period, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS: Final = {
    "team": frames.TEXT,
    "date": frames.DAY,
    "metric": frames.TEXT,  # as logged: may be an earlier id
    "member": frames.TEXT,
    "segment": frames.TEXT,
    "by": frames.TEXT,
    "value": frames.NUMBER,
    "begun": frames.DAY,  # the number's first row in the cycle
}
_REACH: Final = {Period.DAY: 30, Period.WEEK: 50, Period.MONTH: 190, Period.QUARTER: 470, Period.CYCLE: 1000}
"""Days that hold the periods which are asked for and holidays between, by how often a metric is logged."""
_SLOT: Final = ["team", "metric", "member", "segment"]


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Keep the rows that decide what is asked."""
    log = tables["log"]
    place = np.flatnonzero(log["date"].to_numpy() >= _firsts(inputs, log))
    rows = frames.of_arrays({name: log[name].array.take(place) for name in (*_SLOT, "date")}, len(place))
    slots, days = Combinations.of(rows, _SLOT), rows["date"].to_numpy().astype(np.int64)
    is_last = days == slots.largest(days)[slots.codes]
    begun = -slots.largest(-days)
    kept = np.flatnonzero((rows["date"].to_numpy() >= _sinces(inputs, rows)) | is_last)
    found = {name: log[name].array.take(place[kept]) for name in COLUMNS if name in log}
    begins = begun[slots.codes[kept]].astype(frames.DAY)
    return frames.conform(frames.of_arrays({**found, "begun": begins}, len(kept)), COLUMNS)


def _firsts(inputs: Inputs, log: pd.DataFrame) -> NDArray[np.datetime64]:
    """For each row the first day of its team's cycle; never for a team without one."""
    teams = log["team"].cat.categories
    spans = [_cycle(inputs, team) for team in teams]
    firsts = frames.days(span.first if span else date.max for span in spans)
    found: NDArray[np.datetime64] = firsts[log["team"].cat.codes.to_numpy()]
    return found


def _cycle(inputs: Inputs, team: str) -> Span | None:
    name = inputs.handbook.current_cycle(team, inputs.today)
    return inputs.handbook.span(name) if name else None


def _sinces(inputs: Inputs, rows: pd.DataFrame) -> NDArray[np.datetime64]:
    """For each row the day from which its metric is looked at; looked up once per team and metric."""
    names = rows["metric"].cat.categories.tolist()
    keys = rows["team"].cat.codes.to_numpy().astype("int64") * len(names) + rows["metric"].cat.codes
    codes, pairs = pd.factorize(keys)
    teams = [_Team(inputs, team) for team in rows["team"].cat.categories]
    days = [teams[pair // len(names)].since(names[pair % len(names)]) for pair in pairs.tolist()]
    found: NDArray[np.datetime64] = frames.days(days)[codes]
    return found


class _Team:
    """A team's day, its cycle of that day, and the earlier ids of its metrics."""

    def __init__(self, inputs: Inputs, team: str) -> None:
        files, name = inputs.handbook.teams[team], inputs.handbook.current_cycle(team, inputs.today)
        self._cycle = files.cycles[name] if name else None
        self._as_of, self._renames = inputs.handbook.as_of(team, inputs.today), due.renames(files)

    def since(self, metric: str) -> date:
        """The day from which a metric is looked at; never for one that the cycle does not have."""
        known = self._cycle.metrics.get(self._renames.get(metric, metric)) if self._cycle else None
        if self._cycle is None or known is None:
            return date.max
        return self._as_of - timedelta(days=_REACH[due.cadence(self._cycle, known)])


TABLE: Final = Table(needs=("log",), columns=COLUMNS, build=build)
