"""Priorities.

Which lane each line of the process table goes to in each scope, and where it stands among all when KPIs are
chosen. One run of the lanes' rules for each scope, shared by the tables ``lanes`` and ``ranking``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, lanes, row_numbers, thresholds
from goalbook.analyse.evidence import Bands
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.lanes import Rules, Steps
from goalbook.analyse.lines import LineKind
from goalbook.analyse.table import Table
from goalbook.model.company import Limits

COLUMNS: Final = {
    "team": frames.TEXT,
    "scope_row": frames.WHOLE,
    "line_row": frames.WHOLE,
    "lane": frames.TEXT,  # act, find, above, or "" for none
    "place": frames.WHOLE,  # within the lane
    "rank": frames.WHOLE_OR_NONE,  # from 1; none for a stage, which is made of ranked parts
    "priority": frames.NUMBER,  # lift · min(1, P / clear) · controllability
    "is_recommended": frames.FLAG,
    "is_largest": frames.FLAG,  # the largest drag of all
    "contribution": frames.NUMBER,  # against the plan
}
_KINDS: Final = (LineKind.LEAF.value, LineKind.STAGE.value)
_READ: Final = (
    *("scope_row", "line_row", "factor_row", "kind", "stage", "step", "factor"),
    *("lift", "p_benchmark", "is_withheld", "waits_until"),
)
"""What is read of the table ``evidence``."""
_NUMBERS: Final = ("lift", "controllability")
_DIGITS: Final = 9
"""Contributions that agree in so many digits are equal, and the earlier step comes first."""


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Run the rules for every scope."""
    rows, rules = _rows(tables), _rules(inputs.handbook.company.limits)
    found = lanes.lanes(_steps(rows), rules)
    scopes = tables["scopes"]
    told = rows.assign(
        team=scopes["team"].array.take(rows["scope_row"].to_numpy(dtype="int64")),
        lane=frames.texts(found.lane),
        rank=pd.Series(found.rank, dtype=frames.WHOLE_OR_NONE).mask(found.rank == 0),
        **{name: getattr(found, name) for name in ("place", "priority", "is_recommended", "is_largest")},
    )
    return frames.conform(told, COLUMNS)


def _rules(limits: Limits) -> Rules:
    bands = Bands(moderate=thresholds.EVIDENCE_MODERATE.of(limits))
    return Rules(bands=bands, chosen=thresholds.KPIS_PER_TEAM.of(limits))


def _rows(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Leaves and stages with their evidence and what they contribute; the good side is above 0."""
    evidence, shares = tables["evidence"], tables["contributions"]
    plan = shares[shares["base"] == "plan"].reset_index(drop=True)
    key = ["scope_row", "line_row"]
    rows = evidence.loc[evidence["kind"].isin(_KINDS), list(_READ)]
    row = row_numbers.of(rows, plan, key)
    rows = rows.assign(**row_numbers.taken(plan, row, {name: name for name in ("contribution", "is_drag")}))
    # What the tree does not reach now has evidence of its own, but no part in the KGI.
    rows = rows[rows["contribution"].notna() | rows["lift"].notna()]
    size = rows["contribution"].abs().groupby(rows["scope_row"]).transform("max")
    digits = 10.0 ** (_DIGITS - np.ceil(np.log10(size.where(size > 0, 1.0))))
    good = rows["contribution"].abs() * np.where(rows["is_drag"].eq(other=True), -1.0, 1.0)
    is_external = tables["factors"]["is_external"].to_numpy()[rows["factor_row"].to_numpy()]
    name = rows["factor"].astype("object").mask(rows["kind"] == LineKind.STAGE.value, rows["step"])
    rows = rows.assign(
        name=name,
        good=(good * digits).round() / digits,
        p=rows["p_benchmark"],
        controllability=np.where(is_external, 0.0, 1.0),
    )
    return rows.sort_values(["scope_row", "line_row"], ignore_index=True)


def _steps(rows: pd.DataFrame) -> Steps:
    """Rows as steps; a stage is known by its step, anything else by its factor."""
    names, stages = (rows[name].astype("object").to_numpy() for name in ("name", "stage"))
    codes, _ = pd.factorize(np.concatenate([names, stages]))
    name, stage = np.split(codes.astype(np.int64), 2)
    numbers = {column: rows[column].to_numpy(dtype="float64") for column in _NUMBERS}
    return Steps(
        result=rows["scope_row"].to_numpy(dtype="int64"),
        name=name,
        stage=np.where(stages == "", -1, stage),
        contribution=rows["good"].to_numpy(dtype="float64"),
        p_worse=rows["p"].to_numpy(dtype="float64"),
        is_withheld=rows["is_withheld"].eq(other=True).to_numpy(dtype="bool"),
        is_open=rows["waits_until"].notna().to_numpy(),
        **numbers,
    )


TABLE: Final = Table(needs=("evidence", "contributions", "factors", "scopes"), columns=COLUMNS, build=build)
