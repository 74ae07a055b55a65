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
from typing import Final

import pandas as pd

from goalbook.analyse import frames, process, row_numbers, scope_rows, totals
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
    rows, numbers = process.rows(inputs), _numbers(tables["attainment"])
    found = _grid(rows, tables["periods"], scope_rows.view_kinds(inputs))
    for step, taken in _TAKEN.items():
        side = numbers.rename(columns={"metric": step})
        row = row_numbers.of(found, side, (*_KEY, step))
        found = found.assign(**row_numbers.taken(side, row, taken))
    counted = _counted(found, tables)
    planned = totals.divided(found["count_plan"], found["previous_plan"])
    is_step = found["role"] == Role.STEP.value
    found = found.assign(
        rate_k=found["rate_k"].where(is_step, found["own_k"]).fillna(counted["numerator"]),
        rate_n=found["rate_n"].where(is_step, found["own_n"]).fillna(counted["denominator"]),
        rate=found["rate"].fillna(counted["value"]),
        rate_plan=found["rate_plan"].fillna(planned),
    )
    return frames.conform(found, COLUMNS)


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


def _numbers(attainment: pd.DataFrame) -> pd.DataFrame:
    return attainment[attainment["period"].isin(_SHOWN)].reset_index(drop=True)


def _grid(rows: pd.DataFrame, periods: pd.DataFrame, views: Mapping[int, Period]) -> pd.DataFrame:
    """Every row of the process in every period shown that has begun."""
    quarterly = [row for row, kind in views.items() if kind is Period.QUARTER]
    is_seen = periods["cycle_row"].isin(quarterly) & (periods["period"] == Period.QUARTER.value)
    begun = periods[periods["is_begun"] & (is_seen | periods["period"].isin(_ALWAYS))]
    named = rows.assign(process_row=rows.index)
    grid = begun.assign(period_row=begun.index).merge(named, on="cycle_row")
    return grid.sort_values(["period_row", "order"], ignore_index=True)


def _counted(found: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
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
    ratios = totals.fractions_by_period(tables["cells"], fractions, tables)
    wanted = found[["process_row", "period_row"]].rename(columns={"process_row": "fraction_row"})
    return wanted.merge(ratios, on=["fraction_row", "period_row"], how="left", validate="one_to_one")


TABLE: Final = Table(
    needs=("attainment", "cells", "metrics", "calendar", "periods"), columns=COLUMNS, build=build
)
