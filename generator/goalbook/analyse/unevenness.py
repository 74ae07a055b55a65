"""How much more a count varies from week to week than chance allows: its dispersion, from what was logged.

::

    phi = sum over periods of (x - m e)² / (m e), divided by (periods - 1)

with x the events of a period, e its working days and m all events over all working days: 1 for counts that
follow chance (Poisson). The period is the week, or the month for what is logged monthly, so that one row a
week is enough to see it.

Source: Pearson's dispersion statistic, McCullagh & Nelder, Generalized Linear Models (1989), ch. 4.5; for
daily counts it is the variance over the mean. How much is needed is a house default.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from goalbook.analyse import row_numbers, thresholds
from goalbook.analyse.arrays import FloatArray, IntArray
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.values import Period


def shortest(actuals: pd.DataFrame, metric_row: IntArray) -> pd.DataFrame:
    """Complete periods with a number, of each metric only the shortest kind that it has.

    Args:
        actuals: The table ``actuals``.
        metric_row: For each of its rows the row of ``metrics``.
    """
    is_known = actuals["is_complete"] & actuals["value"].notna() & (actuals["rows"] > 0)
    is_known &= actuals["period"] != Period.CYCLE.value
    known = actuals[is_known].assign(metric_row=metric_row[is_known])
    rank = known["period"].cat.codes
    return known[rank == rank.groupby(known["metric_row"]).transform("min")]


def of_factors(factors: pd.DataFrame, actuals: pd.DataFrame, days: WorkdayRows) -> FloatArray:
    """The dispersion of each row of ``factors``.

    Args:
        factors: The table ``factors``.
        actuals: The table ``actuals``.
        days: Working days.

    Returns:
        NaN for what is no count, with too few periods or days, or without any event.
    """
    names = factors.rename(columns={"factor": "metric"})
    row = row_numbers.of(actuals, names)
    is_count = np.append(factors["is_count"].to_numpy(), False)[row]  # the last one stands for the row -1
    known = shortest(actuals[is_count], row[is_count])
    exposure = days.count(known["team"], known["first"], known["last"])
    known = known.assign(exposure=exposure)[exposure > 0]
    found = np.full(len(factors), np.nan)
    phi = _dispersion(known)
    found[phi.index.to_numpy()] = phi.to_numpy()
    return found


def widened(ratio: FloatArray) -> FloatArray:
    """What variances are multiplied by: the dispersion where it is beyond chance, else 1."""
    with np.errstate(invalid="ignore"):
        return np.where(ratio > thresholds.OVERDISPERSION.value, ratio, 1.0)


def _dispersion(known: pd.DataFrame) -> pd.Series:
    """Of each metric_row; columns value and exposure."""
    sums = known.groupby("metric_row")[["value", "exposure"]].transform("sum")
    expected = known["exposure"] * sums["value"] / sums["exposure"]
    part = np.square(known["value"] - expected) / expected.where(expected > 0)
    each = known.assign(part=part).groupby("metric_row")
    found = each[["part", "exposure", "value"]].sum()
    periods = each.size()
    is_enough = (periods >= thresholds.OVERDISPERSION_PERIODS.value) & (
        found["exposure"] >= thresholds.OVERDISPERSION_DAYS.value
    )
    return (found["part"] / (periods - 1).where(periods > 1)).where(is_enough & (found["value"] > 0))
