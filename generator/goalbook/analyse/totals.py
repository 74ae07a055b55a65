"""How numbers of days, members and segments become one: sum, last, mean, ratio of sums (method: aggregation).

- sum: the sum of what was reported.
- mean: weighted by ``n`` where it is logged (a row without ``n`` weighs 1), that is a ratio of sums too.
- last: the last number of each member and segment within the period; levels of members and segments are
  added, anything else (scores, durations, milestones) is averaged by ``n``.
- ratio: sum of numerators / sum of denominators over the stretches of the calendar in which **both** were
  reported. The stretch is the cell, or the month, quarter or cycle when one of the two is logged only that
  often. A denominator of 0 gives no ratio. A mean of ratios is computed nowhere.

What was not reported is not 0: without a row there is no number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, periods, row_numbers
from goalbook.analyse.arrays import IntArray, quotient
from goalbook.analyse.combinations import Combinations, in_order
from goalbook.model.values import Aggregate, Kind, Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PARTS: Final = ["member", "segment"]
_SUMS: Final = ["total", "weight", "rows"]
_GRAINS: Final = (Period.MONTH, Period.QUARTER, Period.CYCLE)
"""Cadences longer than a cell."""


def weighed(entries: pd.DataFrame, metrics: pd.DataFrame) -> pd.DataFrame:
    """Entries with what they add to a total and a weight, by their metric's way of adding up.

    Returns:
        `entries` with ``is_mean`` (a total is divided by its weight), ``is_last`` (only the last of a period
        counts), ``total`` (value, or value × n) and ``weight`` (n, or 1).
    """
    row = entries["metric_row"].to_numpy()
    how, kind = metrics["aggregate"].to_numpy(), metrics["kind"].to_numpy()
    is_last = how == Aggregate.LAST.value
    is_mean = (how == Aggregate.MEAN.value) | (is_last & (kind != Kind.LEVEL.value))
    weight = entries["n"].fillna(1.0)
    return entries.assign(
        is_mean=is_mean[row],
        is_last=is_last[row],
        total=np.where(is_mean[row], entries["value"] * weight, entries["value"]),
        weight=weight,
    )


def reduce(entries: pd.DataFrame, keys: Sequence[str], places: IntArray | None = None) -> pd.DataFrame:
    """Entries added up to cells, for each combination of `keys`.

    Args:
        entries: What `weighed` returns, with the columns `keys`.
        keys: What the cells are kept apart by, besides the calendar.
        places: A small number for each combination of `keys` and cells, where it is known.

    Returns:
        `keys`, cell_row, member, segment (both "" unless only the last counts), is_mean, is_last, total,
        weight, rows.
    """
    by = [*keys, "cell_row", "is_mean", "is_last"]
    lasts = entries["is_last"].to_numpy()
    each = Combinations.of(entries, by) if places is None else Combinations.numbered(places)
    sums = {name: each.total(entries[name]) for name in ("total", "weight")}
    found = each.rows(entries, by, **sums, rows=each.count())
    found = found[~lasts[each.first]] if lasts.any() else found
    parts = [name for name in _PARTS if name not in keys]
    kept = entries[lasts].sort_values("date", kind="stable")
    each = Combinations.of(kept, [*by, *parts])
    last = kept.iloc[each.last].assign(rows=each.count())
    together = pd.concat([found, last[found.columns]], ignore_index=True) if len(last) else found
    return together.assign(**{name: _after_blanks(len(found), last[name]) for name in parts})


def _after_blanks(blanks: int, words: pd.Series) -> pd.Categorical:
    """So many rows that say nothing, then words."""
    known = words.cat.categories.tolist()
    names = known if "" in known else [*known, ""]
    nothing = np.full(blanks, names.index(""))
    return frames.worded(np.concatenate([nothing, words.cat.codes.to_numpy()]), names)


def settle(cells: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Cells added up to one number for each combination of `by`.

    Args:
        cells: What `reduce` returns, with the columns `by`.
        by: Columns to keep apart; all cells of one combination must add up in the same way.

    Returns:
        `by`, value, total, weight (both NaN unless the value is a mean), rows.
    """
    if cells["is_last"].any():
        cells = _only_last(cells, by)
    each = Combinations.of(cells, [*by, "is_mean"])
    total, weight = each.total(cells["total"]), each.total(cells["weight"])
    is_mean = cells["is_mean"].to_numpy()[each.first]
    return each.rows(
        cells,
        by,
        total=np.where(is_mean, total, np.nan),
        weight=np.where(is_mean, weight, np.nan),
        rows=each.total(cells["rows"]).astype(np.int64),
        value=np.where(is_mean, quotient(total, weight), total),
    )


def divided(above: pd.Series, below: pd.Series) -> pd.Series:
    """Above / below; NaN where either is missing or `below` is 0, never infinite."""
    return pd.Series(quotient(above, below), index=above.index)


def paired(cells: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Cells of ratios, only from stretches in which both parts were reported.

    Args:
        cells: What `reduce` returns, with the columns `by`, ``stretch`` (what `stretches` returns) and
            ``is_above`` (1 for a numerator, 0 for a denominator).
        by: Columns to keep apart; the first names the ratio.
    """
    each = Combinations.of(cells, [*by, "stretch"])
    above = each.total(cells["is_above"])
    is_paired = (above > 0) & (above < each.count())
    return cells if is_paired.all() else cells[is_paired[each.codes]]


def ratios(cells: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Ratios of sums.

    Args:
        cells: What `paired` returns, with the columns `by`.
        by: Columns to keep apart; the first names the ratio.

    Returns:
        `by`, value, numerator, denominator, rows (of both); no row where only one part stands.
    """
    found = settle(cells, [by[0], "is_above", *by[1:]])
    is_above = found["is_above"].to_numpy() == 1
    above, below = (found.take(np.flatnonzero(side)).reset_index(drop=True) for side in (is_above, ~is_above))
    row = row_numbers.of(above, below, by)
    kept = np.flatnonzero(row >= 0)
    numerator, denominator = above["value"].to_numpy()[kept], below["value"].to_numpy()[row[kept]]
    sums = {
        "value": quotient(numerator, denominator),
        "numerator": numerator,
        "denominator": denominator,
        "rows": above["rows"].to_numpy()[kept] + below["rows"].to_numpy()[row[kept]],
    }
    return frames.of_arrays({**{name: above[name].array.take(kept) for name in by}, **sums}, len(kept))


def of_fractions(cells: pd.DataFrame, fractions: pd.DataFrame) -> pd.DataFrame:
    """Cells of both parts of each fraction; a metric may be part of many.

    Args:
        cells: What `reduce` returns by ``metric_row``.
        fractions: Columns fraction_row (names the fraction), numerator_row, denominator_row (rows of
            ``metrics``).

    Returns:
        `cells` with fraction_row and ``is_above``, by fraction, cells of its denominator first.
    """
    sides = [_of_part(cells, fractions, part) for part in ("denominator_row", "numerator_row")]
    place, fraction_row = (np.concatenate(parts) for parts in zip(*sides, strict=True))
    is_above = np.repeat([0, 1], [len(place) for place, _ in sides])
    order = np.argsort(fraction_row, kind="stable")
    found = cells.take(place[order]).reset_index(drop=True)
    return found.assign(fraction_row=fraction_row[order], is_above=is_above[order])


def _of_part(cells: pd.DataFrame, fractions: pd.DataFrame, part: str) -> tuple[IntArray, IntArray]:
    """Each cell once for every fraction that its metric is a part of: its place, and the fraction."""
    named = np.argsort(fractions[part].to_numpy(), kind="stable")
    metric = cells["metric_row"].to_numpy()
    begins = np.searchsorted(fractions[part].to_numpy()[named], np.arange(int(metric.max(initial=-1)) + 2))
    begin = begins[metric]
    count = begins[metric + 1] - begin
    place = np.arange(count.sum()) + np.repeat(begin - np.cumsum(count) + count, count)
    return np.repeat(np.arange(len(cells)), count), fractions["fraction_row"].to_numpy()[named[place]]


def longer_cadence(fractions: pd.DataFrame, metrics: pd.DataFrame) -> pd.Series:
    """How often both parts of a fraction are logged, the longer of the two: a code of `frames.PERIOD`."""
    cadence = metrics["cadence"].cat.codes.to_numpy()
    both = [cadence[fractions[part].to_numpy()] for part in ("numerator_row", "denominator_row")]
    return pd.Series(np.maximum(*both), index=fractions.index)


def by_period(
    cells: pd.DataFrame, tables: Mapping[str, pd.DataFrame], split: Sequence[str] = ()
) -> pd.DataFrame:
    """What every metric adds up to in every week, month, quarter and cycle that has a number.

    Members and segments have no weeks: too few numbers to say anything, and too many weeks.

    A period shorter than the metric's cadence is left out: a week says nothing about what is logged once a
    month.

    Args:
        cells: What `reduce` returns by ``metric_row`` and `split`.
        tables: metrics, calendar, periods.
        split: ``member`` or ``segment`` to keep apart.

    Returns:
        metric_row, period_row, `split`, value, numerator, denominator (of ratios and means), rows.
    """
    metrics = tables["metrics"]
    known = metrics[(metrics["numerator_row"] >= 0) & (metrics["denominator_row"] >= 0)]
    fractions = known[["numerator_row", "denominator_row"]].assign(fraction_row=known.index)
    ratio = fractions_by_period(cells, fractions, tables, split).rename(
        columns={"fraction_row": "metric_row"}
    )
    by = ["metric_row", *split]
    plain = [settle(part, [*by, "period_row"]) for part in _in_periods(cells, tables["calendar"], by)]
    names = {"total": "numerator", "weight": "denominator"}
    together = pd.concat([*(part.rename(columns=names) for part in plain), ratio], ignore_index=True)
    return together[is_long_enough(together, tables)]


def fractions_by_period(
    cells: pd.DataFrame,
    fractions: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    split: Sequence[str] = (),
) -> pd.DataFrame:
    """Ratios of sums in every period in which there is one.

    Args:
        cells: What `reduce` returns by ``metric_row`` and `split`.
        fractions: What `of_fractions` takes.
        tables: metrics, calendar.
        split: ``member`` or ``segment`` to keep apart.

    Returns:
        fraction_row, period_row, `split`, value, numerator, denominator, rows.
    """
    calendar = tables["calendar"]
    both = of_fractions(cells, fractions)
    cadence = longer_cadence(fractions, tables["metrics"]).set_axis(fractions["fraction_row"])
    both["stretch"] = stretches(both, cadence.reindex(both["fraction_row"]), calendar)
    both = paired(both, ["fraction_row", *split])
    by = ["fraction_row", *split]
    parts = _in_periods(both, calendar, [*by, "is_above"])
    return pd.concat([ratios(part, [*by, "period_row"]) for part in parts], ignore_index=True)


def is_long_enough(frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> NDArray[np.bool_]:
    """Which rows (metric_row, period_row) stand for a period at least as long as the metric's cadence."""
    cadence = tables["metrics"]["cadence"].cat.codes.to_numpy()[frame["metric_row"]]
    return tables["periods"]["period"].cat.codes.to_numpy()[frame["period_row"]] >= cadence


def named(frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows with the names of their metric and period, sorted by both.

    Args:
        frame: Columns metric_row and period_row.
        tables: metrics, periods.

    Returns:
        `frame` with team, cycle, metric, period, first, last, is_complete; missing ``rows`` are 0.
    """
    ordered = in_order(frame, ["metric_row", "period_row", *(name for name in _PARTS if name in frame)])
    metric, period = (ordered[name].to_numpy() for name in ("metric_row", "period_row"))
    metrics, periods = tables["metrics"], tables["periods"]
    return ordered.assign(
        **{name: metrics[name].array.take(metric) for name in ("team", "cycle", "metric")},
        **{name: periods[name].array.take(period) for name in ("period", "first", "last", "is_complete")},
        rows=ordered["rows"].fillna(0),
    )


def stretches(cells: pd.DataFrame, cadence: pd.Series, calendar: pd.DataFrame) -> NDArray[np.int64]:
    """For each cell the stretch of the calendar in which both parts of its ratio must be present.

    Args:
        cells: With the column cell_row.
        cadence: What `longer_cadence` returns, for each row of `cells`.
        calendar: The table ``calendar``.
    """
    cell = cells["cell_row"].to_numpy()
    found, rank = cell.astype("int64"), cadence.to_numpy()
    for grain in _GRAINS:
        within = calendar[layout.kind_column(grain)].to_numpy()[cell]
        found = np.where(rank == frames.PERIOD.categories.get_loc(grain.value), within, found)
    return found


def _in_periods(cells: pd.DataFrame, calendar: pd.DataFrame, by: Sequence[str]) -> list[pd.DataFrame]:
    """Each cell once for every kind of period, in the one it belongs to; no weeks where `by` splits a team.

    Months are made of whole cells, quarters and cycles of whole months: adding up to months first keeps the
    frame small.
    """
    kinds = [kind for kind in periods.SHOWN if kind is not Period.WEEK]
    months = _to_months(cells, calendar, by)
    parts = [_in_kind(months, calendar, kind) for kind in kinds]
    is_split = any(name in _PARTS for name in by)
    return parts if is_split else [_in_kind(cells, calendar, Period.WEEK), *parts]


def _in_kind(cells: pd.DataFrame, calendar: pd.DataFrame, kind: Period) -> pd.DataFrame:
    return cells.assign(period_row=calendar[layout.kind_column(kind)].to_numpy()[cells["cell_row"]])


def _to_months(cells: pd.DataFrame, calendar: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Cells added up to months, each standing in the last of its cells."""
    found = _in_kind(cells, calendar, Period.MONTH)
    keys = [*by, "period_row", "is_mean", "is_last"]
    if found["is_last"].any():
        found = _only_last(found, [*by, "period_row"])
        keys += [name for name in _PARTS if name not in by]
    each = Combinations.of(found, keys)
    sums = {name: each.total(found[name]) for name in _SUMS}
    return each.rows(found, keys, **sums, cell_row=each.largest(found["cell_row"].to_numpy()))


def _only_last(cells: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Where the last one counts, only the last cell of each member and segment does; rows are all counted."""
    lasts = np.flatnonzero(cells["is_last"])
    each = [*by, *(name for name in _PARTS if name not in by)]
    groups = Combinations.of(cells[each].take(lasts), each)
    cell = cells["cell_row"].to_numpy()[lasts]
    is_passed = np.zeros(len(cells), dtype=np.bool_)
    is_passed[lasts] = cell < groups.largest(cell)[groups.codes]
    return cells.assign(
        total=cells["total"].where(~is_passed, 0.0), weight=cells["weight"].where(~is_passed, 0.0)
    )
