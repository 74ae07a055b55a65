"""Numbers.

What each factor came to in each scope, and what the plan asks of it up to its last logged day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, lines, row_numbers
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
_FACTOR: Final = ("team", "cycle", "factor")
_OF_SCOPE: Final = ("first", "last", "elapsed", "known", "is_complete", "is_stale")
_TAKEN: Final = ("value", "k", "n", "target", "expected", "gap", "low", "high", "attainment", "result")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay metrics and links beside each other."""
    scopes, factors = tables["scopes"], tables["factors"]
    parts = [_numbered(part, scopes, factors) for part in (_metrics(tables, scopes), _links(tables["steps"]))]
    known = pd.concat(parts, ignore_index=True)
    known = known.assign(
        adds_up=factors["adds_up"].array.take(known["factor_row"]),
        **{name: scopes[name].array.take(known["scope_row"]) for name in _OF_SCOPE},
    )
    known = _spoken_of(known, tables, WorkdayRows.of(inputs, tables["cycles"]))
    part = known["spoken"] / known["elapsed"].where(known["elapsed"] > 0)
    expected = known["expected"] * part.where(known["adds_up"], 1.0)
    is_band = known["low"].notna()
    known = known.assign(
        expected=expected,
        gap=(known["value"] - expected).where(~is_band, known["gap"]),
        k=known["k"].where(known["n"].notna(), known["value"].where(known["adds_up"])),
    )
    found = known.sort_values(["factor_row", "scope_row"], ignore_index=True)
    return frames.conform(found, COLUMNS)


def _numbered(known: pd.DataFrame, scopes: pd.DataFrame, factors: pd.DataFrame) -> pd.DataFrame:
    """Only what stands for a scope and a factor, with the rows of both."""
    scope, factor = row_numbers.of(known, scopes, _KEY), row_numbers.of(known, factors, _FACTOR)
    is_known = (scope >= 0) & (factor >= 0)
    known = known.loc[is_known, list(_TAKEN)]
    known = known.assign(
        team=scopes["team"].array.take(scope[is_known]), result=known["result"].astype(object)
    )
    return known.assign(scope_row=scope[is_known], factor_row=factor[is_known])


def _spoken_of(known: pd.DataFrame, tables: Mapping[str, pd.DataFrame], days: WorkdayRows) -> pd.DataFrame:
    """With the working days that each number speaks of, and those of weeks that were left out.

    What is over and was logged to its end counts as a whole; of what a formula gives those of the scope.
    """
    reported = Reported.of(tables, days)
    rows = known[["team", "first", "last", "scope_row"]].assign(metric_row=known["factor_row"])
    until = reported.until(rows)
    is_whole = known["is_complete"] & ~known["is_stale"] & until.notna()
    rows["until"] = until.mask(is_whole, rows["last"])
    spoken = pd.Series(days.count(rows["team"], rows["first"], rows["until"]), index=known.index)
    return known.assign(
        spoken=spoken.where(until.notna(), known["known"]), missing_days=reported.missing_days(rows)
    )


def _metrics(tables: Mapping[str, pd.DataFrame], scopes: pd.DataFrame) -> pd.DataFrame:
    """Only of kinds of periods that any scope has: most rows are weeks."""
    known, kinds = tables["attainment"], np.unique(scopes["period"].cat.codes)
    names = {"metric": "factor", "actual": "value", "numerator": "k", "denominator": "n"}
    return known[np.isin(known["period"].cat.codes, kinds)].rename(columns=names)


def _links(steps: pd.DataFrame) -> pd.DataFrame:
    """Links without a declared rate; a link that stands on two lines has the same numbers on both."""
    is_link = (steps["rate_metric"] == "") & (steps["numerator"] != "") & (steps["role"] == Role.STEP.value)
    found = steps[is_link].drop(columns=["numerator", "denominator"])
    pairs = zip(steps["numerator"][is_link], steps["denominator"][is_link], strict=True)
    found = found.assign(
        factor=frames.texts(lines.link(*pair) for pair in pairs),
        expected=found["rate_plan"],
        **dict.fromkeys(("gap", "low", "high", "attainment"), np.nan),
        result="",
    )
    renamed = {"rate": "value", "rate_k": "k", "rate_n": "n", "rate_plan": "target"}
    return found.rename(columns=renamed).drop_duplicates([*_KEY, "factor"])


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
