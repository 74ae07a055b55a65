"""Targets.

What the plan asks in every week, month, quarter and cycle, also in those that have not begun.

Counts and amounts: the target holds day by day, so a period's target adds up what was in force on each of its
working days (a month of 60 is 180 for a quarter, and five of November's nineteen parts for a full week).
``expected`` is the part up to and including the team's day. A period has no target when some of its days have
none.
Rates, ratios, levels, means: the same target in every period; the one in force on the period's last day, or
on the team's day while the period is running. ``expected`` is the target.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, periods
from goalbook.analyse.combinations import Combinations, in_order
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.periods import Held, Ruler
from goalbook.analyse.table import Table
from goalbook.model.values import Period, Span

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "target": frames.NUMBER,
    "expected": frames.NUMBER,
    "source": frames.TEXT,  # typed or derived; of the last change within the period
    "low": frames.NUMBER,  # of a band, for the whole period
    "high": frames.NUMBER,
}
_TOLERANCE: Final = 1e-9
_NAMES: Final = ("team", "cycle", "metric", "source", "metric_row")
_AMOUNTS: Final = ("target", "expected", "low", "high")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Spread every target over the periods in which it holds."""
    plans = tables["plans"]
    spread = _spread(plans, layout.rulers(tables["cycles"], inputs), tables)
    adds_up = plans["adds_up"].to_numpy()[spread["plan_row"]]
    spread, adds_up = (kept[adds_up | spread["is_in_force"].to_numpy()] for kept in (spread, adds_up))
    row = spread["plan_row"].to_numpy()
    spread = spread.reset_index(drop=True).assign(**{name: plans[name].array.take(row) for name in _NAMES})
    for name in _AMOUNTS:
        asked = pd.Series(plans["value" if name in {"target", "expected"} else name].to_numpy()[row])
        units = spread["units_to_date" if name == "expected" else "units"]
        spread[name] = asked.where(~adds_up, asked * units)
    is_whole = ~adds_up | (spread["part"] == 1).to_numpy()
    if not is_whole.all():
        spread = pd.concat([spread[is_whole], _together(spread[~is_whole])], ignore_index=True)
    found = in_order(spread, ("metric_row", "period_row"))
    taken = {
        name: tables["periods"][name].array.take(found["period_row"]) for name in ("period", "first", "last")
    }
    return frames.conform(found.assign(**taken), COLUMNS)


def _spread(plans: pd.DataFrame, rulers: Sequence[Ruler], tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """A row for each row of ``plans`` and each period in which it holds."""
    row = plans["cycle_row"].to_numpy()
    alike_rulers = {ruler: number for number, ruler in enumerate(dict.fromkeys(rulers))}
    asked = plans[["since", "until", "per"]].assign(
        as_of=tables["cycles"]["as_of"].array.take(row),
        ruler=np.array([alike_rulers[ruler] for ruler in rulers], dtype=np.int64)[row],
    )
    alike = Combinations.of(asked, ("since", "until", "per", "as_of", "ruler"))
    one = asked.iloc[alike.first]
    spans = map(Span, frames.dates(one["since"]), frames.dates(one["until"]))
    each = zip(row[alike.first], spans, one["per"], frames.dates(one["as_of"]), strict=True)
    shares = [
        _shares(rulers[cycle], Held(days=days, per=Period(per), as_of=as_of))
        for cycle, days, per, as_of in each
    ]
    columns = zip(*(shares or [(np.array([]),) * len(_SHARE)]), strict=True)
    known = pd.DataFrame(dict(zip(_SHARE, map(np.concatenate, columns), strict=True))).astype(_SHARE)
    lengths = np.array([len(arrays[0]) for arrays in shares], dtype=np.int64)
    count, begin = lengths[alike.codes], (np.cumsum(lengths) - lengths)[alike.codes]
    row = np.repeat(np.arange(len(plans)), count)
    frame = known.take(np.arange(len(row)) + (begin - np.cumsum(count) + count)[row]).reset_index(drop=True)
    begins = np.searchsorted(tables["periods"]["cycle_row"], plans["cycle_row"])
    return frame.assign(plan_row=row, period_row=frame["place"] + begins[row])


_SHARE: Final = {
    "place": frames.WHOLE,
    "units": frames.NUMBER,
    "units_to_date": frames.NUMBER,
    "part": frames.NUMBER,
    "is_in_force": frames.FLAG,
}


def _shares(ruler: Ruler, held: Held) -> tuple[Any, ...]:
    found = periods.shares(ruler, held)
    return tuple(np.array([getattr(share, name) for share in found]) for name in _SHARE)


def _together(parts: pd.DataFrame) -> pd.DataFrame:
    """Periods in which the plan changed: what each stretch asks, added up, if no day is left out."""
    numbers = frames.arrays(parts, (*_AMOUNTS, "part"))
    each = Combinations.of(parts, ("metric_row", "period_row"))
    sums = pd.DataFrame(numbers).groupby(each.codes).sum()
    for name in _AMOUNTS:
        sums[name] = sums[name].mask(each.total(np.isnan(numbers[name])) > 0)
    is_whole = (sums["part"] > 1 - _TOLERANCE).to_numpy()
    ends = parts.take(each.last[is_whole])
    return ends.assign(**{str(name): sums[name].to_numpy()[is_whole] for name in sums})


TABLE: Final = Table(needs=("plans", "cycles", "periods"), columns=COLUMNS, build=build)
