"""Numbers.

What each factor came to in each scope, and what the plan asks of it there up to the last logged day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, lines
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.process import Role
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "factor_row": frames.WHOLE,
    "scope_row": frames.WHOLE,
    "value": frames.NUMBER,
    "k": frames.NUMBER,  # sums behind a rate or ratio; a count or amount itself
    "n": frames.NUMBER,
    "target": frames.NUMBER,  # of the whole period
    "expected": frames.NUMBER,  # up to the last logged day
    "gap": frames.NUMBER,  # value - expected; 0 within a band
    "low": frames.NUMBER,  # of a band
    "high": frames.NUMBER,
    "attainment": frames.NUMBER,
    "result": frames.TEXT,
}
_KEY: Final = ["team", "cycle", "period", "first"]


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay metrics and links beside each other."""
    scopes, factors = tables["scopes"], tables["factors"]
    known = pd.concat([_metrics(tables["attainment"]), _links(tables["steps"])], ignore_index=True)
    where = scopes[[*_KEY, "elapsed", "known"]].assign(scope_row=scopes.index)
    named = factors[["team", "cycle", "factor", "adds_up"]].assign(factor_row=factors.index)
    known = known.merge(where, on=_KEY).merge(named, on=["team", "cycle", "factor"])
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(known["elapsed"] > 0, known["known"] / known["elapsed"], np.nan)
    expected = known["expected"] * np.where(known["adds_up"], part, 1.0)
    is_band = known["low"].notna()
    known = known.assign(
        expected=expected,
        gap=(known["value"] - expected).where(~is_band, known["gap"]),
        k=known["k"].where(known["n"].notna(), known["value"].where(known["adds_up"])),
    )
    found = known.sort_values(["factor_row", "scope_row"], ignore_index=True)
    return frames.conform(found, COLUMNS)


def _metrics(attainment: pd.DataFrame) -> pd.DataFrame:
    names = {"metric": "factor", "actual": "value", "numerator": "k", "denominator": "n"}
    return _plain(attainment.rename(columns=names))


def _links(steps: pd.DataFrame) -> pd.DataFrame:
    """Links without a declared rate; a link that stands on two lines has the same numbers on both."""
    is_link = (steps["rate_metric"] == "") & (steps["numerator"] != "") & (steps["role"] == Role.STEP.value)
    found = steps[is_link].drop(columns=["numerator", "denominator"])
    pairs = zip(steps["numerator"][is_link], steps["denominator"][is_link], strict=True)
    found = found.assign(
        factor=[lines.link(*pair) for pair in pairs],
        expected=found["rate_plan"],
        **dict.fromkeys(("gap", "low", "high", "attainment"), np.nan),
        result="",
    )
    renamed = {"rate": "value", "rate_k": "k", "rate_n": "n", "rate_plan": "target"}
    return _plain(found.rename(columns=renamed)).drop_duplicates([*_KEY, "factor"])


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    taken = [name for name in COLUMNS if name not in {"factor_row", "scope_row", "team"}]
    found = frame[[*_KEY, "factor", *taken]]
    return found.astype(dict.fromkeys(("factor", "result"), "object"))


TABLE: Final = Table(needs=("attainment", "steps", "scopes", "factors"), columns=COLUMNS, build=build)
