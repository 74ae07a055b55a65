"""Pace.

Where every running period of every metric with a target is heading, by working days: what is expected by now,
what is needed a day, and where it will end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import forecast, frames, pace_rows
from goalbook.analyse.arrays import FloatArray, floats, quotient
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.values import Direction

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "until": frames.DAY,  # last logged day; elapsed counts to here
    "elapsed": frames.WHOLE,  # working days
    "missing_days": frames.WHOLE,  # of them in weeks without a row: the sum may be too low, and is not judged
    "total": frames.WHOLE,
    "remaining": frames.WHOLE,
    "actual": frames.NUMBER,
    "numerator": frames.NUMBER,
    "denominator": frames.NUMBER,
    "target": frames.NUMBER,
    "expected": frames.NUMBER,  # up to `until`
    "gap": frames.NUMBER,
    "rate_now": frames.NUMBER,  # per working day, of what adds up
    "rate_required": frames.NUMBER,  # NaN when nothing is left and it is short
    "run_rate": frames.NUMBER,  # the end at the pace so far
    "mean": frames.NUMBER,
    "low": frames.NUMBER,  # 80 %
    "median": frames.NUMBER,
    "high": frames.NUMBER,
    "p_hit": frames.NUMBER,
    "method": frames.TEXT,  # gamma-poisson, beta-binomial, student-t, resampled, known, none
    "n": frames.NUMBER,  # events, cases, days or deals behind it
    "dispersion": frames.NUMBER,  # of counts and rates: how much more than by chance they vary
    "is_dispersed": frames.FLAG,  # the interval was widened
    "is_reached": frames.FLAG,
    "state": frames.TEXT,  # on-course, either-way, unlikely, too-few
}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Forecast every running period."""
    days = WorkdayRows.of(inputs, tables["cycles"])
    rows = pace_rows.running(tables, days)
    place = rows["factor_row"].to_numpy(dtype="int64")
    rows = rows.assign(dispersion=tables["unevenness"]["dispersion"].to_numpy()[place], **_paces(rows))
    ends = pace_rows.forecasts(rows, tables, pace_rows.meanings(inputs, tables["factors"]))
    is_down = rows["direction"] == Direction.DOWN.value
    rows = rows.assign(
        **{name: ends[name] for name in ("mean", "low", "median", "high", "p_hit", "n")},
        method=frames.texts(ends["method"]),
        is_dispersed=forecast.is_overdispersed(rows["dispersion"]),
        is_reached=~is_down & (rows["actual"] >= rows["target"]) & rows["adds_up"],
        state=frames.texts(pace_rows.states(rows, ends["p_hit"])),
    )
    return frames.conform(rows, COLUMNS)


def _paces(rows: pd.DataFrame) -> dict[str, FloatArray]:
    elapsed, left = (floats(rows[name]) for name in ("elapsed", "remaining"))
    actual, is_sum = rows["actual"].to_numpy(), rows["adds_up"].to_numpy()
    short = np.maximum(rows["target"].to_numpy() - actual, 0.0)
    needed = np.where(short == 0, 0.0, quotient(short, np.maximum(left, 0.0)))
    now = quotient(actual, np.maximum(elapsed, 0.0))
    sums = {"rate_now": now, "rate_required": needed, "run_rate": actual + now * left}
    gap = actual - rows["expected"].to_numpy()
    return {"gap": gap, **{name: np.where(is_sum, values, np.nan) for name, values in sums.items()}}


TABLE: Final = Table(
    needs=(
        "attainment",
        "complete-periods",
        "unevenness",
        "factors",
        "cycles",
        "metrics",
        "periods",
        "calendar",
        "reach",
    ),
    columns=COLUMNS,
    build=build,
)
