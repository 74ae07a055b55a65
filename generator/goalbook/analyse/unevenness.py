"""How much more a number varies from period to period than chance allows, from what was logged.

::

    counts   phi = sum over periods of (x - m e)² / (m e), divided by (periods - 1)
    shares   phi = sum over periods of (k - n p)² / (n p (1 - p)), divided by (periods - 1)
    amounts  s²  = sum over periods of (x - m e)² / e, divided by (periods - 1)

with x the number of a period, e its working days, m all numbers over all working days, p the pooled share.
phi is 1 for what follows chance; s is the standard deviation of a working day. Each is taken over weeks,
months and quarters, as far as there are enough of them, and the largest counts: business that comes in waves
(a quarter's end, a season) shows in its months, not in its weeks. A metric's cycles are pooled, each about
its own mean, so that a new plan is not taken for unevenness.

Source: Pearson's dispersion statistic, McCullagh & Nelder, Generalized Linear Models (1989), ch. 4.5; for
daily counts phi is the variance over the mean. How much is needed is a house default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, row_numbers, series_rows, thresholds
from goalbook.analyse.arrays import FloatArray
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.values import Period

KINDS: Final = (Period.WEEK.value, Period.MONTH.value, Period.QUARTER.value)
KIND_CODES: Final = {kind: frames.PERIOD.categories.get_loc(kind) for kind in KINDS}
"""Kind of period to its code in the column ``period`` of `complete`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A working day's standard deviation of an amount, per row of ``factors``.

    Attributes:
        deviation: NaN with fewer than two periods.
        freedom: Its degrees of freedom.
        least: The smallest number of any period: below 0 there were refunds.
    """

    deviation: FloatArray
    freedom: FloatArray
    least: FloatArray


def complete(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Complete weeks, months and quarters in which something was logged.

    Args:
        inputs: The handbook.
        tables: actuals, factors, cycles.

    Returns:
        factor_row, life (`goalbook.analyse.series_rows.lives`), period (a code), first, value, k, n, exposure
        (working days, above 0), is_whole (not cut by a cycle's end).
    """
    actuals, factors = tables["actuals"], tables["factors"]
    days = WorkdayRows.of(inputs, tables["cycles"])
    is_known = actuals["is_complete"] & actuals["value"].notna() & (actuals["rows"] > 0)
    known = actuals[is_known & actuals["period"].isin(KINDS)]
    row = row_numbers.of(known, factors.rename(columns={"factor": "metric"}))
    exposure = days.count(known["team"], known["first"], known["last"])
    found = pd.DataFrame(
        {
            "factor_row": row,
            "life": series_rows.lives(inputs, factors)[row],
            "period": known["period"].cat.codes.to_numpy(),
            "first": known["first"].to_numpy(),
            "value": known["value"].to_numpy(),
            "k": known["numerator"].to_numpy(),
            "n": known["denominator"].to_numpy(),
            "exposure": exposure,
            "is_whole": series_rows.is_whole(known),
        }
    )
    return found[(row >= 0) & (exposure > 0)]


def of_factors(factors: pd.DataFrame, known: pd.DataFrame) -> FloatArray:
    """The dispersion of each row of ``factors``.

    Args:
        factors: The table ``factors``.
        known: What `complete` returns.

    Returns:
        NaN for what is neither a count nor a share, with too few periods or days, or without any event.
    """
    found = np.full(len(factors), np.nan)
    for where, part in ((factors["is_count"].to_numpy(), _count), (factors["is_rate"].to_numpy(), _share)):
        rows = known[where[known["factor_row"]]]
        each = _pooled(rows.assign(part=part(rows)))
        is_enough = (each["periods"] >= thresholds.OVERDISPERSION_PERIODS.value) & (
            each["exposure"] >= thresholds.OVERDISPERSION_DAYS.value
        )
        _fill(found, rows, each["mean"].where(is_enough).groupby(level="life").max())
    return found


def of_amounts(factors: pd.DataFrame, known: pd.DataFrame) -> Spread:
    """The standard deviation of a working day's amount.

    Args:
        factors: The table ``factors``.
        known: What `complete` returns.
    """
    rows = known[factors["adds_up"].to_numpy()[known["factor_row"]]]
    off = rows["value"] - rows["exposure"] * _ratio(rows, "value", "exposure")
    each = _pooled(rows.assign(part=off**2 / rows["exposure"]))
    is_shortest = each.groupby(level="life").cumcount() == 0
    each = each[is_shortest | (each["periods"] >= thresholds.OVERDISPERSION_PERIODS.value)]
    most = each.sort_values("mean", na_position="first").groupby(level="life").tail(1)
    most = most.reset_index("period", drop=True)
    sides = (np.sqrt(most["mean"]), most["freedom"], rows.groupby("life")["value"].min())
    deviation, freedom, least = (np.full(len(factors), np.nan) for _ in sides)
    for column, side in zip((deviation, freedom, least), sides, strict=True):
        _fill(column, rows, side)
    return Spread(deviation=deviation, freedom=freedom, least=least)


def widened(ratio: FloatArray) -> FloatArray:
    """What variances are multiplied by: the dispersion where it is beyond chance, else 1."""
    with np.errstate(invalid="ignore"):
        return np.where(ratio > thresholds.OVERDISPERSION.value, ratio, 1.0)


def _pooled(rows: pd.DataFrame) -> pd.DataFrame:
    """Parts over degrees of freedom of every life and kind of period, its cycles together.

    Returns:
        mean (NaN without any freedom), freedom, periods, exposure; indexed by life and period.
    """
    by = ["life", "period", "factor_row"]
    each = rows.groupby(by)[["part", "exposure"]].sum(min_count=1)
    each["periods"] = rows.groupby(by).size()
    each["freedom"] = each["periods"] - 1
    found = each.groupby(level=["life", "period"]).sum(min_count=1)
    return found.assign(mean=found["part"] / found["freedom"].where(found["freedom"] > 0))


def _fill(column: FloatArray, rows: pd.DataFrame, of_life: pd.Series) -> None:
    """Put what a life has on every factor that lives it."""
    held = rows[["factor_row", "life"]].drop_duplicates()
    column[held["factor_row"].to_numpy()] = of_life.reindex(held["life"]).to_numpy()


def _count(rows: pd.DataFrame) -> pd.Series:
    expected = rows["exposure"] * _ratio(rows, "value", "exposure")
    return (rows["value"] - expected) ** 2 / expected.where(expected > 0)


def _share(rows: pd.DataFrame) -> pd.Series:
    p = _ratio(rows, "k", "n")
    variance = rows["n"] * p * (1 - p)
    return (rows["k"] - rows["n"] * p) ** 2 / variance.where(variance > 0)


def _ratio(rows: pd.DataFrame, above: str, below: str) -> pd.Series:
    """Ratio of sums over each cycle's periods of one kind."""
    sums = rows.groupby(["factor_row", "period"])[[above, below]].transform("sum")
    return sums[above] / sums[below].where(sums[below] > 0)
