"""Key results.

Where each key result stands: baseline, target and current in the same figure (``per`` says of which period a
sum speaks), and the part of the way that is done. `goalbook.analyse.windows` says which days count,
`goalbook.analyse.scoring` what the figure is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import asked, attainment, frames, key_results, layout, scores
from goalbook.analyse.attainment import Asked
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.key_results import Rows
from goalbook.analyse.periods import Ruler
from goalbook.analyse.scores import State
from goalbook.analyse.table import Table
from goalbook.model.values import Direction, Period

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
    "waits_until": frames.DAY,  # where cases are still open: the day from which it is judged
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
_DAYS: Final = ("first", "last", "waits_until")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the key results, read their numbers, score them."""
    book = key_results.book_of(inputs, tables["metrics"], tables["plans"])
    rows = key_results.rows_of(key_results.places(inputs, tables["cycles"]), book)
    results, rulers = _results(rows), layout.rulers(tables["cycles"], inputs)
    return frames.conform(_scored(_with_numbers(results, _asks(rows, results), tables, rulers)), COLUMNS)


def _results(rows: Rows) -> pd.DataFrame:
    columns = {
        name: [row[name] for row in rows.results] for name in (*_NUMBERS, *_FLAGS, *_WORDS, *_DAYS, "heads")
    }
    is_open = np.array([day is not None for day in columns["waits_until"]], dtype=np.bool_)
    columns["waits_until"] = [
        day or last for day, last in zip(columns["waits_until"], columns["last"], strict=True)
    ]
    days = {name: frames.days(columns[name]) for name in _DAYS}
    days["waits_until"][~is_open] = np.datetime64("NaT")
    return frames.of_arrays(
        {
            **{name: np.array(columns[name], dtype=np.float64) for name in _NUMBERS},
            **{name: np.array(columns[name], dtype=np.bool_) for name in _FLAGS},
            **{name: frames.texts(columns[name]) for name in _WORDS},
            **days,
            "heads": np.array(columns["heads"], dtype=np.int64),
        },
        len(rows.results),
    )


def _asks(rows: Rows, results: pd.DataFrame) -> pd.DataFrame:
    """Asks numbered by result, those for baselines after all others."""
    of = np.array([ask.result for ask in rows.asks], dtype=np.int64)
    is_baseline = np.array([ask.is_baseline for ask in rows.asks], dtype=np.bool_)
    period, unit, other = (
        results[name].astype("object").to_numpy()[of] for name in ("period", "unit", "baseline_unit")
    )
    columns = {
        "result": of,
        "is_baseline": is_baseline,
        "metric_row": np.array([ask.metric_row for ask in rows.asks], dtype=np.int64),
        "first": frames.days(ask.first for ask in rows.asks),
        "last": frames.days(ask.last for ask in rows.asks),
        "ask": of + len(results) * is_baseline,
        "period": np.where(is_baseline, Period.CYCLE.value, period),
        "unit": np.where(is_baseline, other, unit),
    }
    return frames.of_arrays(columns, len(of))


def _with_numbers(
    results: pd.DataFrame, asks: pd.DataFrame, tables: Mapping[str, pd.DataFrame], rulers: Sequence[Ruler]
) -> pd.DataFrame:
    """Baseline, target and current in their figure, and how many heads reached it."""
    count = len(results)
    numbers = asked.numbers(asks, tables, rulers).reindex(range(2 * count))
    figure = numbers["value"] / numbers["units"]
    team, earlier = figure.iloc[:count], figure.iloc[count:].reset_index(drop=True)
    baseline = results["baseline"].fillna(earlier * results["baseline_times"] / results["shared_by"])
    grown = (baseline * (1 + results["relative"])).fillna(baseline + results["points"])
    is_shared = results["is_shared"]
    known = results.assign(
        baseline=baseline,
        target=results["target"].fillna(grown),
        current=(team / results["shared_by"]).fillna(results["level"]),
        numerator=numbers["numerator"].iloc[:count].mask(is_shared, team),
        denominator=numbers["denominator"].iloc[:count].mask(is_shared, results["heads"]),
    )
    return known.assign(reached=_reached(known, asks, numbers["units"], tables))


def _reached(
    known: pd.DataFrame, asks: pd.DataFrame, units: pd.Series, tables: Mapping[str, pd.DataFrame]
) -> pd.Series:
    """How many heads have reached the target: members where it holds for each, else the team as one."""
    alone = attainment.reached(known["current"], _asked(known)).astype("Int64")
    is_each = known["is_each"].reindex(asks["result"]).to_numpy(dtype=bool)
    found = asked.by_member(asks[is_each & ~asks["is_baseline"]], tables)
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
