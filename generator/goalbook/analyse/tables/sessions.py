"""Sessions.

Every row of the practice logs up to the team's day, beside the measure that the practice should move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from goalbook.analyse import frames, layout
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle
from goalbook.model.practice import Practice

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "practice": frames.TEXT,  # today's id
    "step": frames.TEXT,  # "" when not said
    "metric": frames.TEXT,  # "" when the practice names none
    "date": frames.DAY,
    "member": frames.TEXT,
    "reps": frames.WHOLE_OR_NONE,
    "succeeded": frames.WHOLE_OR_NONE,
    "minutes": frames.WHOLE_OR_NONE,
}
_FOLDER: Final = "practice"
_TEXTS: Final = ("cycle", "practice", "step", "metric", "member")
_WHOLES: Final = ("reps", "succeeded", "minutes")


def build(inputs: Inputs, _: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Read the practice logs."""
    rows = pd.DataFrame(list(_rows(inputs)), columns=list(COLUMNS))
    rows = rows.sort_values(["team", "cycle", "practice", "date", "member"], kind="stable", ignore_index=True)
    found = rows.assign(
        team=frames.texts(rows["team"], inputs.handbook.teams),
        date=frames.days(rows["date"]),
        **{name: frames.texts(rows[name]) for name in _TEXTS},
        **{name: rows[name].astype(frames.WHOLE_OR_NONE) for name in _WHOLES},
    )
    return frames.conform(found, COLUMNS)


def _rows(inputs: Inputs) -> Iterator[tuple[Any, ...]]:
    """Rows of a practice of the cycle that holds their day."""
    for team, name, cycle, span in layout.each_cycle(inputs):
        logs = [log for log in inputs.handbook.teams[team].logs if log.folder == _FOLDER]
        known = _known(cycle)
        until = min(inputs.handbook.as_of(team, inputs.today), span.last)
        for log in logs if known else ():
            for _, row in log.rows():
                day = date.fromisoformat(row["date"])
                if row["practice"] in known and span.first <= day <= until:
                    own, practice = known[row["practice"]]
                    numbers = (_whole(row.get(column, "")) for column in _WHOLES)
                    step, metric = row.get("step", ""), practice.metric or ""
                    yield (team, name, own, step, metric, day, row["member"], *numbers)


def _known(cycle: Cycle) -> dict[str, tuple[str, Practice]]:
    """Practices by their ids, earlier ones among them."""
    earlier = {old: (name, one) for name, one in cycle.practices.items() for old in one.was}
    return {**earlier, **{name: (name, one) for name, one in cycle.practices.items()}}


def _whole(text: str) -> int | None:
    return int(text) if text else None


TABLE: Final = Table(columns=COLUMNS, build=build)
