"""Priorities.

Which lane each line of the process table goes to in each scope, and where it stands among all when KPIs are
chosen. One run of the lanes' rules for each scope, shared by the tables ``lanes`` and ``ranking``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, lanes, thresholds
from goalbook.analyse.evidence import Bands
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.lanes import Rules, Step
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
_DIGITS: Final = 9
"""Contributions that agree in so many digits are equal, and the earlier step comes first."""


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Run the rules for every scope."""
    rows, rules = _rows(tables), _rules(inputs.handbook.company.limits)
    found = [row for scope in _scopes(rows) for row in _judged(scope, rules)]
    names = ["place_of", "lane", "place", "rank", "priority", "is_recommended", "is_largest"]
    told = pd.DataFrame(found, columns=names).astype({"place_of": "int64", "lane": "object"})
    taken = rows.iloc[told["place_of"]].reset_index(drop=True)
    scopes = tables["scopes"]
    told = told.assign(
        team=scopes["team"].array.take(taken["scope_row"].to_numpy(dtype="int64")),
        lane=frames.texts(told["lane"]),
        **{name: taken[name] for name in ("scope_row", "line_row", "contribution")},
    )
    return frames.conform(told.sort_values(["scope_row", "line_row"]), COLUMNS)


def _rules(limits: Limits) -> Rules:
    bands = Bands(moderate=thresholds.EVIDENCE_MODERATE.of(limits))
    return Rules(bands=bands, chosen=thresholds.KPIS_PER_TEAM.of(limits))


def _rows(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Leaves and stages with their evidence and what they contribute; the good side is above 0."""
    evidence, shares = tables["evidence"], tables["contributions"]
    plan = shares[shares["base"] == "plan"]
    key = ["scope_row", "line_row"]
    rows = evidence[evidence["kind"].isin(_KINDS)].merge(
        plan[[*key, "kind", "contribution", "is_drag"]], on=key, how="left", suffixes=("", "_used")
    )
    # What the tree does not reach now has evidence of its own, but no part in the KGI.
    rows = rows[rows["contribution"].notna() | rows["lift"].notna()]
    size = rows["contribution"].abs().groupby(rows["scope_row"]).transform("max")
    digits = 10.0 ** (_DIGITS - np.ceil(np.log10(size.where(size > 0, 1.0))))
    good = rows["contribution"].abs() * np.where(rows["is_drag"].eq(other=True), -1.0, 1.0)
    is_external = tables["factors"]["is_external"].to_numpy()[rows["factor_row"].to_numpy()]
    p = rows["p_benchmark"].mask(rows["is_withheld"])
    name = rows["factor"].astype("object").mask(rows["kind"] == LineKind.STAGE.value, rows["step"])
    rows = rows.assign(
        name=name,
        good=(good * digits).round() / digits,
        p=p,
        controllability=np.where(is_external, 0.0, 1.0),
    )
    return rows.sort_values(["scope_row", "line_row"], ignore_index=True)


def _scopes(rows: pd.DataFrame) -> Iterator[list[tuple[int, Step]]]:
    """The steps of each scope with their row, in the order of the process."""
    names = ["scope_row", "name", "stage", "good", "lift", "p", "controllability"]
    plain = rows[names].astype("object").where(rows[names].notna(), None)
    numbered = enumerate(plain.itertuples(index=False, name=None))
    for _, held in groupby(numbered, key=lambda row: row[1][0]):
        yield [(place, _step(row)) for place, row in held]


def _step(row: tuple[Any, ...]) -> Step:
    _, name, stage, good, lift, p, controllability = row
    return Step(
        metric=name,
        stage=stage or None,
        contribution=good,
        lift=lift,
        p_worse=p,
        controllability=controllability,
    )


def _judged(scope: list[tuple[int, Step]], rules: Rules) -> Iterator[tuple[Any, ...]]:
    steps = [step for _, step in scope]
    sorted_ = lanes.lanes(steps, rules)
    wanted = lanes.recommended(steps, rules)
    worth = {id(step): lanes.priority(step, rules.bands) for step in steps}
    leaves = [step for step in steps if _is_leaf(step, steps)]
    rest = sorted((step for step in leaves if step not in wanted), key=lambda step: -worth[id(step)])
    ranked = (step for step in (*wanted, *rest) if step in leaves)
    rank = {id(step): place for place, step in enumerate(ranked, start=1)}
    lane = {id(step): ("above", place) for place, step in enumerate(sorted_.above)}
    lane |= {id(step): ("find", 0) for step in (sorted_.find_out,) if step}
    lane |= {id(step): ("act", 0) for step in (sorted_.act_on,) if step}
    lowest = min((step.contribution or 0.0 for step in leaves), default=0.0)
    for place, step in scope:
        is_largest = lowest < 0 and step.contribution == lowest and step in leaves
        is_wanted = any(step is one for one in wanted)
        yield (
            place,
            *lane.get(id(step), ("", 0)),
            rank.get(id(step)),
            worth[id(step)],
            is_wanted,
            is_largest,
        )


def _is_leaf(step: Step, steps: list[Step]) -> bool:
    return all(other.stage != step.metric for other in steps)


TABLE: Final = Table(needs=("evidence", "contributions", "factors", "scopes"), columns=COLUMNS, build=build)
