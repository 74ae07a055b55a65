"""What metrics came to over any stretch of days, for key results: by the same rules as over periods.

An *ask* is one number that is wanted. It has a row for each metric and stretch of days that it reads: usually
one; more when its days reach into an earlier cycle, where the metric may have had another id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, periods, row_numbers, totals
from goalbook.analyse.combinations import Columns, Combinations
from goalbook.analyse.periods import Ruler
from goalbook.model.values import Period, Span

_GRAIN: Final = {
    Period.DAY.value: Period.WEEK,
    Period.WEEK.value: Period.WEEK,
    Period.MONTH.value: Period.MONTH,
    Period.QUARTER.value: Period.MONTH,
}
"""For each unit of time the stretch in which any number shows that it was reported."""
_OF_ENTRY: Final = ("metric_row", "cell_row", "date", "value", "n", "member", "segment")
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
    values = _values(found, tables).set_index("ask")
    is_same = (computed["first"] == computed["first_asked"]) & (
        computed["period"] == computed["period_asked"]
    )
    if is_same.any():
        same = computed[is_same].drop_duplicates("ask").set_index("ask")[["value"]]
        values = pd.concat([values, same[~same.index.isin(values.index)]])
    units = _units(_ends(asks, tables["metrics"]), _reported(found, computed, tables), rulers)
    return values.assign(units=units.reindex(values.index))


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
    entry, ask = row_numbers.pairs(entries["metric_row"].to_numpy(), wanted["metric_row"])
    day = entries["date"].to_numpy()[entry]
    is_read = (wanted["first"][ask] <= day) & (day <= wanted["last"][ask])
    for name in split:
        is_read &= np.asarray(entries[name].array.take(entry) != "")
    entry, ask = entry[is_read], ask[is_read]
    read = {name: entries[name].array.take(entry) for name in _OF_ENTRY}
    asked = {name: wanted[name][ask] for name in ("ask", "is_above", "cadence")}
    rows = frames.of_arrays({**read, **asked}, len(entry))
    return totals.reduce(totals.weighed(rows, metrics), ["ask", "is_above", "cadence", *split])


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
    actuals = tables["actuals"]
    known = actuals[(actuals["rows"] == 0) & actuals["value"].notna()]
    metric = row_numbers.of(known, tables["metrics"])
    row, place = row_numbers.pairs(asks["metric_row"].to_numpy(), metric)
    return pd.DataFrame(
        {
            "ask": asks["ask"].to_numpy()[row],
            "first_asked": asks["first"].to_numpy()[row],
            "period_asked": asks["period"].to_numpy()[row],
            "period": known["period"].astype("object").to_numpy()[place],
            **{name: known[name].to_numpy()[place] for name in ("first", "last", "value")},
        }
    )


def _reported(
    found: pd.DataFrame, computed: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """The weeks and months in which each ask has any number: ask, period, first, last; each once."""
    days = ("first", "last")
    parts: list[Mapping[str, Any]] = [frames.arrays(computed, ("ask", "period", *days))]
    for kind in (Period.WEEK, Period.MONTH):
        row = tables["calendar"][layout.kind_column(kind)].to_numpy()[found["cell_row"]]
        each = Combinations.of(columns := {"ask": found["ask"].to_numpy(), "row": row}, ["ask", "row"])
        once = each.firsts(columns, ["ask", "row"])
        named = {name: tables["periods"][name].to_numpy()[once["row"]] for name in days}
        kinds = np.full(len(each), kind.value, dtype=object)
        parts.append({"ask": once["ask"], "period": kinds, **named})
    return pd.DataFrame(frames.stacked(parts)).sort_values(["ask", "first"], ignore_index=True)


def _ends(asks: pd.DataFrame, metrics: pd.DataFrame) -> pd.DataFrame:
    """First and last day, unit and cycle_row of each ask, by ask; its last metric counts."""
    each = Combinations.of(asks, ["ask"])
    first, last = (asks[name].to_numpy().astype(np.int64) for name in ("first", "last"))
    metric = asks["metric_row"].to_numpy()[each.last]
    return pd.DataFrame(
        {
            "first": (-each.largest(-first)).astype(frames.DAY),
            "last": each.largest(last).astype(frames.DAY),
            "unit": asks["unit"].to_numpy()[each.last],
            "cycle_row": metrics["cycle_row"].to_numpy()[metric],
        },
        index=asks["ask"].to_numpy()[each.first],
    )


def _units(ends: pd.DataFrame, days: pd.DataFrame, rulers: Sequence[Ruler]) -> pd.Series:
    """How many of its units of time each ask has numbers for.

    Args:
        ends: Indexed by ask: first, last, unit, cycle_row.
        days: What `_reported` returns.
        rulers: Of each cycle.
    """
    grain = {unit: kind.value for unit, kind in _GRAIN.items()}
    asked = ends[ends["unit"] != ""]
    row, place = row_numbers.pairs(days["ask"].to_numpy(), asked.index.to_numpy())
    is_alike = days["period"].to_numpy()[row] == asked["unit"].map(grain).to_numpy()[place]
    held, own = days.take(row[is_alike]), asked.take(place[is_alike])
    first, last = (
        each(held[name].to_numpy(), own[name].to_numpy())
        for each, name in ((np.maximum, "first"), (np.minimum, "last"))
    )
    spans = map(Span, frames.dates(pd.Series(first)), frames.dates(pd.Series(last)))
    known = [
        periods.units(span, Period(unit), rulers[cycle])
        for span, unit, cycle in zip(spans, own["unit"], own["cycle_row"], strict=True)
    ]
    summed = pd.Series(known, index=held["ask"].to_numpy(), dtype="float64").groupby(level=0).sum()
    return summed.reindex(ends.index).where(ends["unit"] != "", 1.0)


def _parts(asks: pd.DataFrame, metrics: pd.DataFrame) -> Columns:
    """A row for each metric whose entries an ask reads: both parts of a ratio, else the metric itself."""
    row = asks["metric_row"].to_numpy()
    is_fraction = (metrics["aggregate"] == "ratio").to_numpy()[row]
    sides = [
        (_PLAIN, row, ~is_fraction),
        *(
            (is_above, part := metrics[name].to_numpy()[row], is_fraction & (part >= 0))
            for is_above, name in ((1, "numerator_row"), (0, "denominator_row"))
        ),
    ]
    place = np.concatenate([np.flatnonzero(is_mine) for _, _, is_mine in sides])
    return {
        **{name: asks[name].to_numpy()[place] for name in ("ask", "first", "last")},
        "metric_row": np.concatenate([part[is_mine] for _, part, is_mine in sides]),
        "is_above": np.repeat([side for side, _, _ in sides], [is_mine.sum() for _, _, is_mine in sides]),
        "cadence": metrics["cadence"].cat.codes.to_numpy()[row[place]],
    }
