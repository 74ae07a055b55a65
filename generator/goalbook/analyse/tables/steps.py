"""Steps.

The process table of every month and of the whole cycle, also of quarters for a team that looks at quarters:
the funnel's steps with their counts and rates, a link that has a funnel of its own followed by its finer
steps, then the other factors of the KGI, then the KGI.

The rate that leads to a step is the declared one; where none is declared, it is the ratio of the two counts
over the cells in which both were reported (``rate_metric`` is then ""), and its plan the ratio of the two
planned counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, process, row_numbers, scope_rows, totals
from goalbook.analyse.arrays import FloatArray, floats, quotient
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.process import Role
from goalbook.analyse.table import Table
from goalbook.model.values import Period

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,  # month, cycle; also quarter where it is looked at
    "first": frames.DAY,
    "last": frames.DAY,
    "order": frames.WHOLE,  # from 0, as in the process table
    "level": frames.WHOLE,  # 1, or 2 for a finer step of a level-1 link, and so on
    "role": frames.TEXT,  # step, factor, kgi
    "stage": frames.TEXT,  # the step that this finer one refines, "" on level 1
    "step": frames.TEXT,  # metric
    "count": frames.NUMBER,  # what it came to; of factors and the KGI also a rate or amount
    "count_plan": frames.NUMBER,  # of the whole period
    "count_expected": frames.NUMBER,  # up to the team's day
    "rate_metric": frames.TEXT,  # the declared rate that leads here, else ""
    "numerator": frames.TEXT,  # metrics of the rate; of a factor or KGI its own
    "denominator": frames.TEXT,
    "rate": frames.NUMBER,
    "rate_plan": frames.NUMBER,
    "rate_k": frames.NUMBER,  # sums behind the rate
    "rate_n": frames.NUMBER,
    "is_kpi": frames.FLAG,  # the step or its rate is a chosen KPI
    "is_complete": frames.FLAG,
}
_ALWAYS: Final = (Period.MONTH.value, Period.CYCLE.value)
_SHOWN: Final = (*_ALWAYS, Period.QUARTER.value)
_KEY: Final = ("team", "cycle", "period", "first")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay counts and rates on each cycle's process."""
    numbers = tables["attainment"]
    numbers = numbers[numbers["period"].isin(_SHOWN)].reset_index(drop=True)
    found = _grid(process.rows(inputs), tables["periods"], scope_rows.view_kinds(inputs))
    sides: dict[str, Any] = {}
    for step, taken in _TAKEN.items():
        row = row_numbers.of(found, numbers, {name: name for name in _KEY} | {step: "metric"})
        sides |= {name: floats(column) for name, column in row_numbers.taken(numbers, row, taken).items()}
    ratio = _counted(found, tables)
    is_step = (found["role"] == Role.STEP.value).to_numpy()
    planned = quotient(sides["count_plan"], sides["previous_plan"])
    laid = found.assign(
        **{name: sides[name] for name in ("count", "count_plan", "count_expected")},
        rate_k=_first(np.where(is_step, sides["rate_k"], sides["own_k"]), ratio["numerator"]),
        rate_n=_first(np.where(is_step, sides["rate_n"], sides["own_n"]), ratio["denominator"]),
        rate=_first(sides["rate"], ratio["value"]),
        rate_plan=_first(sides["rate_plan"], planned),
    )
    return frames.conform(laid, COLUMNS)


def _first(number: FloatArray, other: Any) -> FloatArray:
    return np.where(np.isnan(number), floats(other), number)


_TAKEN: Final[Mapping[str, Mapping[str, str]]] = {
    "step": {
        "actual": "count",
        "target": "count_plan",
        "expected": "count_expected",
        "numerator": "own_k",
        "denominator": "own_n",
    },
    "rate_metric": {"actual": "rate", "target": "rate_plan", "numerator": "rate_k", "denominator": "rate_n"},
    "previous": {"target": "previous_plan"},
}
"""For each column that names a metric, what is taken of that metric's numbers, and under which name."""


def _grid(rows: pd.DataFrame, periods: pd.DataFrame, views: Mapping[int, Period]) -> pd.DataFrame:
    """Every row of the process in every period shown that has begun."""
    quarterly = [row for row, kind in views.items() if kind is Period.QUARTER]
    is_seen = periods["cycle_row"].isin(quarterly) & (periods["period"] == Period.QUARTER.value)
    begun = np.flatnonzero(periods["is_begun"] & (is_seen | periods["period"].isin(_ALWAYS)))
    place, row = row_numbers.pairs(periods["cycle_row"].to_numpy()[begun], rows["cycle_row"].to_numpy())
    return frames.of_arrays(
        {
            **{name: periods[name].array.take(begun[place]) for name in (*_KEY, "last", "is_complete")},
            **{str(name): rows[name].array.take(row) for name in rows},
            "period_row": begun[place],
            "process_row": row,
        },
        len(row),
    )


def _counted(found: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Mapping[str, Any]:
    """For links without a declared rate, the ratio of the two counts where both were reported; NaN elsewhere.

    Returns:
        value, numerator, denominator; rows as in `found`.
    """
    metrics = tables["metrics"]
    links = found[(found["previous"] != "") & (found["rate_metric"] == "")]
    links = links.drop_duplicates("process_row")
    named = zip(metrics["cycle_row"].tolist(), metrics["metric"].tolist(), strict=True)
    known = {key: row for row, key in enumerate(named)}
    sides = {
        f"{side}_row": [
            known[key] for key in zip(links["cycle_row"].tolist(), links[side].tolist(), strict=True)
        ]
        for side in ("numerator", "denominator")
    }
    fractions = pd.DataFrame({"fraction_row": links["process_row"].to_numpy(), **sides}, dtype="int64")
    ratios = pd.DataFrame(totals.fractions_by_period(tables["cells"], frames.arrays(fractions), tables))
    row = row_numbers.of(found, ratios, {"process_row": "fraction_row", "period_row": "period_row"})
    return row_numbers.taken(ratios, row, {name: name for name in ("value", "numerator", "denominator")})


TABLE: Final = Table(
    needs=("attainment", "cells", "metrics", "calendar", "periods"), columns=COLUMNS, build=build
)
