"""Pace and forecast of every running period of every metric that has a target (method: pace, forecast).

Elapsed are the working days up to the last one that was logged: who logs on Fridays is not behind on Monday.
How much a number varies from day to day is taken from the weeks and months of the whole cycle so far
(`goalbook.analyse.unevenness`); one row a week is enough for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from goalbook.analyse import (
    forecast,
    forecast_amount,
    forecast_large,
    layout,
    row_numbers,
    thresholds,
)
from goalbook.analyse.arrays import FloatArray, IntArray, floats
from goalbook.analyse.combinations import Combinations
from goalbook.analyse.forecast import Forecast
from goalbook.analyse.forecast_amount import Days, Deals
from goalbook.analyse.forecast_rate import Trials
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.reported import Reported
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.values import Direction, Kind, Period


class Method(StrEnum):
    """How the end was forecast."""

    COUNT = "gamma-poisson"
    RATE = "beta-binomial"
    AMOUNT = "student-t"
    DEALS = "resampled"
    KNOWN = "known"
    NONE = "none"


class PaceState(StrEnum):
    """Where a running period is heading."""

    ON_COURSE = "on-course"
    EITHER_WAY = "either-way"
    UNLIKELY = "unlikely"
    TOO_FEW = "too-few"


SHOWN: Final = (Period.MONTH.value, Period.QUARTER.value, Period.CYCLE.value)
_OF_FACTOR: Final = (
    "kind", "is_rate", "is_cohort", "wait_days", "is_count", "adds_up", "direction", "min_denominator",
)  # fmt: skip
_ENDS: Final = ("mean", "low", "median", "high", "p_hit")
_ASKED: Final = ("first", "actual", "elapsed", "remaining", "target", "direction")


def running(tables: Mapping[str, pd.DataFrame], days: WorkdayRows) -> pd.DataFrame:
    """Every running period of every metric with a target.

    Args:
        tables: attainment, cycles, factors, metrics, periods, calendar, reach.
        days: Working days.

    Returns:
        Columns of the table ``attainment`` with `expected` up to `until`, and factor_row, until, elapsed,
        missing_days (of weeks without a row), total, remaining, and the factor's kind, is_rate, is_count,
        adds_up, direction, min_denominator, is_cohort, wait_days.
    """
    rows, factors = tables["attainment"], tables["factors"]
    is_open = ~rows["is_complete"] & rows["target"].notna() & rows["period"].isin(SHOWN)
    rows = rows[is_open].reset_index(drop=True)
    row = row_numbers.of(rows, factors, row_numbers.FACTOR)
    reported = Reported.of(tables, days)
    below = factors["denominator_row"].to_numpy()[row]
    rows = rows.assign(factor_row=row, metric_row=np.where(below >= 0, below, row))
    rows["until"] = reported.until(rows)
    total = days.count(rows["team"], rows["first"], rows["last"])
    elapsed = days.count(rows["team"], rows["first"], rows["until"])
    today = days.count(rows["team"], rows["first"], _as_of(rows, tables["cycles"]))
    part = elapsed / np.where(today > 0, today, np.nan)
    adds_up = factors["adds_up"].to_numpy()[row]
    return rows.assign(
        expected=rows["expected"] * np.where(adds_up, part, 1.0),
        total=total,
        elapsed=elapsed,
        missing_days=reported.missing_days(rows),
        remaining=total - elapsed,
        **{name: factors[name].array.take(row) for name in _OF_FACTOR},
    )


def forecasts(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame], meaning: IntArray) -> pd.DataFrame:
    """Where each row will end.

    Args:
        rows: What `running` returns, with dispersion.
        tables: factors, complete-periods, unevenness.
        meaning: What `meanings` returns.

    Returns:
        mean, low, median, high, p_hit, method, n; NaN and "none" where there is no forecast.
    """
    found = _Found(
        numbers={name: np.full(len(rows), np.nan) for name in (*_ENDS, "n")},
        method=np.full(len(rows), Method.NONE.value, dtype=object),
    )
    is_known = rows["actual"].notna() & (rows["elapsed"] > 0) & (rows["direction"] != Direction.BAND.value)
    is_cohort = rows["is_cohort"] | (rows["wait_days"] > 0)  # what its cases bring is yet to come
    counts, rates = is_known & rows["is_count"] & ~is_cohort, is_known & rows["is_rate"] & ~is_cohort
    amounts = is_known & (rows["kind"] == Kind.AMOUNT.value) & rows["adds_up"] & ~is_cohort
    counted, rated = rows[counts], rows[rates]
    found.put(counted, _counts(counted), Method.COUNT, "actual")
    found.put(rated, _rates(rated, rows, tables["factors"]), Method.RATE, "denominator")
    _amounts(found, rows[amounts], tables, meaning)
    is_over = ~np.isnan(found.numbers["p_hit"]) & (rows["remaining"] == 0).to_numpy()
    found.method[is_over] = Method.KNOWN.value
    return pd.DataFrame({**found.numbers, "method": found.method}, index=rows.index)


def states(rows: pd.DataFrame, p_hit: pd.Series) -> list[str]:
    """Where each row is heading, as values of `PaceState`.

    Rates on too few cases are not judged, nor sums of which whole weeks are missing.
    """
    is_few = rows["is_rate"] & ~(rows["denominator"] >= rows["min_denominator"])
    is_few |= rows["adds_up"] & (rows["missing_days"] > 0)
    words = np.select(
        [
            (p_hit.isna() | is_few).to_numpy(),
            (p_hit >= thresholds.PACE_ON_COURSE.value).to_numpy(),
            (p_hit >= thresholds.PACE_EITHER_WAY.value).to_numpy(),
        ],
        [PaceState.TOO_FEW.value, PaceState.ON_COURSE.value, PaceState.EITHER_WAY.value],
        PaceState.UNLIKELY.value,
    )
    return [str(word) for word in words]


def _as_of(rows: pd.DataFrame, cycles: pd.DataFrame) -> pd.Series:
    row = row_numbers.of(rows, cycles, ("team", "cycle"))
    return pd.Series(np.minimum(cycles["as_of"].to_numpy()[row], rows["last"].to_numpy()), index=rows.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Forecasts of rows that are known by their place; NaN and "none" where there is none yet.

    Attributes:
        numbers: By name of the column.
        method: Values of `Method`.
    """

    numbers: Mapping[str, FloatArray]
    method: NDArray[np.object_]

    def put(self, rows: pd.DataFrame, ends: Forecast, method: Method, behind: str) -> None:
        """What was found for some rows; `behind` is the column with how much stands behind it."""
        place = rows.index.to_numpy()
        for name in _ENDS:
            self.numbers[name][place] = getattr(ends, name)
        self.numbers["n"][place] = rows[behind]
        self.method[place[~np.isnan(ends.mean)]] = method.value


def _counts(rows: pd.DataFrame) -> Forecast:
    return forecast.of_count(
        forecast.Pace(
            events=rows["actual"],
            elapsed=rows["elapsed"],
            remaining=rows["remaining"],
            target=rows["target"],
            is_lower_better=(rows["direction"] == Direction.DOWN.value).to_numpy(),
            dispersion=rows["dispersion"],
        )
    )


def _rates(rows: pd.DataFrame, every: pd.DataFrame, factors: pd.DataFrame) -> Forecast:
    """Rates over the cases to come: as many as planned, else as many a day as so far."""
    part = factors["denominator_row"].to_numpy()[rows["factor_row"].to_numpy(dtype="int64")]
    wanted = rows[["period", "first"]].assign(factor_row=part)
    row = row_numbers.of(wanted, every, ("factor_row", "period", "first"))
    planned = np.append(every["target"], np.nan)[row]  # the last for none
    left = rows["remaining"].to_numpy()
    pace = np.where(np.isnan(planned), rows["denominator"] / rows["elapsed"], planned / rows["total"])
    return forecast_large.of_rates(
        Trials(
            hits=rows["numerator"],
            cases=rows["denominator"],
            remaining=np.rint(pace * left),
            target=rows["target"],
            is_lower_better=(rows["direction"] == Direction.DOWN.value).to_numpy(),
        ),
        rows["dispersion"].to_numpy(),
    )


def _amounts(
    found: _Found, rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame], meaning: IntArray
) -> None:
    """Amounts: Student's t; resampled where few large deals make them up."""
    place = rows["factor_row"].to_numpy(dtype="int64")
    spread = tables["unevenness"].iloc[place]
    is_growing = (spread["least"] >= 0).to_numpy()
    is_down = (rows["direction"] == Direction.DOWN.value).to_numpy()
    ends = forecast_amount.of_amount(
        Days(
            total=rows["actual"],
            days=rows["elapsed"],
            deviation=spread["deviation"],
            remaining=rows["remaining"],
            target=rows["target"],
            is_lower_better=is_down,
            freedom=spread["freedom"],
        )
    )
    # Without refunds nothing that was sold is lost again.
    is_past = is_growing & (rows["actual"] >= rows["target"]).to_numpy() & ~np.isnan(ends.p_hit)
    ends = Forecast(
        mean=ends.mean,
        low=np.maximum(ends.low, np.where(is_growing, rows["actual"], -np.inf)),
        median=ends.median,
        high=ends.high,
        p_hit=np.where(is_past, np.where(is_down, 0.0, 1.0), ends.p_hit),
    )
    found.put(rows, ends, Method.AMOUNT, "elapsed")
    known = tables["complete-periods"]
    lives = known["life"].to_numpy()[np.isin(known["factor_row"], place)]
    deals, kin = _deals(known, lives, meaning)
    rows = rows.assign(p_past=np.where(is_past, ends.p_hit, np.nan), kin=kin[place])
    asked = rows[rows["kin"] >= 0]
    frame = _resampled(asked, deals)
    # Too few deals are no forecast; that of many small sums would not hold for them either. A target that is
    # passed stays so.
    is_told = frame["mean"].notna()
    frame["p_hit"] = frame["p_hit"].where(is_told, asked["p_past"])
    for name in frame:
        found.numbers[str(name)][frame.index] = frame[name]
    found.method[frame.index] = np.where(is_told, Method.DEALS.value, Method.NONE.value)


def meanings(inputs: Inputs, factors: pd.DataFrame) -> IntArray:
    """For each factor a number that its cycles share while its unit and its definition stay the same."""
    number: dict[tuple[object, ...], int] = {}
    found = []
    for place, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs)):
        changed = {change.what for change in cycle.changes}
        for name, metric in cycle.metrics.items():
            key = (place, name) if name in changed else (metric.unit,)
            found.append(number.setdefault(key, len(number)))
    return np.append(np.array(found, dtype=np.int64), np.full(len(factors) - len(found), -1))


def _deals(periods: pd.DataFrame, lives: IntArray, meaning: IntArray) -> tuple[pd.DataFrame, IntArray]:
    """Periods with an amount where many are empty, with the number of those that tell of each other.

    These are a metric's periods as long as the shortest of its own cycle, through all cycles in which it
    meant the same: a deal of an earlier cycle tells as much.

    Args:
        periods: The table ``complete-periods``.
        lives: Which lives are asked for.
        meaning: What `meanings` returns.

    Returns:
        The deals, sorted by ``kin``; the number of each factor's, -1 for a factor without.
    """
    known = periods.take(np.flatnonzero(np.isin(periods["life"], lives)))
    factor, period = (known[name].to_numpy().astype(np.int64) for name in ("factor_row", "period"))
    keys = {"life": known["life"], "meaning": pd.Series(meaning[factor]), "period": known["period"]}
    each, own = Combinations.of(keys, tuple(keys)), Combinations.of(known, ["factor_row"])
    is_empty = (known["value"] == 0).to_numpy()
    is_few = each.total(is_empty) / each.total(np.ones(len(known))) > thresholds.EMPTY_DAYS.value
    is_asked = (period == -own.largest(-period)[own.codes]) & is_few[each.codes]
    kin = np.full(len(meaning), -1)
    kin[factor[is_asked]] = each.codes[is_asked]
    deals = known.assign(kin=each.codes)[~is_empty & is_few[each.codes]]
    return deals.sort_values(["kin", "first"]), kin


def _resampled(asked: pd.DataFrame, deals: pd.DataFrame) -> pd.DataFrame:
    """Where amounts of few large deals will end; the deals sorted by kin."""
    kin, size, first = (deals[name].to_numpy() for name in ("kin", "value", "first"))
    each: Iterator[Any] = asked[list(_ASKED)].itertuples(index=False)
    begin, end = (np.searchsorted(kin, asked["kin"], side=side) for side in ("left", "right"))
    told = [
        _of_deals(row, size[own], int((first[own] >= np.datetime64(row.first)).sum()))
        for row, own in zip(each, map(slice, begin.tolist(), end.tolist()), strict=True)
    ]
    return pd.DataFrame(told, index=asked.index, columns=[*_ENDS, "n"], dtype="float64")


def _of_deals(row: Any, sizes: FloatArray, count: int) -> list[float]:
    """Few large deals: weeks with an amount are the deals, drawn again and again.

    Args:
        row: A row with the columns `_ASKED`.
        sizes: The amounts of all deals of its metric.
        count: How many of them are of its own period.
    """
    ends = forecast_amount.of_deals(
        Deals(
            sizes=sizes,
            total=float(row.actual),
            count=float(count),
            elapsed=float(row.elapsed),
            remaining=float(row.remaining),
            target=float(row.target),
            is_lower_better=row.direction == Direction.DOWN.value,
        )
    )
    return [*(float(floats(getattr(ends, name))) for name in _ENDS), float(len(sizes))]
