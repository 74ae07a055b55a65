"""Peers.

Segments of a rate beside each other: each with the range in which chance alone would put it, given its cases.
Only what lies outside differs; raw rates of few cases are never ranked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, pchart, segment_rows
from goalbook.analyse.combinations import Combinations, in_order
from goalbook.analyse.groups import Groups
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.values import Direction

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "metric": frames.TEXT,
    "segment": frames.TEXT,  # "" for what was logged without one
    "k": frames.NUMBER,
    "n": frames.NUMBER,
    "rate": frames.NUMBER,
    "pooled": frames.NUMBER,  # of all segments together
    "lower": frames.NUMBER,  # not below 0
    "upper": frames.NUMBER,  # not above 1
    "standing": frames.TEXT,  # above, below, within, thin (too few cases to tell)
    "side": frames.TEXT,  # better, worse or ""
}
_OF_SCOPE: Final = ("team", "cycle", "period", "first", "last")
_STANDINGS: Final = ("within", "above", "below", "thin")
_THIN: Final = 3
_GOOD: Final = {Direction.UP: 1, Direction.DOWN: -1}
_KEY: Final = ("scope_row", "factor_row", "segment")


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Judge every segment of every rate of two segments or more."""
    factors, scopes = tables["factors"], tables["scopes"]
    rows = segment_rows.of_scopes(tables)
    k, n = rows["k"].to_numpy(), rows["n"].to_numpy()
    is_rate = factors["is_rate"].to_numpy()[rows["factor_row"].to_numpy()]
    rows = in_order(rows[is_rate & (n > 0) & (k <= n) & (k >= 0)], _KEY)
    each = Combinations.of(rows, _KEY[:2])
    rows = rows[(each.count() > 1)[each.codes]].reset_index(drop=True)
    if rows.empty:
        return frames.conform(pd.DataFrame(columns=list(COLUMNS)), COLUMNS)
    groups = Groups.of(Combinations.of(rows, _KEY[:2]).codes)
    found = pchart.limits(rows["k"], rows["n"], groups)
    place, factor = (rows[name].to_numpy() for name in ("scope_row", "factor_row"))
    codes = np.where(found.is_thin, _THIN, found.outside % _THIN)
    direction = factors["direction"].array.take(factor)
    good = np.array([_GOOD.get(Direction(way), 0) for way in direction.categories])[direction.codes]
    side = np.where(found.is_thin, 0, found.outside * good) % _THIN
    rows = rows.assign(
        rate=rows["k"] / rows["n"],
        pooled=groups.spread(found.pooled),
        lower=np.maximum(found.lower, 0.0),
        upper=np.minimum(found.upper, 1.0),
        standing=frames.worded(codes.astype(np.int8), _STANDINGS),
        side=frames.worded(side.astype(np.int8), ("", "better", "worse")),
        metric=factors["factor"].array.take(factor),
        segment=frames.texts(rows["segment"]),
        **{name: scopes[name].array.take(place) for name in _OF_SCOPE},
    )
    return frames.conform(rows, COLUMNS)


TABLE: Final = Table(needs=("by-segment", "scopes", "factors", "numbers"), columns=COLUMNS, build=build)
