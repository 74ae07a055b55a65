"""Ranking.

Where KPIs pay, beside where they were set: every step of the process by the lift that its numbers can tell
from chance, which of them are recommended, which are chosen and why. A choice on a step of low impact without
a reason is a finding; so is one that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from goalbook.analyse import cohort_rows, frames, kpi_tree, layout, lines, row_numbers
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "kpi": frames.TEXT,  # the metric that was chosen, "" for none
    "stage": frames.TEXT,
    "step": frames.TEXT,
    "factor": frames.TEXT,
    "rank": frames.WHOLE_OR_NONE,  # 1 is best; none for what is no part of the KGI
    "priority": frames.NUMBER,
    "lift": frames.NUMBER,  # NaN while the KGI's cases are open
    "lift_low": frames.NUMBER,
    "lift_high": frames.NUMBER,
    "p": frames.NUMBER,
    "level": frames.TEXT,
    "is_withheld": frames.FLAG,
    "elasticity": frames.NUMBER,
    "contribution": frames.NUMBER,
    "controllability": frames.NUMBER,
    "is_chosen": frames.FLAG,
    "is_recommended": frames.FLAG,
    "has_reason": frames.FLAG,
    "is_leading": frames.FLAG,  # leads to the KGI by an arrow, without arithmetic
    "finding": frames.TEXT,  # low-impact, not-connected, or ""
    "is_complete": frames.FLAG,
}
_OF_SCOPE: Final = ("team", "cycle", "period", "first", "last", "is_complete")
_JUDGED: Final = {
    **{name: name for name in ("factor", "waits_until", "lift", "lift_low", "lift_high", "level")},
    "is_withheld": "is_withheld",
    "p_benchmark": "p",
}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay what is chosen beside what is ranked."""
    key = ["scope_row", "line_row"]
    shares, told = tables["contributions"], tables["priorities"].drop(columns="team")
    ranked = told[told["rank"].notna()]
    ranked = ranked.assign(
        **row_numbers.taken(shares, row_numbers.of(ranked, shares, key), {"elasticity": "elasticity"})
    )
    chosen = _chosen(inputs, tables["lines"])
    begun = tables["scopes"][tables["scopes"]["is_begun"] & tables["scopes"]["until"].notna()]
    wanted = begun[["cycle_row"]].assign(scope_row=begun.index).merge(chosen, on="cycle_row")
    rows = ranked.merge(wanted.drop(columns="cycle_row"), on=key, how="outer")
    evidence = tables["evidence"]
    rows = rows.assign(**row_numbers.taken(evidence, row_numbers.of(rows, evidence, key), _JUDGED))
    is_open = cohort_rows.of_open_results(evidence, rows["scope_row"])
    lifts = {name: rows[name].mask(is_open) for name in ("lift", "lift_low", "lift_high")}
    rows = rows.assign(is_open=is_open, **lifts)
    return frames.conform(_finished(rows, tables), COLUMNS)


def _chosen(inputs: Inputs, table: pd.DataFrame) -> pd.DataFrame:
    """The chosen KPIs of every cycle, each on the line that it stands for."""
    keys = zip(*(table[name].tolist() for name in ("cycle_row", "factor", "step")), table.index, strict=True)
    known: dict[tuple[int, str], int] = {}
    for cycle, factor, step, row in keys:
        known.setdefault((cycle, factor), row)
        known.setdefault((cycle, step), row)
    rows = [
        {"cycle_row": place, "line_row": known[place, row["kpi"]], **row}
        for place, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs))
        for row in _kpis(cycle)
    ]
    names = ["cycle_row", "line_row", "kpi", "has_reason", "is_leading", "is_connected"]
    return pd.DataFrame(rows, columns=names).astype({"cycle_row": "int64", "line_row": "int64"})


def _kpis(cycle: Cycle) -> Iterator[dict[str, Any]]:
    tree = kpi_tree.build_tree(cycle)
    whole = lines.tree_of(cycle)
    inside = lines.logged_for(cycle, whole)
    for name, kpi in cycle.kpis.items():
        if name in cycle.metrics:
            is_connected = bool(tree.way_to_kgi(name))
            yield {
                "kpi": name,
                "has_reason": kpi.because is not None,
                "is_leading": is_connected and name not in inside,
                "is_connected": is_connected,
            }


def _finished(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    scopes, known = tables["scopes"], tables["lines"]
    scope, line = rows["scope_row"].to_numpy(dtype="int64"), rows["line_row"].to_numpy(dtype="int64")
    is_chosen = rows["kpi"].notna()
    flags = {name: rows[name].eq(other=True) for name in ("has_reason", "is_leading", "is_connected")}
    is_recommended = rows["is_recommended"].eq(other=True)
    is_ranked = rows["rank"].notna()
    is_open = rows["is_open"] | rows["waits_until"].notna()  # what it weighs is yet to come
    is_weak = is_chosen & is_ranked & ~is_recommended & ~flags["has_reason"] & ~is_open
    is_apart = is_chosen & ~flags["is_connected"] & ~flags["has_reason"]
    external = tables["factors"]["is_external"].to_numpy()[known["factor_row"].to_numpy()[line]]
    rows = rows.assign(
        kpi=frames.texts(rows["kpi"].fillna("")),
        is_chosen=is_chosen,
        is_recommended=is_recommended,
        **flags,
        is_withheld=rows["is_withheld"].eq(other=True),
        controllability=1.0 - external,
        level=frames.texts(rows["level"].astype("object").fillna("unknown")),
        finding=frames.texts(_words(is_weak, is_apart)),
        factor=_factor(rows, known, line),
        **{name: known[name].array.take(line) for name in ("stage", "step")},
        **{name: scopes[name].array.take(scope) for name in _OF_SCOPE},
    )
    return rows.sort_values(["scope_row", "rank", "line_row", "kpi"])


def _words(is_weak: pd.Series, is_apart: pd.Series) -> list[str]:
    pairs = zip(is_weak.tolist(), is_apart.tolist(), strict=True)
    return ["not-connected" if apart else "low-impact" if weak else "" for weak, apart in pairs]


def _factor(rows: pd.DataFrame, known: pd.DataFrame, line: Any) -> pd.Categorical:
    used = rows["factor"]
    return frames.either(used.notna().to_numpy(), used.array, known["factor"].array.take(line))


TABLE: Final = Table(
    needs=("priorities", "evidence", "contributions", "factors", "lines", "scopes"),
    columns=COLUMNS,
    build=build,
)
