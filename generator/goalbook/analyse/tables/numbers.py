"""Numbers.

What each factor came to in each scope, and what the plan asks of it up to its last logged day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, lines, row_numbers
from goalbook.analyse.arrays import FloatArray, IntArray, quotient
from goalbook.analyse.combinations import Columns
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.process import Role
from goalbook.analyse.reported import Reported
from goalbook.analyse.table import Table
from goalbook.analyse.workday_rows import WorkdayRows

COLUMNS: Final = {
    "team": frames.TEXT,
    "factor_row": frames.WHOLE,
    "scope_row": frames.WHOLE,
    "value": frames.NUMBER,
    "k": frames.NUMBER,  # sums behind a rate or ratio; a count or amount itself
    "n": frames.NUMBER,
    "target": frames.NUMBER,  # of the whole period
    "expected": frames.NUMBER,  # up to its last logged day
    "gap": frames.NUMBER,  # value - expected; 0 within a band
    "low": frames.NUMBER,  # of a band
    "high": frames.NUMBER,
    "attainment": frames.NUMBER,
    "result": frames.TEXT,
    "missing_days": frames.WHOLE,  # working days of whole weeks without a row: a sum may be too low
}
_KEY: Final = ("team", "cycle", "period", "first")
_TAKEN: Final = ("value", "k", "n", "target", "expected", "gap", "low", "high", "attainment", "result")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay metrics and links beside each other."""
    scopes, factors = tables["scopes"], tables["factors"]
    known = frames.stacked([_metrics(tables), _links(tables)])
    order = np.lexsort([known["scope_row"], known["factor_row"]])
    known = {name: column.take(order) for name, column in known.items()}
    spoken, missing_days = _spoken_of(known, tables, WorkdayRows.of(inputs, tables["cycles"]))
    elapsed = scopes["elapsed"].to_numpy()[known["scope_row"]]
    adds_up = factors["adds_up"].to_numpy()[known["factor_row"]]
    part = quotient(spoken, np.maximum(elapsed, 0))
    expected = known["expected"] * np.where(adds_up, part, 1.0)
    whole = np.where(adds_up, known["value"], np.nan)
    found = {
        "team": scopes["team"].array.take(known["scope_row"]),
        "expected": expected,
        "gap": np.where(np.isnan(known["low"]), known["value"] - expected, known["gap"]),
        "k": np.where(np.isnan(known["n"]), whole, known["k"]),
        "result": frames.worded(known["result"].codes, known["result"].categories.tolist()),
        "missing_days": missing_days,
    }
    return frames.conform({**known, **found}, COLUMNS)


def _spoken_of(
    known: Columns, tables: Mapping[str, pd.DataFrame], days: WorkdayRows
) -> tuple[FloatArray, IntArray]:
    """The working days that each number speaks of, and those of weeks that were left out.

    What is over and was logged to its end counts as a whole; of what a formula gives those of the scope.
    """
    reported, scopes, scope = Reported.of(tables, days), tables["scopes"], known["scope_row"]
    columns = {name: scopes[name].array.take(scope) for name in ("team", "first", "last")}
    rows = frames.of_arrays({**columns, "metric_row": known["factor_row"]}, len(scope))
    until = reported.until(rows)
    is_logged = until.notna().to_numpy()
    is_over = (scopes["is_complete"] & ~scopes["is_stale"]).to_numpy()[scope]
    rows["until"] = until.mask(is_over & is_logged, rows["last"])
    spoken = days.count(rows["team"], rows["first"], rows["until"])
    return np.where(is_logged, spoken, scopes["known"].to_numpy()[scope]), reported.missing_days(rows)


def _metrics(tables: Mapping[str, pd.DataFrame]) -> Columns:
    """Only of kinds of periods that any scope has: most rows are weeks."""
    known, kinds = tables["attainment"], np.unique(tables["scopes"]["period"].cat.codes)
    row = np.flatnonzero(np.isin(known["period"].cat.codes, kinds))
    keys = {name: known[name].array.take(row) for name in (*_KEY, "metric")}
    rows = frames.of_arrays(keys, len(row))
    scope = row_numbers.of(rows, tables["scopes"], _KEY)
    factor = row_numbers.of(rows, tables["factors"], row_numbers.FACTOR)
    is_known = (scope >= 0) & (factor >= 0)
    names = {"value": "actual", "k": "numerator", "n": "denominator"}
    taken = frames.arrays(known, (names.get(name, name) for name in _TAKEN))
    found = {name: taken[names.get(name, name)].take(row[is_known]) for name in _TAKEN}
    return {**found, "scope_row": scope[is_known], "factor_row": factor[is_known]}


def _links(tables: Mapping[str, pd.DataFrame]) -> Columns:
    """Links without a declared rate; a link that stands on two lines has the same numbers on both."""
    steps, scopes = tables["steps"], tables["scopes"]
    is_link = (steps["rate_metric"] == "") & (steps["numerator"] != "") & (steps["role"] == Role.STEP.value)
    links = steps[is_link]
    names = map(lines.link, links["numerator"], links["denominator"])
    factor = row_numbers.of(links.assign(metric=frames.texts(names)), tables["factors"], row_numbers.FACTOR)
    scope = row_numbers.of(links, scopes, _KEY)
    place = np.flatnonzero((scope >= 0) & (factor >= 0))
    _, once = np.unique(factor[place] * len(scopes) + scope[place], return_index=True)
    place = place[once]
    taken = {"value": "rate", "k": "rate_k", "n": "rate_n", "target": "rate_plan", "expected": "rate_plan"}
    return {
        **{new: links[name].to_numpy()[place] for new, name in taken.items()},
        **{name: np.full(len(place), np.nan) for name in ("gap", "low", "high", "attainment")},
        "result": frames.texts([""] * len(place)),
        "scope_row": scope[place],
        "factor_row": factor[place],
    }


TABLE: Final = Table(
    needs=(
        "attainment",
        "steps",
        "scopes",
        "factors",
        "cycles",
        "metrics",
        "periods",
        "calendar",
        "reach",
    ),
    columns=COLUMNS,
    build=build,
)
