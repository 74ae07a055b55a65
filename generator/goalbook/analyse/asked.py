"""What metrics came to over any stretch of days, for key results: by the same rules as over periods.

An *ask* is one number that is wanted. It has a row for each metric and stretch of days that it reads: usually
one; more when its days reach into an earlier cycle, where the metric may have had another id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import layout, totals
from goalbook.model.values import Period

_PLAIN: Final = 2
"""In ``is_above``: neither numerator nor denominator, but the number itself."""


def cells(asks: pd.DataFrame, tables: Mapping[str, pd.DataFrame], split: Sequence[str] = ()) -> pd.DataFrame:
    """The entries of each ask, reduced to cells.

    Args:
        asks: Columns ask, metric_row, first, last; more are ignored.
        tables: entries, metrics.
        split: ``member`` or ``segment`` to keep apart; rows without one are left out.

    Returns:
        What `totals.reduce` returns by ask, ``is_above`` (1 numerator, 0 denominator, 2 the number itself)
        and `split`.
    """
    metrics, entries = tables["metrics"], tables["entries"]
    wanted = _parts(asks, metrics)
    is_read = entries["metric_row"].isin(wanted["metric_row"])
    for name in split:
        is_read &= entries[name] != ""
    rows = entries[is_read].merge(wanted, on="metric_row")
    rows = rows[(rows["first"] <= rows["date"]) & (rows["date"] <= rows["last"])]
    return totals.reduce(totals.weighed(rows, metrics), ["ask", "is_above", "cadence", *split])


def values(
    found: pd.DataFrame, tables: Mapping[str, pd.DataFrame], split: Sequence[str] = ()
) -> pd.DataFrame:
    """One number for each ask that has one.

    Args:
        found: What `cells` returns for `split`.
        tables: calendar.
        split: As in `cells`.

    Returns:
        ask, `split`, value, numerator, denominator (of ratios and means).
    """
    by, is_plain = ["ask", *split], found["is_above"] == _PLAIN
    plain = totals.settle(found[is_plain], by).rename(columns={"total": "numerator", "weight": "denominator"})
    both = found[~is_plain]
    both = both.assign(stretch=totals.stretches(both, both["cadence"], tables["calendar"]))
    ratios = totals.ratios(totals.paired(both, by), by)
    return pd.concat([plain, ratios], ignore_index=True)[[*by, "value", "numerator", "denominator"]]


def reported(found: pd.DataFrame, tables: Mapping[str, pd.DataFrame], kind: Period) -> pd.DataFrame:
    """The weeks or months in which an ask has any number.

    Args:
        found: What `cells` returns.
        tables: calendar, periods.
        kind: Week or month.

    Returns:
        ask, first, last; sorted, each once.
    """
    rows = tables["calendar"][layout.kind_column(kind)].to_numpy()[found["cell_row"]]
    each = pd.DataFrame({"ask": found["ask"].to_numpy(), "period_row": rows}).drop_duplicates()
    period = tables["periods"].iloc[each["period_row"]]
    days = each[["ask"]].assign(first=period["first"].to_numpy(), last=period["last"].to_numpy())
    return days.sort_values(["ask", "first"], ignore_index=True)  # type: ignore[no-any-return]


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
    frame = pd.concat(sides, ignore_index=True)[columns]
    return frame.assign(metric_row=frame["metric_row"].astype(np.int32))
