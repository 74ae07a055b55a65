"""Signals.

Signal or noise in every series: the natural limits of each number, from a frozen baseline, and the points
that chance does not explain. XmR charts for numbers, p' charts for shares of cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, season_rows, series_rows, signal_rows, thresholds, xmr, xmr_signals
from goalbook.analyse.combinations import in_order
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.signal_rows import Found
from goalbook.analyse.table import Table
from goalbook.analyse.xmr import Limits
from goalbook.analyse.xmr_signals import Rules
from goalbook.model.values import Direction

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "series": frames.WHOLE,  # from 0, new after a change of the definition
    "value": frames.NUMBER,
    "numerator": frames.NUMBER,
    "denominator": frames.NUMBER,
    "centre": frames.NUMBER,
    "lower": frames.NUMBER,  # as drawn: counts and rates not below 0, rates not above 1
    "upper": frames.NUMBER,
    "moving_range": frames.NUMBER,
    "chart": frames.TEXT,  # xmr or p
    "baseline_points": frames.WHOLE,
    "is_baseline": frames.FLAG,
    "is_provisional": frames.FLAG,
    "signal": frames.TEXT,  # none, above, below, run-above, run-below, near-above, near-below, unknown
    "side": frames.TEXT,  # better, worse or ""
    "run_length": frames.WHOLE,
    "target": frames.NUMBER,
    "reach": frames.TEXT,  # chance, not-as-it-is, always, unknown: the target against the limits
    "per_workday": frames.NUMBER,  # of what adds up
    "is_thin": frames.FLAG,  # too few hits expected for a limit
    "dispersion": frames.NUMBER,  # of shares: how much more than by chance they vary
    "is_last": frames.FLAG,  # the newest judged point of the series
    "is_complete": frames.FLAG,
    "season": frames.NUMBER,  # how its calendar month compares with an average month, 1 = equal
    "season_months": frames.WHOLE,  # months in a row behind it
}
_GOOD: Final = {Direction.UP: 1, Direction.DOWN: -1}
_NUMBERS: Final = (
    "centre",
    "lower",
    "upper",
    "moving_range",
    "run_length",
    "signal",
    "is_baseline",
    "is_thin",
)


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Judge every series."""
    rows = series_rows.points(inputs, tables)
    if rows.empty:
        blank = {name: pd.Series(dtype=dtype) for name, dtype in COLUMNS.items()}
        return frames.conform(pd.DataFrame(blank), COLUMNS)
    run = thresholds.SIGNAL_RUN.of(inputs.handbook.company.limits)
    found = signal_rows.of_frame(rows, Rules(run=run))
    is_judged = rows["value"].notna() & ~rows["is_open"]
    newest = rows["first"].where(is_judged).groupby(rows["series_row"]).transform("max")
    direction = tables["factors"]["direction"].array.take(rows["factor_row"])
    rows = rows.assign(
        **{name: getattr(found, name) for name in _NUMBERS},
        baseline_points=found.points,
        is_provisional=xmr.is_provisional(found.points),
        dispersion=found.sigma,
        per_workday=rows["per_day"],
        chart=frames.worded(rows["is_share"].to_numpy().astype(np.int8), ("xmr", "p")),
        is_last=is_judged & (rows["first"] == newest),
        side=_side(found.signal, direction),
        **season_rows.of_series(rows),
        reach=_reach(rows, found, direction),
    )
    rows = frames.conform(rows, COLUMNS)  # lets the other columns go before the rest is moved
    return in_order(rows, ("team", "metric", "period", "first"))


def _side(signal: pd.Categorical, direction: pd.Categorical) -> pd.Categorical:
    """The good or the bad side of each point with a signal, else ""."""
    words = signal.categories
    above = np.array([int(word.endswith("above")) - int(word.endswith("below")) for word in words], dtype=int)
    good = np.array([_GOOD.get(Direction(way), 0) for way in direction.categories], dtype=int)
    return frames.worded((above[signal.codes] * good[direction.codes]) % 3, ("", "better", "worse"))


def _reach(rows: pd.DataFrame, found: Found, way: pd.Categorical) -> pd.Categorical:
    limits = Limits(
        centre=found.centre,
        moving_range=found.moving_range,
        lower=found.lower,
        upper=found.upper,
        upper_range=found.upper,
        points=found.points,
        ranges=found.points,
    )
    target = rows["target"].where(way != Direction.BAND.value)
    reached = xmr_signals.reach_codes(target, limits, is_lower_better=way == Direction.DOWN.value)
    return frames.worded(reached, xmr_signals.REACHES)


TABLE: Final = Table(needs=("attainment", "cycles", "metrics", "factors"), columns=COLUMNS, build=build)
