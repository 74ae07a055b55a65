"""Headlines.

The facts behind a page's first sentences: one row for each scope of each team.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, headline_rows, layout, row_numbers, thresholds
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.lines import LineKind
from goalbook.analyse.table import Table
from goalbook.model.values import Direction

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "kgi": frames.TEXT,  # "" without one
    "direction": frames.TEXT,
    "state": frames.TEXT,  # closed or running
    "actual": frames.NUMBER,
    "target": frames.NUMBER,  # of the whole scope
    "expected": frames.NUMBER,  # up to the last logged day; of a closed scope the target
    "gap": frames.NUMBER,  # actual - expected; 0 within a band
    "attainment": frames.NUMBER,  # actual / expected, expected / actual when lower is better
    "result": frames.TEXT,  # met, missed, running, no-data, no-target
    "to_date": frames.NUMBER,  # the cycle up to this scope's end
    "to_date_target": frames.NUMBER,
    "waits_until": frames.DAY,  # of open cases: the day from which the result is judged
    "chance": frames.NUMBER,  # of a result as bad as this at planned strength
    "chance_kind": frames.TEXT,  # binomial, poisson or ""
    "chance_metric": frames.TEXT,
    "chance_k": frames.NUMBER,
    "chance_n": frames.NUMBER,
    "chance_rate": frames.NUMBER,  # the planned share; of a poisson count the planned count
    "drag_1": frames.TEXT,
    "drag_1_contribution": frames.NUMBER,
    "drag_2": frames.TEXT,
    "drag_2_contribution": frames.NUMBER,
    "is_many": frames.FLAG,  # it takes more than two steps to make up 70 %
    "gross_drag": frames.NUMBER,
    "gross_gain": frames.NUMBER,
    "gain_1": frames.TEXT,
    "gain_1_contribution": frames.NUMBER,
    "is_by_luck": frames.FLAG,
    "luck_step": frames.TEXT,
    "luck_factor": frames.TEXT,
    "pattern": frames.TEXT,  # volume, quality, both, chased, too-few, none
    "factors": frames.WHOLE,  # leaves with numbers; 0 and 1: one measure only
    "kpis": frames.WHOLE,
    "is_contradictory": frames.FLAG,
    "contradiction_step": frames.TEXT,
    "contradiction_previous": frames.TEXT,
    "contradiction_count": frames.NUMBER,
    "contradiction_previous_count": frames.NUMBER,
    "until": frames.DAY,
    "is_stale": frames.FLAG,
    "missing_days": frames.WHOLE,  # working days of weeks in which the KGI was not logged
    "residual": frames.NUMBER,
    "signal": frames.TEXT,
    "centre": frames.NUMBER,
    "lower": frames.NUMBER,
    "upper": frames.NUMBER,
    "signal_points": frames.WHOLE,
    "is_provisional": frames.FLAG,
    "is_within": frames.FLAG,  # within its limits; False also where there are none
    "is_complete": frames.FLAG,
}
_KGI: Final = ("value", "k", "n", "target", "expected", "gap", "attainment", "result", "low", "missing_days")
_TEXTS: Final = (
    "kgi", "direction", "state", "result", "chance_kind", "chance_metric", "drag_1", "drag_2", "gain_1",
    "luck_step", "luck_factor", "pattern", "contradiction_step", "contradiction_previous", "signal",
)  # fmt: skip


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay the facts beside each other."""
    scopes = tables["scopes"]
    rows = _with_kgi(scopes[scopes["is_begun"]], tables)
    found = headline_rows.leaves(tables)
    told = headline_rows.drags(found).reindex(rows.index)
    is_down = (rows["direction"] == Direction.DOWN.value).to_numpy()
    ahead = (rows["gap"].abs()).where(rows["gap"].eq(0) | ((rows["gap"] > 0) != is_down))
    lucky = headline_rows.luck(found, ahead).reindex(rows.index)
    enough = thresholds.EVIDENCE_MODERATE.of(inputs.handbook.company.limits)
    rows = rows.assign(
        **{name: told[name] for name in told if name in COLUMNS and name not in {"factors", "is_many"}},
        **{name: lucky[name] for name in ("luck_step", "luck_factor")},
        pattern=headline_rows.patterns(tables, enough).reindex(rows.index).fillna("none"),
        factors=told["factors"].fillna(0),
        kpis=_kpis(inputs, rows),
        is_many=told["is_many"].eq(other=True),
        **headline_rows.tests(inputs, tables, rows),
        **headline_rows.to_date(rows, rows),
        residual=_residual(tables).reindex(rows.index),
    )
    wrong = headline_rows.contradictions(tables).reindex(rows.index)
    rows = rows.assign(**{str(name): wrong[name] for name in wrong})
    rows = rows.assign(
        is_contradictory=rows["contradiction_count"].notna(),
        # A step whose cases are still open is not below plan yet.
        is_by_luck=rows["luck_step"].notna() & rows["waits_until"].isna(),
        **_signals(rows, tables),
    )
    rows = rows.assign(**{name: frames.texts(rows[name].fillna("").astype(str)) for name in _TEXTS})
    return frames.conform(rows.sort_index(), COLUMNS)


def _with_kgi(scopes: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Scopes with the numbers of their KGI."""
    factors, numbers = tables["factors"], tables["numbers"]
    kgi = factors.index[factors["is_kgi"]]
    known = numbers[numbers["factor_row"].isin(kgi)].set_index("scope_row")
    rows = scopes.join(known[[*_KGI, "factor_row"]])
    place = factors.loc[kgi].reset_index().set_index("cycle_row").reindex(rows["cycle_row"])
    is_done = rows["is_complete"]
    expected = rows["target"].where(is_done, rows["expected"])
    is_band = rows["low"].notna()
    is_down = (place["direction"] == Direction.DOWN.value).to_numpy()
    part = np.where(is_down, expected / rows["value"].where(rows["value"] > 0), rows["value"] / expected)
    running = pd.Series(part, index=rows.index).where((expected > 0) & ~is_band)
    return rows.assign(
        missing_days=rows["missing_days"].fillna(0),
        kgi=place["factor"].astype("object").to_numpy(),
        direction=place["direction"].astype("object").to_numpy(),
        adds_up=place["adds_up"].eq(other=True).to_numpy(),
        state=np.where(is_done, "closed", "running"),
        actual=rows["value"],
        expected=expected,
        gap=rows["gap"].where(is_band, rows["value"] - expected),
        attainment=rows["attainment"].where(is_done, running),
        result=rows["result"].astype("object").fillna("no-data"),
    )


def _kpis(inputs: Inputs, rows: pd.DataFrame) -> pd.Series:
    counts = [
        sum(name in cycle.metrics for name in cycle.kpis) for _, _, cycle, _ in layout.each_cycle(inputs)
    ]
    return pd.Series(np.array(counts, dtype=np.int64)[rows["cycle_row"]], index=rows.index)


def _residual(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    shares = tables["contributions"]
    kgi = shares[(shares["base"] == "plan") & (shares["kind"] == LineKind.KGI.value)]
    return kgi.set_index("scope_row")["residual"]


def _signals(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The KGI's point in its series."""
    names = ("team", "cycle", "metric", "period", "first")
    wanted = rows.assign(metric=frames.texts(rows["kgi"].fillna("")))
    row = row_numbers.of(wanted, tables["signals"], names)
    taken = ("signal", "centre", "lower", "upper", "baseline_points", "is_provisional")
    columns = row_numbers.taken(tables["signals"], row, {name: name for name in taken})
    found = pd.DataFrame(columns, index=rows.index)
    return {
        **{name: found[name] for name in ("centre", "lower", "upper")},
        "signal": found["signal"].astype("object").fillna("unknown"),
        "signal_points": found["baseline_points"].fillna(0),
        "is_provisional": found["is_provisional"].eq(other=True),
        "is_within": (rows["actual"] >= found["lower"]) & (rows["actual"] <= found["upper"]),
    }


TABLE: Final = Table(
    needs=("cycles", "scopes", "factors", "numbers", "lines", "contributions", "evidence", "signals"),
    columns=COLUMNS,
    build=build,
)
