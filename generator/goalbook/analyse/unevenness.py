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
from numpy.typing import ArrayLike

from goalbook.analyse import cohort_rows, frames, row_numbers, series_rows, thresholds
from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray, floats
from goalbook.analyse.groups import Groups
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.values import Period

KINDS: Final = (Period.WEEK.value, Period.MONTH.value, Period.QUARTER.value)
KIND_CODES: Final = {kind: list(frames.PERIOD.categories).index(kind) for kind in KINDS}
"""Kind of period to its code in the column ``period`` of `complete`."""
_KINDS: Final = len(frames.PERIOD.categories)
_READ: Final = ("factor_row", "life", "period", "value", "k", "n", "exposure")


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
    """Complete weeks, months and quarters in which something was logged and whose cases are closed.

    Args:
        inputs: The handbook.
        tables: actuals, factors, cycles.

    Returns:
        team, factor_row, life (`goalbook.analyse.series_rows.lives`), period (a code), first, value, k, n,
        exposure (working days, above 0), is_whole (not cut by a cycle's end); sorted by factor_row, period
        and first.
    """
    actuals, factors = tables["actuals"], tables["factors"]
    days = WorkdayRows.of(inputs, tables["cycles"])
    is_asked = np.isin(actuals["period"].cat.codes, list(KIND_CODES.values()))
    is_known = actuals["is_complete"] & actuals["value"].notna() & (actuals["rows"] > 0) & is_asked
    known = actuals[is_known]
    row = row_numbers.of(known, factors, row_numbers.FACTOR)
    exposure = days.count(known["team"], known["first"], known["last"])
    waits = cohort_rows.waits_until(
        known["last"],
        factors["wait_days"].to_numpy()[row],
        pd.Series(
            tables["cycles"]["as_of"].array.take(factors["cycle_row"].to_numpy()[row]), index=known.index
        ),
    )
    found = pd.DataFrame(
        {
            "team": known["team"].array,
            "factor_row": row,
            "life": series_rows.lives(inputs, factors)[row],
            "period": known["period"].cat.codes.to_numpy(),
            "first": known["first"].to_numpy(),
            "value": known["value"].to_numpy(),
            "k": known["numerator"].to_numpy(),
            "n": known["denominator"].to_numpy(),
            "exposure": exposure,
            "is_whole": series_rows.is_whole(known),
        },
        copy=False,
    )
    is_told = (row >= 0) & (exposure > 0) & waits.isna().to_numpy()
    return found if is_told.all() else found[is_told]


def of_factors(factors: pd.DataFrame, known: pd.DataFrame) -> FloatArray:
    """The dispersion of each row of ``factors``.

    Args:
        factors: The table ``factors``.
        known: The table ``complete-periods``.

    Returns:
        NaN for what is neither a count nor a share, with too few periods or days, or without any event.
    """
    found = np.full(len(factors), np.nan)
    for name, part in (("is_count", _count), ("is_rate", _share)):
        rows = _Rows.of(known, factors[name].to_numpy())
        each = _Pooled.of(rows, part(rows))
        is_enough = (each.periods >= thresholds.OVERDISPERSION_PERIODS.value) & (
            each.exposure >= thresholds.OVERDISPERSION_DAYS.value
        )
        largest = np.full(each.lives, np.nan)
        np.fmax.at(largest, each.life, np.where(is_enough, each.mean, np.nan))
        rows.fill(found, largest)
    return found


def of_amounts(factors: pd.DataFrame, known: pd.DataFrame) -> Spread:
    """The standard deviation of a working day's amount.

    Args:
        factors: The table ``factors``.
        known: The table ``complete-periods``.
    """
    rows = _Rows.of(known, factors["adds_up"].to_numpy())
    off = rows["value"] - rows["exposure"] * rows.ratio("value", "exposure")
    each = _Pooled.of(rows, off**2 / rows["exposure"])
    is_shortest = np.diff(each.life, prepend=-1) > 0
    kept = np.flatnonzero(is_shortest | (each.periods >= thresholds.OVERDISPERSION_PERIODS.value))
    order = kept[np.lexsort((np.nan_to_num(each.mean[kept], nan=-np.inf), each.life[kept]))]
    most = order[np.diff(each.life[order], append=each.lives) > 0]
    smallest = np.full(each.lives, np.inf)
    np.minimum.at(smallest, rows.life, rows["value"])
    deviation, freedom, least = (np.full(len(factors), np.nan) for _ in range(3))
    rows.fill(deviation, np.sqrt(each.mean[most]))
    rows.fill(freedom, each.freedom[most])
    rows.fill(least, smallest)
    return Spread(deviation=deviation, freedom=freedom, least=least)


def widened(ratio: FloatArray) -> FloatArray:
    """What variances are multiplied by: the dispersion where it is beyond chance, else 1."""
    with np.errstate(invalid="ignore"):
        return np.where(ratio > thresholds.OVERDISPERSION.value, ratio, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Rows of ``complete-periods`` as arrays, and how they belong together.

    Attributes:
        frame: The rows.
        groups: The periods of one kind of one factor.
        life: Per row, the place of its life among all that occur.
    """

    frame: pd.DataFrame
    groups: Groups
    life: IntArray

    @classmethod
    def of(cls, known: pd.DataFrame, is_asked: BoolArray) -> _Rows:
        """Rows of the factors that are asked for; without the columns that nothing here reads."""
        place = np.flatnonzero(is_asked[known["factor_row"].to_numpy()])
        frame = frames.of_arrays({name: known[name].array.take(place) for name in _READ}, len(place))
        kinds = frame["factor_row"].to_numpy() * _KINDS + frame["period"].to_numpy()
        _, life = np.unique(frame["life"].to_numpy(), return_inverse=True)
        return cls(frame=frame, groups=Groups.of(kinds), life=life.astype(np.int64))

    def __getitem__(self, name: str) -> FloatArray:
        return self.frame[name].to_numpy().astype(np.float64)

    def ratio(self, above: str, below: str) -> FloatArray:
        """Ratio of sums over each cycle's periods of one kind; NaN where it has none."""
        sums = (self.groups.present_total(self[name]) for name in (above, below))
        return self.groups.spread(_divided(*sums))

    def fill(self, column: FloatArray, of_life: FloatArray) -> None:
        """Put what a life has on every factor that lives it."""
        first = self.groups.starts
        column[self.frame["factor_row"].to_numpy()[first]] = of_life[self.life[first]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pooled:
    """Every life and kind of period, its cycles together; sorted by both.

    Attributes:
        life: Place of the life, as in `_Rows`.
        mean: Parts over degrees of freedom; NaN without any.
        freedom: Degrees of freedom: periods, less one for each cycle.
        periods: How many.
        exposure: Working days.
        lives: How many lives there are.
    """

    life: IntArray
    mean: FloatArray
    freedom: FloatArray
    periods: FloatArray
    exposure: FloatArray
    lives: int

    @classmethod
    def of(cls, rows: _Rows, part: FloatArray) -> _Pooled:
        groups, first = rows.groups, rows.groups.starts
        kinds = rows.life[first] * _KINDS + rows.frame["period"].to_numpy()[first]
        known, place = np.unique(kinds, return_inverse=True)

        def total(values: ArrayLike) -> FloatArray:
            return floats(np.bincount(place, floats(values), len(known)))

        periods, parts = total(groups.sizes), total(groups.present_total(part))
        freedom = periods - total(np.ones(len(groups)))
        is_known = total(groups.present(part)) > 0
        return cls(
            life=known // _KINDS,
            mean=_divided(np.where(is_known, parts, np.nan), freedom),
            freedom=freedom,
            periods=periods,
            exposure=total(groups.present_total(rows["exposure"])),
            lives=int(rows.life.max(initial=-1)) + 1,
        )


def _count(rows: _Rows) -> FloatArray:
    expected = rows["exposure"] * rows.ratio("value", "exposure")
    return _divided((rows["value"] - expected) ** 2, expected)


def _share(rows: _Rows) -> FloatArray:
    p = rows.ratio("k", "n")
    off = rows["k"] - rows["n"] * p
    return _divided(off**2, rows["n"] * p * (1 - p))


def _divided(above: FloatArray, below: FloatArray) -> FloatArray:
    """Above / below; NaN where `below` is not above 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)
