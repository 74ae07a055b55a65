"""Key results.

Where each key result stands: baseline, target and current in the same figure (``per`` says of which period a
sum speaks), and the part of the way that is done. `goalbook.analyse.windows` says which days count,
`goalbook.analyse.scoring` what the figure is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import asked, attainment, frames, key_results, layout, periods, scores
from goalbook.analyse.attainment import Asked
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.key_results import Rows
from goalbook.analyse.scores import State
from goalbook.analyse.table import Table
from goalbook.model.values import Direction, Period, Span

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "objective": frames.TEXT,
    "key_result": frames.TEXT,
    "metric": frames.TEXT,  # "" for a rubric
    "first": frames.DAY,  # the days that count
    "last": frames.DAY,
    "per": frames.TEXT,  # of which period baseline, target and current of a sum speak; "window" for `over`
    "baseline": frames.NUMBER,
    "target": frames.NUMBER,
    "current": frames.NUMBER,  # for `each: member` a sum divided by the members
    "numerator": frames.NUMBER,  # of rates, ratios, means; the sum of all members of `each: member`
    "denominator": frames.NUMBER,  # current = numerator / denominator
    "raw": frames.NUMBER,  # (current - baseline) / (target - baseline); below 0 and above 1 too
    "score": frames.NUMBER,  # raw within 0..1
    "reached": frames.WHOLE_OR_NONE,  # how many of the heads have reached the target
    "heads": frames.WHOLE,  # members for `each: member`, else 1
    "is_complete": frames.FLAG,  # whether the scored period is over
    "state": frames.TEXT,  # scored, running, no-data, no-baseline, no-target, rubric
    "low": frames.NUMBER,  # of a band
    "high": frames.NUMBER,
}

_NUMBERS: Final = (
    "baseline",
    "target",
    "relative",
    "points",
    "low",
    "high",
    "level",
    "shared_by",
    "baseline_times",
)
_FLAGS: Final = ("is_complete", "has_score", "is_rubric", "is_each", "is_shared")
_WORDS: Final = (
    "team",
    "cycle",
    "objective",
    "key_result",
    "metric",
    "per",
    "period",
    "unit",
    "baseline_unit",
    "direction",
)
_KEY: Final = ["team", "cycle", "metric", "period", "first"]
_ASK: Final = ("result", "is_baseline", "metric_row", "first", "last")
_GRAIN: Final = {
    Period.DAY.value: Period.WEEK,
    Period.WEEK.value: Period.WEEK,
    Period.MONTH.value: Period.MONTH,
    Period.QUARTER.value: Period.MONTH,
}
"""For each unit of time, of which stretch any number shows that it was reported."""


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the key results, read their numbers, score them."""
    book = key_results.book_of(tables["metrics"], tables["plans"])
    rows = key_results.rows_of(key_results.places(inputs, tables["cycles"]), book)
    results, asks = _results(rows), _asks(rows)
    return frames.conform(_scored(_with_numbers(results, asks, tables)), COLUMNS)


def _results(rows: Rows) -> pd.DataFrame:
    types = {
        **dict.fromkeys(_NUMBERS, frames.NUMBER),
        **dict.fromkeys(_FLAGS, frames.FLAG),
        **dict.fromkeys(_WORDS, "object"),
        "heads": frames.WHOLE,
    }
    frame = pd.DataFrame(rows.results, columns=[*types, "first", "last"]).astype(types)
    return frame.assign(**{name: frames.days(frame[name]) for name in ("first", "last")})


def _asks(rows: Rows) -> pd.DataFrame:
    """Asks numbered by result, those for baselines after all others."""
    frame = pd.DataFrame(rows.asks, columns=list(_ASK)).astype({"result": "int64", "metric_row": "int64"})
    return frame.assign(
        ask=frame["result"] + np.where(frame["is_baseline"].astype(bool), len(rows.results), 0),
        **{name: frames.days(frame[name]) for name in ("first", "last")},
    )


def _with_numbers(
    results: pd.DataFrame, asks: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Baseline, target and current in their figure, and how many heads reached it."""
    count, found = len(results), asked.cells(asks, tables)
    values = asked.values(found, tables).set_index("ask").reindex(range(2 * count))
    stated = pd.Series([*results["unit"], *results["baseline_unit"]])
    units = _units(asks, stated, found, tables)
    total = values["value"].fillna(_from_formulas(results, asks, tables)) / units
    team, earlier = total.iloc[:count], total.iloc[count:].reset_index(drop=True)
    baseline = results["baseline"].fillna(earlier * results["baseline_times"] / results["shared_by"])
    target = (
        results["target"].fillna(baseline * (1 + results["relative"])).fillna(baseline + results["points"])
    )
    is_shared = results["is_shared"]
    known = results.assign(
        baseline=baseline,
        target=target,
        current=(team / results["shared_by"]).fillna(results["level"]),
        numerator=values["numerator"].iloc[:count].mask(is_shared, team),
        denominator=values["denominator"].iloc[:count].mask(is_shared, results["heads"]),
    )
    return known.assign(reached=_reached(known, asks, units, tables))


def _units(
    asks: pd.DataFrame, stated: pd.Series, found: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.Series:
    """By how many units of time each ask's sum is divided: those of the weeks or months that have numbers.

    Returns:
        One for each ask; 1.0 where the sum itself is wanted.
    """
    units = pd.Series(1.0, index=stated.index)
    rulers, cycle_row = layout.rulers(tables["cycles"]), tables["metrics"]["cycle_row"].to_numpy()
    ends = asks.groupby("ask").agg({"first": "min", "last": "max", "metric_row": "last"})
    for kind in (Period.WEEK, Period.MONTH):
        wanted = stated.index[stated.map(_GRAIN.get) == kind]
        days = asked.reported(found[found["ask"].isin(wanted)], tables, kind).merge(
            ends, left_on="ask", right_index=True, suffixes=("", "_asked")
        )
        first, last = days[["first", "first_asked"]].max(axis=1), days[["last", "last_asked"]].min(axis=1)
        spans = map(Span, first.dt.date, last.dt.date)
        known = [
            periods.units(span, Period(stated[ask]), rulers[cycle_row[row]])
            for span, ask, row in zip(spans, days["ask"], days["metric_row"], strict=True)
        ]
        summed = pd.Series(known, dtype=frames.NUMBER).groupby(days["ask"].to_numpy()).sum()
        units = units.mask(units.index.isin(wanted), summed.reindex(units.index))
    return units


def _from_formulas(
    results: pd.DataFrame, asks: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.Series:
    """For metrics without log rows, what their formula gives for the same period; by ask."""
    actuals = tables["actuals"]
    computed = actuals[(actuals["rows"] == 0) & actuals["value"].notna()].astype(
        dict.fromkeys(_KEY[:4], "object")
    )
    names = tables["metrics"].iloc[asks["metric_row"]][_KEY[:3]].astype("object").set_index(asks.index)
    period = results["period"].reindex(asks["result"]).to_numpy()
    wanted = names.assign(
        ask=asks["ask"], first=asks["first"], period=np.where(asks["is_baseline"], Period.CYCLE.value, period)
    )
    found = wanted.merge(computed, on=_KEY).drop_duplicates("ask").set_index("ask")["value"]
    return found.reindex(range(2 * len(results)))


def _reached(
    known: pd.DataFrame, asks: pd.DataFrame, units: pd.Series, tables: Mapping[str, pd.DataFrame]
) -> pd.Series:
    """How many heads have reached the target: members where it holds for each, else the team as one."""
    alone = attainment.reached(known["current"], _asked(known)).astype("Int64")
    each = asks[
        known["is_each"].reindex(asks["result"]).to_numpy(dtype=bool) & ~asks["is_baseline"].astype(bool)
    ]
    found = asked.values(asked.cells(each, tables, ["member"]), tables, ["member"])
    mine = known.reindex(found["ask"]).reset_index(drop=True)
    is_there = attainment.reached(found["value"] / units.reindex(found["ask"]).to_numpy(), _asked(mine))
    members = is_there.astype("Int64").groupby(found["ask"]).sum().reindex(known.index)
    counted = alone.mask(known["is_each"], members)
    return counted.mask(known["current"].isna() | ~_asked(known).is_known)


def _asked(known: pd.DataFrame) -> Asked:
    return Asked(target=known["target"], direction=known["direction"], low=known["low"], high=known["high"])


def _scored(known: pd.DataFrame) -> pd.DataFrame:
    is_rubric, is_band = known["is_rubric"], known["direction"] == Direction.BAND.value
    raw = scores.raw_score(known["current"], known["baseline"], known["target"])
    raw = raw.mask(is_band, scores.band_score(known["current"], known["low"], known["high"]))
    raw = raw.where(known["has_score"])
    raw = raw.mask(is_rubric, scores.rubric_score(known["level"], known["target"]))
    reasons = {
        State.RUBRIC: is_rubric,
        State.NO_DATA: known["current"].isna(),
        State.NO_BASELINE: known["baseline"].isna() & ~is_band,
        State.NO_TARGET: ~_asked(known).is_known,
        State.RUNNING: ~known["is_complete"],
    }
    state = np.select(list(reasons.values()), [state.value for state in reasons], State.SCORED.value)
    return known.assign(raw=raw, score=scores.score(raw), state=state)


TABLE: Final = Table(
    needs=("cycles", "metrics", "periods", "calendar", "entries", "plans", "actuals"),
    columns=COLUMNS,
    build=build,
)
