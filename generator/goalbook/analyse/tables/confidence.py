"""Confidence.

How sure the owners are of their key results, where they record it, beside the probability that the numbers
give now. Where the two are far apart, it is worth a talk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, row_numbers, thresholds
from goalbook.analyse.combinations import Combinations
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle
from goalbook.model.objective import KeyResult
from goalbook.model.values import Period

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "objective": frames.TEXT,
    "key_result": frames.TEXT,
    "date": frames.DAY,
    "member": frames.TEXT,
    "value": frames.NUMBER,  # 0 to 10
    "share": frames.NUMBER,  # value / 10
    "p_hit": frames.NUMBER,  # of the metric's running period, beside the newest row
    "is_apart": frames.FLAG,
    "is_last": frames.FLAG,  # the newest of its key result
}
_FOLDER: Final = "confidence"
_KEY: Final = ("team", "cycle", "objective", "key_result")
_COLUMNS: Final = (*_KEY, "date", "member", "value", "metric", "period")
_TEXTS: Final = (*_KEY[1:], "member", "metric", "period")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Read the confidence logs."""
    pace = tables["pace"]
    rows = sorted(_rows(inputs), key=lambda row: row[: len(_KEY) + 1])  # by key result and day
    texts = {name: [row[place] for row in rows] for place, name in enumerate(_COLUMNS)}
    found: dict[str, Any] = {name: frames.texts(texts[name]) for name in _TEXTS}
    found["team"] = frames.texts(texts["team"], inputs.handbook.teams)
    day = frames.days(map(date.fromisoformat, texts["date"]))
    value = np.array(texts["value"], dtype=np.float64)
    share = value / thresholds.CONFIDENCE_SCALE.value
    each = Combinations.of(found, _KEY)
    is_last = day == day[each.last][each.codes]
    row = row_numbers.of(pd.DataFrame(found), pace, (*row_numbers.NAMES, "period"))
    p_hit = np.where(is_last, np.append(pace["p_hit"], np.nan)[row], np.nan)  # the last for none
    is_apart = np.abs(share - p_hit) > thresholds.CONFIDENCE_APART.value
    told = {
        "date": day,
        "value": value,
        "share": share,
        "p_hit": p_hit,
        "is_apart": is_apart,
        "is_last": is_last,
    }
    return frames.conform({**found, **told}, COLUMNS)


def _rows(inputs: Inputs) -> list[tuple[Any, ...]]:
    """Rows of the logs with a value, of key results of the cycle that holds their day."""
    found: list[tuple[Any, ...]] = []
    for team, name, cycle, span in layout.each_cycle(inputs):
        known = _key_results(cycle)
        until = inputs.handbook.as_of(team, inputs.today).isoformat()
        for log in inputs.handbook.teams[team].logs:
            if log.folder != _FOLDER:
                continue
            for _, row in log.rows():
                day, key = row["date"], row["key_result"]
                if (
                    row["value"]
                    and key in known
                    and span.first.isoformat() <= day <= min(until, span.last.isoformat())
                ):
                    objective, own, result = known[key]
                    period = (result.per or Period.CYCLE).value
                    value, member = row["value"], row.get("member", "")
                    found.append(
                        (team, name, objective, own, day, member, value, result.metric or "", period)
                    )
    return found


def _key_results(cycle: Cycle) -> dict[str, tuple[str, str, KeyResult]]:
    """Key results by ``objective/id``, and by their id alone where only one has it."""
    found = [
        (objective, key, result)
        for objective, goal in cycle.objectives.items()
        for key, result in goal.key_results.items()
    ]
    times = Counter(key for _, key, _ in found)
    alone = {one[1]: one for one in found if times[one[1]] == 1}
    return {f"{one[0]}/{one[1]}": one for one in found} | alone


TABLE: Final = Table(needs=("pace",), columns=COLUMNS, build=build)
