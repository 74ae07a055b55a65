"""Drift.

Chosen KPIs that have risen several times running while the KGI has not: a standing question whether the KPI
still leads to the KGI. Months (or what the team looks at), per working day where a number adds up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import cohort_rows, frames, thresholds
from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.values import Direction

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    factors = tables["factors"]
    views = _Views.of(tables)
    is_kgi, cycle = factors["is_kgi"].to_numpy(), factors["cycle_row"].to_numpy()
    kgi_of = np.full(int(cycle.max(initial=-1)) + 1, -1)
    kgi_of[cycle[is_kgi]] = np.flatnonzero(is_kgi)
    kpi = np.flatnonzero(factors["is_kpi"].to_numpy() & ~is_kgi & (kgi_of[cycle] >= 0))
    kpi = kpi[views.rose[kpi] & views.is_whole[kgi_of[cycle[kpi]]]]
    kgi = kgi_of[cycle[kpi]]
    is_drift = ~(views.moved[kgi] > 0)
    for name in ("first", "last"):
        days = views.columns[name]
        is_drift &= days[views.ends[name][kpi]] == days[views.ends[name][kgi]]
    kpi, kgi = kpi[is_drift], kgi[is_drift]
    found: dict[str, Any] = {name: factors[name].array.take(kpi) for name in ("team", "cycle")}
    found |= {name: factors["factor"].array.take(row) for name, row in (("metric", kpi), ("kgi", kgi))}
    for name, place in views.ends.items():
        found[name] = views.columns[name][place[kpi]]
        found[f"kpi_{name}"], found[f"kgi_{name}"] = (
            views.columns["value"][place[row]] for row in (kpi, kgi)
        )
    found["periods"] = np.full(len(kpi), thresholds.DRIFT_RISES.value)
    return frames.conform(found, COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Views:
    """Complete views of KPIs and KGIs with a number, and of each factor the last of them.

    Attributes:
        columns: first, last, value of each view, by factor and day.
        ends: "first" and "last": factor to the place of the first and the last of its last views.
        is_whole: Factor to whether there are enough of them.
        rose: Factor to whether there are enough of them, each better than the one before.
        moved: Factor to how much better the last is than the first, per working day.
    """

    columns: Mapping[str, NDArray[Any]]
    ends: Mapping[str, IntArray]
    is_whole: BoolArray
    rose: BoolArray
    moved: FloatArray

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> _Views:
        """From the tables numbers, scopes, factors and cycles."""
        factor, good, columns = _seen(tables)
        size, rises = len(tables["factors"]), thresholds.DRIFT_RISES.value
        count = np.bincount(factor, minlength=size)
        last = np.maximum(np.cumsum(count) - 1, 0)
        first = np.maximum(last - rises, 0)
        is_whole = count > rises
        fallen = np.concatenate([[0], np.cumsum(~(np.diff(good) > 0)), [0]])
        return cls(
            columns=columns,
            ends={"first": first, "last": last},
            is_whole=is_whole,
            rose=is_whole & (fallen[last] == fallen[first]),
            moved=np.where(is_whole, good[last] - good[first], np.nan) if len(good) else np.zeros(size),
        )


def _seen(
    tables: Mapping[str, pd.DataFrame],
) -> tuple[IntArray, FloatArray, dict[str, NDArray[Any]]]:
    """Views with a number, by factor and day: factor, and the number per working day, upwards where good.

    Returns:
        Factor, that number, and first, last, value.
    """
    numbers, scopes, factors = tables["numbers"], tables["scopes"], tables["factors"]
    direction = factors["direction"]
    is_asked = ((factors["is_kpi"] | factors["is_kgi"]) & (direction != Direction.BAND.value)).to_numpy()
    is_over = (scopes["is_view"] & scopes["is_complete"]).to_numpy()
    factor, scope, value = (numbers[name].to_numpy() for name in ("factor_row", "scope_row", "value"))
    kept = np.flatnonzero(is_asked[factor] & is_over[scope] & ~np.isnan(value))
    waits = cohort_rows.waits_until(
        pd.Series(scopes["last"].array.take(scope[kept])),
        factors["wait_days"].to_numpy()[factor[kept]],
        pd.Series(tables["cycles"]["as_of"].array.take(scopes["cycle_row"].to_numpy()[scope[kept]])),
    )
    kept = kept[waits.isna()]
    first = scopes["first"].to_numpy()[scope[kept]]
    kept = kept[np.lexsort([first, factor[kept]])]
    factor, scope, value = factor[kept], scope[kept], value[kept]
    days = np.where(factors["adds_up"].to_numpy()[factor], scopes["workdays"].to_numpy()[scope], 1)
    sign = np.where(direction == Direction.DOWN.value, -1.0, 1.0)[factor]
    good = value * (1 / np.maximum(days, 1)) * sign
    ends = {name: scopes[name].to_numpy()[scope] for name in ("first", "last")}
    return factor, good, {**ends, "value": value}


TABLE: Final = Table(needs=("numbers", "scopes", "factors", "cycles"), columns=COLUMNS, build=build)
