"""Mix.

Did the segments of a rate get worse, or did their shares move: every change of a rate or ratio since the
scope before and since last year, taken apart by segment. Both effects of all segments sum to the change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, mix, segment_rows
from goalbook.analyse.arrays import FloatArray
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
_EFFECTS: Final = (
    *("rate_effect", "mix_effect", "pooled0", "pooled1"),
    *("hits_size", "hits_mix", "hits_rate"),
)
_OF_SCOPE: Final = ("team", "cycle", "period", "first", "last", "until")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Take every change apart."""
    rows = segment_rows.compared(inputs, segment_rows.of_scopes(tables), tables)
    groups = Groups.of(rows["group"].to_numpy())
    sides = mix.Segments(base_hits=rows["k0"], base_cases=rows["n0"], hits=rows["k1"], cases=rows["n1"])
    if len(rows):
        found = mix.kitagawa(sides, groups)
        rows = rows.assign(
            rate_effect=found.rate,
            mix_effect=found.mix,
            pooled0=groups.spread(found.base),
            pooled1=groups.spread(found.actual),
            is_simpson=found.is_simpson[groups.codes],
            **_hits(rows, groups),
        )
    else:
        rows = rows.assign(**dict.fromkeys(_EFFECTS, np.nan))
        rows = rows.assign(is_simpson=False)
    scopes, factors = tables["scopes"], tables["factors"]
    place = rows["scope_row"].to_numpy(dtype="int64")
    rows = rows.assign(
        **_shares(rows),
        metric=factors["factor"].array.take(rows["factor_row"].to_numpy(dtype="int64")),
        segment=frames.texts(rows["segment"].astype(str)),
        base=pd.Categorical(rows["base"].astype(str)),
        **{name: scopes[name].array.take(place) for name in _OF_SCOPE},
    )
    order = ["scope_row", "base", "factor_row", "segment"]
    return frames.conform(rows.sort_values(order), COLUMNS)


def _hits(rows: pd.DataFrame, groups: Groups) -> dict[str, FloatArray]:
    """What made the number of hits move, segment by segment."""
    scale = rows["scale"]
    sides = mix.Segments(
        base_hits=rows["k0"] * scale, base_cases=rows["n0"] * scale, hits=rows["k1"], cases=rows["n1"]
    )
    found = mix.counts(sides, groups)
    return {"hits_size": found.size, "hits_mix": found.mix, "hits_rate": found.rate}


def _shares(rows: pd.DataFrame) -> dict[str, pd.Series]:
    found: dict[str, pd.Series] = {}
    for side in ("0", "1"):
        cases, hits = rows[f"n{side}"], rows[f"k{side}"]
        found[f"cases{side}"] = cases
        found[f"weight{side}"] = cases / rows.groupby("group")[f"n{side}"].transform("sum")
        found[f"rate{side}"] = hits / cases.where(cases > 0)
    return found


TABLE: Final = Table(needs=("by-segment", "scopes", "factors", "numbers"), columns=COLUMNS, build=build)
