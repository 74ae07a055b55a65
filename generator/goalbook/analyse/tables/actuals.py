"""Actuals.

What every metric came to in every week, month, quarter and cycle that has begun by the team's day: counts and
amounts added up, rates and ratios as ratio of sums, levels as last reported. A period without numbers has no
value, never 0. Periods shorter than a metric's cadence are left out: a week says nothing about what is logged
once a month. A metric that is not logged but has a formula is computed from its parts, where all of them have
a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import derived, frames, layout, row_numbers, totals
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "value": frames.NUMBER,  # NaN: nothing reported, or a denominator of 0
    "numerator": frames.NUMBER,  # of rates, ratios and means: value = numerator / denominator
    "denominator": frames.NUMBER,
    "rows": frames.WHOLE,  # log rows behind it; 0 for nothing reported and for what a formula gives
    "is_complete": frames.FLAG,
}


_TAKEN: Final = ("value", "numerator", "denominator", "rows")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Add up the cells and lay them beside every period that has begun."""
    metrics, periods = tables["metrics"], tables["periods"]
    begun = periods.loc[periods["is_begun"], ["cycle_row"]].assign(period_row=lambda frame: frame.index)
    grid = metrics[["cycle_row"]].assign(metric_row=metrics.index).merge(begun, on="cycle_row")
    grid = grid[totals.is_long_enough(grid, tables)].reset_index(drop=True)
    known = totals.by_period(tables["cells"], tables)
    known["rows"] = known["rows"].astype(frames.NUMBER)
    row = row_numbers.places(
        *(layout.numbers(rows, "period_row", metrics, periods) for rows in (grid, known))
    )
    found = grid.assign(**row_numbers.taken(known, row, {name: name for name in _TAKEN}))
    found["value"] = derived.filled(found, derived.relations(inputs, metrics))
    return frames.conform(totals.named(found, tables), COLUMNS)


TABLE: Final = Table(needs=("cells", "metrics", "calendar", "periods"), columns=COLUMNS, build=build)
