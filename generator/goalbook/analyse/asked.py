"""What metrics came to over any stretch of days, for key results: by the same rules as over periods.

An *ask* is one number that is wanted. It has a row for each metric and stretch of days that it reads: usually
one; more when its days reach into an earlier cycle, where the metric may have had another id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, periods, totals
from goalbook.analyse.arrays import IntArray
from goalbook.analyse.periods import Ruler
from goalbook.model.values import Period, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ENDS: Final = ("first", "last")
_GRAIN: Final = {
    Period.DAY.value: Period.WEEK,
    Period.WEEK.value: Period.WEEK,
    Period.MONTH.value: Period.MONTH,
    Period.QUARTER.value: Period.MONTH,
}
"""For each unit of time the stretch in which any number shows that it was reported."""
_PLAIN: Final = 2
"""In ``is_above``: neither numerator nor denominator, but the number itself."""


def numbers(asks: pd.DataFrame, tables: Mapping[str, pd.DataFrame], rulers: Sequence[Ruler]) -> pd.DataFrame:
    """What each ask comes to.

    Args:
        asks: Columns ask, metric_row, first, last, period (the kind of period that its days are, "" for
            none), unit (the unit of time to state a sum per, "" for the sum itself).
        tables: entries, metrics, calendar, periods, actuals.
        rulers: Of each cycle.

    Returns:
        Indexed by ask: value, numerator, denominator (of ratios and means), units (by which a sum is to be
        divided: those of the weeks or months that have numbers, so that a month without any is not taken for
        0; 1.0 for the sum itself). An ask without a number has no row.
    """
    found, computed = _cells(asks, tables), _computed(asks, tables)
    known = _values(found, tables).set_index("ask")
    same = computed[
        (computed["first"] == computed["first_asked"]) & (computed["period"] == computed["period_asked"])
    ]
    same = same.drop_duplicates("ask").set_index("ask")[["value"]]
    both = pd.concat([known, same[~same.index.isin(known.index)]])
    ends = asks.groupby("ask").agg({"first": "min", "last": "max", "metric_row": "last", "unit": "last"})
    ends["cycle_row"] = tables["metrics"]["cycle_row"].to_numpy()[ends["metric_row"]]
    return both.assign(units=_units(ends, _reported(found, computed, tables), rulers).reindex(both.index))


def by_member(asks: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What each ask comes to for each member that the log names.

    Returns:
        ask, member, value, numerator, denominator.
    """
    return _values(_cells(asks, tables, ["member"]), tables, ["member"])


def _cells(asks: pd.DataFrame, tables: Mapping[str, pd.DataFrame], split: Sequence[str] = ()) -> pd.DataFrame:
    """The entries of each ask, reduced to cells; rows that do not say what they are split by drop out."""
    metrics, entries = tables["metrics"], tables["entries"]
    wanted = _parts(asks, metrics)
    entry, ask = _pairs(entries["metric_row"].to_numpy(), wanted["metric_row"].to_numpy(), len(metrics))
    day, first, last = entries["date"].to_numpy()[entry], *(wanted[end].to_numpy()[ask] for end in _ENDS)
    is_read = (first <= day) & (day <= last)
    for name in split:
        is_read &= np.asarray(entries[name].array.take(entry) != "")
    entry, ask = entry[is_read], ask[is_read]
    read = {str(name): entries[name].array.take(entry) for name in entries if name != "team"}
    asked = {name: wanted[name].array.take(ask) for name in ("ask", "is_above", "cadence")}
    rows = frames.of_arrays({**read, **asked}, len(entry))
    return totals.reduce(totals.weighed(rows, metrics), ["ask", "is_above", "cadence", *split])


def _pairs(
    metric: NDArray[np.integer[Any]], wanted: NDArray[np.integer[Any]], metrics: int
) -> tuple[IntArray, IntArray]:
    """Places of entries and of what reads their metric, each pair once, in the order of the entries.

    Args:
        metric: The metric of each entry.
        wanted: The metric that is read, for each of the reading.
        metrics: How many metrics there are.
    """
    named = np.argsort(wanted, kind="stable")
    begins = np.searchsorted(wanted[named], np.arange(metrics + 1))
    times = np.diff(begins)
    entry = np.flatnonzero((times > 0)[metric])
    count = times[metric[entry]]
    place = np.arange(count.sum()) + np.repeat(begins[metric[entry]] - np.cumsum(count) + count, count)
    return np.repeat(entry, count), named[place]


def _values(
    found: pd.DataFrame, tables: Mapping[str, pd.DataFrame], split: Sequence[str] = ()
) -> pd.DataFrame:
    by, is_plain = ["ask", *split], (found["is_above"] == _PLAIN).to_numpy()
    plain, both = (frames.arrays(found[side]) for side in (is_plain, ~is_plain))
    both["stretch"] = totals.stretches(both, both["cadence"], tables["calendar"])
    parts = [totals.settle(plain, by), totals.ratios(totals.paired(both, by), by)]
    return pd.DataFrame(frames.stacked(parts))[[*by, "value", "numerator", "denominator"]]


def _computed(asks: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Periods in which a formula gives a value of the asked metrics, for metrics without log rows."""
    actuals, names = tables["actuals"], ["team", "cycle", "metric"]
    known = actuals[(actuals["rows"] == 0) & actuals["value"].notna()].astype(dict.fromkeys(names, "object"))
    wanted = tables["metrics"][names].astype("object").iloc[asks["metric_row"]].set_index(asks.index)
    wanted = asks[["ask", "first", "period"]].join(wanted)
    return wanted.merge(known, on=names, suffixes=("_asked", ""))[
        ["ask", "first_asked", "period_asked", "period", "first", "last", "value"]
    ]


def _reported(
    found: pd.DataFrame, computed: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """The weeks and months in which each ask has any number: ask, period, first, last; each once."""
    parts = [computed[["ask", "period", "first", "last"]]]
    for kind in (Period.WEEK, Period.MONTH):
        rows = tables["calendar"][layout.kind_column(kind)].to_numpy()[found["cell_row"]]
        each = pd.DataFrame({"ask": found["ask"].to_numpy(), "period_row": rows}).drop_duplicates()
        period = tables["periods"].iloc[each["period_row"]][["first", "last"]].set_index(each.index)
        parts.append(each[["ask"]].join(period).assign(period=kind.value))
    days = pd.concat([part.astype({"period": "object"}) for part in parts], ignore_index=True)
    return days.sort_values(["ask", "first"], ignore_index=True)


def _units(ends: pd.DataFrame, days: pd.DataFrame, rulers: Sequence[Ruler]) -> pd.Series:
    """How many of its units of time each ask has numbers for.

    Args:
        ends: Indexed by ask: first, last, unit, cycle_row.
        days: What `_reported` returns.
        rulers: Of each cycle.
    """
    held = days.merge(ends[ends["unit"] != ""], left_on="ask", right_index=True, suffixes=("", "_asked"))
    held = held[held["period"] == held["unit"].map({unit: kind.value for unit, kind in _GRAIN.items()})]
    first, last = held[["first", "first_asked"]].max(axis=1), held[["last", "last_asked"]].min(axis=1)
    spans = map(Span, frames.dates(first), frames.dates(last))
    known = [
        periods.units(span, Period(unit), rulers[row])
        for span, unit, row in zip(spans, held["unit"], held["cycle_row"], strict=True)
    ]
    summed = pd.Series(known, index=held["ask"].to_numpy(), dtype="float64").groupby(level=0).sum()
    return summed.reindex(ends.index).where(ends["unit"] != "", 1.0)


def _parts(asks: pd.DataFrame, metrics: pd.DataFrame) -> pd.DataFrame:
    """A row for each metric whose entries an ask reads: both parts of a ratio, else the metric itself."""
    columns = ["ask", "metric_row", "first", "last", "is_above", "cadence"]
    row = asks["metric_row"].to_numpy()
    is_fraction = (metrics["aggregate"] == "ratio").to_numpy()[row]
    known = asks.assign(cadence=metrics["cadence"].cat.codes.to_numpy()[row])
    sides = [known[~is_fraction].assign(is_above=_PLAIN)]
    for is_above, name in ((1, "numerator_row"), (0, "denominator_row")):
        part = metrics[name].to_numpy()[row]
        side = known.assign(metric_row=part, is_above=is_above)
        sides.append(side[is_fraction & (part >= 0)])
    frame: pd.DataFrame = pd.concat(sides, ignore_index=True)[columns]
    return frame.assign(metric_row=frame["metric_row"].astype(np.int32))
