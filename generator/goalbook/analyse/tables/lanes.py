"""Lanes.

The three lanes of a team's page, in every scope: the step to act on, the step to find out about, the steps
above plan. A lane without a step has no row: every step is within chance there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import cohort_rows, frames, open_actions, row_numbers
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.values import Direction

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "lane": frames.TEXT,  # act, find, above
    "place": frames.WHOLE,  # within the lane, from 0
    "kind": frames.TEXT,  # leaf or stage
    "stage": frames.TEXT,
    "step": frames.TEXT,
    "factor": frames.TEXT,
    "numerator": frames.TEXT,
    "denominator": frames.TEXT,
    "direction": frames.TEXT,
    "value": frames.NUMBER,
    "plan": frames.NUMBER,
    "k": frames.NUMBER,
    "n": frames.NUMBER,
    "misses": frames.NUMBER,  # n - k: proposals that were not won; none where hits are what should be few
    "p": frames.NUMBER,  # of being worse than the benchmark
    "level": frames.TEXT,  # of being worse than the plan
    "contribution": frames.NUMBER,
    "benchmark": frames.NUMBER,
    "benchmark_kind": frames.TEXT,
    "lift": frames.NUMBER,  # NaN while the KGI's cases are open
    "lift_low": frames.NUMBER,
    "lift_high": frames.NUMBER,
    "cases_needed": frames.NUMBER,
    "cases_more": frames.NUMBER,
    "is_withheld": frames.FLAG,
    "missing_days": frames.WHOLE,  # of weeks without a row; then a count is not judged
    "is_largest": frames.FLAG,  # the largest drag of all
    "is_kpi": frames.FLAG,
    "review": frames.TEXT,  # of the newest open action on this metric: the review's file name
    "action": frames.TEXT,  # and the action's id
    "until": frames.DAY,
    "is_complete": frames.FLAG,
}
_JUDGED: Final = ("factor_row", "p_benchmark")
_ORDER: Final = {"act": 0, "find": 1, "above": 2}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay the lanes out."""
    told, key = tables["priorities"], ["scope_row", "line_row"]
    evidence = tables["evidence"]
    rows = told[told["lane"] != ""]
    order = np.array([_ORDER.get(lane, -1) for lane in rows["lane"].cat.categories], dtype=np.int64)
    by = (rows["place"], order[rows["lane"].cat.codes], rows["scope_row"])
    rows = rows.take(np.lexsort(by)).reset_index(drop=True)
    known = {name: name for name in (*COLUMNS, *_JUDGED) if name in evidence and name not in rows}
    rows = rows.assign(**row_numbers.taken(evidence, row_numbers.of(rows, evidence, key), known))
    kpis = tables["factors"]["is_kpi"].to_numpy()
    step = tables["lines"]["step_row"].to_numpy()[rows["line_row"].to_numpy(dtype="int64")]
    actions = open_actions.newest(inputs)
    names = (rows[name].astype("object") for name in ("team", "cycle", "factor", "step"))
    found = [
        actions.get((team, cycle, factor)) or actions.get((team, cycle, one)) or ("", "")
        for team, cycle, factor, one in zip(*names, strict=True)
    ]
    rows = rows.assign(
        p=rows["p_benchmark"],
        misses=rows["n"] - rows["k"].where(rows["n"].notna()),
        is_kpi=kpis[rows["factor_row"].to_numpy(dtype="int64")] | kpis[step],
        review=frames.texts(review for review, _ in found),
        action=frames.texts(action for _, action in found),
    )
    is_open = cohort_rows.of_open_results(evidence, rows["scope_row"])
    rows = rows.assign(**{name: rows[name].mask(is_open) for name in ("lift", "lift_low", "lift_high")})
    is_share = (rows["k"] <= rows["n"]) & (rows["direction"] == Direction.UP.value)
    return frames.conform(rows.assign(misses=rows["misses"].where(is_share)), COLUMNS)


TABLE: Final = Table(needs=("priorities", "evidence", "factors", "lines"), columns=COLUMNS, build=build)
