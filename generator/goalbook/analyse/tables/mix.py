"""Mix.

Did the segments of a rate get worse, or did their shares move: every change of a rate or ratio since the
scope before and since last year, taken apart by segment. Both effects of all segments sum to the change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, mix, segment_rows
from goalbook.analyse.arrays import FloatArray, quotient
from goalbook.analyse.combinations import in_order
from goalbook.analyse.groups import Groups
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "base": frames.TEXT,  # previous or year
    "metric": frames.TEXT,
    "segment": frames.TEXT,  # "" for what was logged without one
    "weight0": frames.NUMBER,  # share of the cases
    "weight1": frames.NUMBER,
    "rate0": frames.NUMBER,
    "rate1": frames.NUMBER,
    "cases0": frames.NUMBER,
    "cases1": frames.NUMBER,
    "rate_effect": frames.NUMBER,  # in the unit of the rate
    "mix_effect": frames.NUMBER,
    "pooled0": frames.NUMBER,
    "pooled1": frames.NUMBER,
    "is_simpson": frames.FLAG,  # every segment moved one way, the whole the other
    "hits_size": frames.NUMBER,  # of what is counted, as if both were as long: by all cases
    "hits_mix": frames.NUMBER,  # by the segment's share of the cases
    "hits_rate": frames.NUMBER,  # by its own rate
    "until": frames.DAY,
}
_NUMBERS: Final = tuple(name for name, kind in COLUMNS.items() if kind == frames.NUMBER)
_OF_SCOPE: Final = ("team", "cycle", "period", "first", "last", "until")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Take every change apart."""
    rows = segment_rows.compared(inputs, segment_rows.of_scopes(tables), tables)
    scopes, factors = tables["scopes"], tables["factors"]
    place = rows["scope_row"].to_numpy()
    told = rows.assign(
        **_effects(rows, Groups.of(rows["group"].to_numpy())),
        metric=factors["factor"].array.take(rows["factor_row"].to_numpy()),
        segment=frames.texts(rows["segment"]),
        base=frames.texts(rows["base"]),
        **{name: scopes[name].array.take(place) for name in _OF_SCOPE},
    )
    return frames.conform(in_order(told, ("scope_row", "base", "factor_row", "segment")), COLUMNS)


def _effects(rows: pd.DataFrame, groups: Groups) -> dict[str, Any]:
    """Shares, rates and what made the rate and the number of hits move, segment by segment."""
    if rows.empty:
        return dict.fromkeys(_NUMBERS, rows["k0"]) | {"is_simpson": rows["k0"] > 0}
    k0, n0, k1, n1, scale = (rows[name].to_numpy() for name in ("k0", "n0", "k1", "n1", "scale"))
    found = mix.kitagawa(mix.Segments(base_hits=k0, base_cases=n0, hits=k1, cases=n1), groups)
    counts = mix.counts(mix.Segments(base_hits=k0 * scale, base_cases=n0 * scale, hits=k1, cases=n1), groups)
    return {
        **_shares("0", k0, n0, groups),
        **_shares("1", k1, n1, groups),
        "rate_effect": found.rate,
        "mix_effect": found.mix,
        "pooled0": groups.spread(found.base),
        "pooled1": groups.spread(found.actual),
        "is_simpson": found.is_simpson[groups.codes],
        "hits_size": counts.size,
        "hits_mix": counts.mix,
        "hits_rate": counts.rate,
    }


def _shares(side: str, hits: FloatArray, cases: FloatArray, groups: Groups) -> dict[str, FloatArray]:
    return {
        f"cases{side}": cases,
        f"weight{side}": cases / groups.spread(groups.total(cases)),
        f"rate{side}": quotient(hits, np.maximum(cases, 0.0)),
    }


TABLE: Final = Table(needs=("by-segment", "scopes", "factors", "numbers"), columns=COLUMNS, build=build)
