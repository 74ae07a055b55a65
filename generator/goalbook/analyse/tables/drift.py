"""Drift.

Chosen KPIs that have risen several times running while the KGI has not: a standing question whether the KPI
still leads to the KGI. Months (or what the team looks at), per working day where a number adds up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import cohort_rows, frames, thresholds
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.values import Direction

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,  # the KPI
    "kgi": frames.TEXT,
    "periods": frames.WHOLE,  # how many times running
    "first": frames.DAY,  # of the view before the first rise
    "last": frames.DAY,
    "kpi_first": frames.NUMBER,
    "kpi_last": frames.NUMBER,
    "kgi_first": frames.NUMBER,
    "kgi_last": frames.NUMBER,
}


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Look at the last complete views of each cycle."""
    rises, factors = thresholds.DRIFT_RISES.value, tables["factors"]
    rows = _views(tables)
    back = rows.groupby("factor_row").cumcount(ascending=False)
    rows = rows[back <= rises]
    by = rows.groupby("factor_row")
    rows = rows.assign(step=by["good"].diff())
    each = rows.groupby("factor_row")
    found = pd.DataFrame(
        {
            "is_whole": each.size() > rises,
            "rose": each["step"].min() > 0,
            "moved": each["good"].last() - each["good"].first(),
            "first": each["first"].first(),
            "last": each["last"].last(),
            "from": each["value"].first(),
            "to": each["value"].last(),
        }
    )
    kgis = factors[factors["is_kgi"]].reset_index(names="kgi_row").set_index("cycle_row")
    kpis = factors[factors["is_kpi"] & ~factors["is_kgi"]].join(
        kgis[["kgi_row"]], on="cycle_row", how="inner"
    )
    both = kpis.join(found, how="inner").merge(
        found, left_on="kgi_row", right_index=True, suffixes=("_kpi", "_kgi")
    )
    is_same = (both["first_kpi"] == both["first_kgi"]) & (both["last_kpi"] == both["last_kgi"])
    both = both[
        both["is_whole_kpi"] & both["is_whole_kgi"] & both["rose_kpi"] & (both["moved_kgi"] <= 0) & is_same
    ]
    frame = both.assign(
        metric=both["factor"],
        kgi=factors["factor"].array.take(both["kgi_row"].to_numpy(dtype="int64")),
        periods=rises,
        first=both["first_kpi"],
        last=both["last_kpi"],
        kpi_first=both["from_kpi"],
        kpi_last=both["to_kpi"],
        kgi_first=both["from_kgi"],
        kgi_last=both["to_kgi"],
    )
    return frames.conform(frame, COLUMNS)


def _views(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Complete views of KPIs and KGIs with a number, each on its good side upwards and per working day."""
    numbers, scopes, factors = tables["numbers"], tables["scopes"], tables["factors"]
    factor, scope = numbers["factor_row"].to_numpy(), numbers["scope_row"].to_numpy()
    is_asked = (factors["is_kpi"] | factors["is_kgi"]).to_numpy()[factor]
    is_over = (scopes["is_view"] & scopes["is_complete"]).to_numpy()[scope]
    direction = factors["direction"].astype("object").to_numpy()[factor]
    workdays = scopes["workdays"].to_numpy()[scope]
    waits = cohort_rows.waits_until(
        pd.Series(scopes["last"].array.take(scope)),
        factors["wait_days"].to_numpy()[factor],
        pd.Series(tables["cycles"]["as_of"].array.take(scopes["cycle_row"].to_numpy()[scope])),
    )
    scale = np.where(factors["adds_up"].to_numpy()[factor], 1 / np.maximum(workdays, 1), 1.0)
    sign = np.where(direction == Direction.DOWN.value, -1.0, 1.0)
    rows = numbers.assign(
        good=numbers["value"] * scale * sign,
        **{name: scopes[name].array.take(scope) for name in ("first", "last")},
    )
    keep = is_asked & is_over & waits.isna() & (direction != Direction.BAND.value) & rows["value"].notna()
    found: pd.DataFrame = rows.loc[keep].sort_values(["factor_row", "first"], ignore_index=True)
    return found


TABLE: Final = Table(needs=("numbers", "scopes", "factors", "cycles"), columns=COLUMNS, build=build)
