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
from goalbook.analyse.arrays import FloatArray, IntArray, quotient
from goalbook.analyse.combinations import Columns, Combinations, in_order
from goalbook.model.values import Aggregate, Kind, Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PARTS: Final = ["member", "segment"]
_SIDES: Final = ("numerator_row", "denominator_row")
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
    value, n = entries["value"].to_numpy(), entries["n"].to_numpy()
    has_none = np.isnan(n)
    is_weighed = is_mean.any() and not has_none.all()
    weight = np.where(has_none, 1.0, n)
    total = np.where(is_mean[row], value * weight, value) if is_weighed else value
    return entries.assign(is_mean=is_mean[row], is_last=is_last[row], total=total, weight=weight)


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
    parts = [name for name in _PARTS if name not in keys]
    if not lasts.any():
        return found.assign(**dict.fromkeys(parts, frames.texts([""] * len(found))))
    found = found[~lasts[each.first]]
    place = np.flatnonzero(lasts)
    place = place[np.argsort(entries["date"].to_numpy()[place], kind="stable")]
    named = [*by, *parts]
    kept = frames.of_arrays({name: entries[name].array.take(place) for name in named}, len(place))
    each = Combinations.of(kept, named)
    columns = {name: entries[name].array.take(place[each.last]) for name in (*named, *sums)}
    last = frames.of_arrays({**columns, "rows": each.count()}, len(each))
    together = pd.concat([found, last[found.columns]], ignore_index=True) if len(last) else found
    return together.assign(**{name: _after_blanks(len(found), last[name]) for name in parts})


def _after_blanks(blanks: int, words: pd.Series) -> pd.Categorical:
    """So many rows that say nothing, then words."""
    known = words.cat.categories.tolist()
    names = known if "" in known else [*known, ""]
    nothing = np.full(blanks, names.index(""))
    return frames.worded(np.concatenate([nothing, words.cat.codes.to_numpy()]), names)


def settle(cells: Columns, by: Sequence[str]) -> Columns:
    """Cells added up to one number for each combination of `by`.

    Args:
        cells: What `reduce` returns, with the columns `by`.
        by: Columns to keep apart; all cells of one combination must add up in the same way.

    Returns:
        `by`, value, numerator, denominator (both NaN unless the value is a mean), rows.
    """
    if cells["is_last"].any():
        cells = _only_last(cells, by)
    each = Combinations.of(cells, [*by, "is_mean"])
    total, weight = each.total(cells["total"]), each.total(cells["weight"])
    is_mean = cells["is_mean"][each.first]
    return {
        **each.firsts(cells, by),
        "value": np.where(is_mean, quotient(total, weight), total),
        "numerator": np.where(is_mean, total, np.nan),
        "denominator": np.where(is_mean, weight, np.nan),
        "rows": each.total(cells["rows"]).astype(np.int64),
    }


def divided(above: pd.Series, below: pd.Series) -> pd.Series:
    """Above / below; NaN where either is missing or `below` is 0, never infinite."""
    return pd.Series(quotient(above, below), index=above.index)


def paired(cells: Columns, by: Sequence[str]) -> Columns:
    """Cells of ratios, only from stretches in which both parts were reported.

    Args:
        cells: What `reduce` returns, with the columns `by`, ``stretch`` (what `stretches` returns) and
            ``is_above`` (1 for a numerator, 0 for a denominator).
        by: Columns to keep apart; the first names the ratio.
    """
    is_paired = _has_both(cells, each := Combinations.of(cells, [*by, "stretch"]))
    return cells if is_paired.all() else _taken(cells, np.flatnonzero(is_paired[each.codes]))


def ratios(cells: Columns, by: Sequence[str]) -> Columns:
    """Ratios of sums.

    Args:
        cells: What `paired` returns, with the columns `by`.
        by: Columns to keep apart; the first names the ratio.

    Returns:
        `by`, value, numerator, denominator, rows (of both); no row where only one part stands.
    """
    if cells["is_last"].any():
        cells = _only_last(cells, [by[0], "is_above", *by[1:]])
    each = Combinations.of(cells, by)
    above, below = (_of_side(cells, each, cells["is_above"] == side) for side in (1, 0))
    found = {
        **each.firsts(cells, by),
        "value": quotient(above, below),
        "numerator": above,
        "denominator": below,
        "rows": each.total(cells["rows"]).astype(np.int64),
    }
    is_there = _has_both(cells, each)
    return found if is_there.all() else _taken(found, np.flatnonzero(is_there))


def _has_both(cells: Columns, each: Combinations) -> NDArray[np.bool_]:
    above = each.total(cells["is_above"])
    return (above > 0) & (above < each.count())


def _of_side(cells: Columns, each: Combinations, is_mine: NDArray[np.bool_]) -> FloatArray:
    """What some of the cells add up to for each combination."""
    total, weight = (each.total(np.where(is_mine, cells[name], 0.0)) for name in ("total", "weight"))
    is_mean = each.total(is_mine & cells["is_mean"]) > 0
    return np.where(is_mean, quotient(total, weight), total)


def _taken(columns: Columns, place: IntArray) -> Columns:
    return {name: values.take(place) for name, values in columns.items()}


def of_fractions(cells: Columns, fractions: Columns) -> Columns:
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
    return {**_taken(cells, place[order]), "fraction_row": fraction_row[order], "is_above": is_above[order]}


def _of_part(cells: Columns, fractions: Columns, part: str) -> tuple[IntArray, IntArray]:
    """Each cell once for every fraction that its metric is a part of: its place, and the fraction."""
    row, place = row_numbers.pairs(cells["metric_row"], fractions[part])
    return row, fractions["fraction_row"][place]


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
        metric_row, `split`, period_row, value, numerator, denominator (of ratios and means), rows.
    """
    parts = frames.arrays(tables["metrics"], _SIDES)
    known = np.flatnonzero(np.minimum(*parts.values()) >= 0)
    ratio = dict(fractions_by_period(cells, {**_taken(parts, known), "fraction_row": known}, tables, split))
    by = ["metric_row", *split]
    months = _in_periods(frames.arrays(cells), tables["calendar"], by)
    plain = [settle(part, [*by, "period_row"]) for part in months]
    found = frames.stacked([*plain, {"metric_row": ratio.pop("fraction_row"), **ratio}])
    place = np.flatnonzero(is_long_enough(found, tables))
    return frames.of_arrays(_taken(found, place), len(place))


def fractions_by_period(
    cells: pd.DataFrame,
    fractions: Columns,
    tables: Mapping[str, pd.DataFrame],
    split: Sequence[str] = (),
) -> Columns:
    """Ratios of sums in every period in which there is one.

    Args:
        cells: What `reduce` returns by ``metric_row`` and `split`.
        fractions: What `of_fractions` takes.
        tables: metrics, calendar.
        split: ``member`` or ``segment`` to keep apart.

    Returns:
        fraction_row, `split`, period_row, value, numerator, denominator, rows.
    """
    calendar, by = tables["calendar"], ["fraction_row", *split]
    cadence = tables["metrics"]["cadence"].cat.codes.to_numpy()
    longer = np.zeros(int(fractions["fraction_row"].max(initial=-1)) + 1, dtype=np.int64)
    longer[fractions["fraction_row"]] = np.maximum(*(cadence[fractions[part]] for part in _SIDES))
    both = of_fractions(frames.arrays(cells), fractions)
    both = paired({**both, "stretch": stretches(both, longer[both["fraction_row"]], calendar)}, by)
    parts = _in_periods(both, calendar, [*by, "is_above"])
    return frames.stacked([ratios(part, [*by, "period_row"]) for part in parts])


def is_long_enough(frame: pd.DataFrame | Columns, tables: Mapping[str, pd.DataFrame]) -> NDArray[np.bool_]:
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


def stretches(cells: Columns, cadence: IntArray, calendar: pd.DataFrame) -> IntArray:
    """For each cell the stretch of the calendar in which both parts of its ratio must be present.

    Args:
        cells: With the column cell_row.
        cadence: For each of `cells` how often both parts of its ratio are logged, the longer of the two: a
            code of `frames.PERIOD`.
        calendar: The table ``calendar``.
    """
    cell = cells["cell_row"]
    found: IntArray = cell.astype(np.int64)
    for grain in _GRAINS:
        within = calendar[layout.kind_column(grain)].to_numpy()[cell]
        found = np.where(cadence == frames.PERIOD.categories.get_loc(grain.value), within, found)
    return found


def _in_periods(cells: Columns, calendar: pd.DataFrame, by: Sequence[str]) -> list[Columns]:
    """Each cell once for every kind of period, in the one it belongs to; no weeks where `by` splits a team.

    Months are made of whole cells, quarters and cycles of whole months: adding up to months first keeps the
    frame small.
    """
    kinds = [kind for kind in periods.SHOWN if kind is not Period.WEEK]
    months = _to_months(cells, calendar, by)
    parts = [_in_kind(months, calendar, kind) for kind in kinds]
    is_split = any(name in _PARTS for name in by)
    return parts if is_split else [_in_kind(cells, calendar, Period.WEEK), *parts]


def _in_kind(cells: Columns, calendar: pd.DataFrame, kind: Period) -> Columns:
    return {**cells, "period_row": calendar[layout.kind_column(kind)].to_numpy()[cells["cell_row"]]}


def _to_months(cells: Columns, calendar: pd.DataFrame, by: Sequence[str]) -> Columns:
    """Cells added up to months, each standing in the last of its cells."""
    found = _in_kind(cells, calendar, Period.MONTH)
    keys = [*by, "period_row", "is_mean", "is_last"]
    if found["is_last"].any():
        found = _only_last(found, [*by, "period_row"])
        keys += [name for name in _PARTS if name not in by]
    each = Combinations.of(found, keys)
    sums = {name: each.total(found[name]) for name in _SUMS}
    return {**each.firsts(found, keys), **sums, "cell_row": each.largest(found["cell_row"])}


def _only_last(cells: Columns, by: Sequence[str]) -> Columns:
    """Where the last one counts, only the last cell of each member and segment does; rows are all counted."""
    lasts = np.flatnonzero(cells["is_last"])
    each = [*by, *(name for name in _PARTS if name not in by)]
    cell = cells["cell_row"][lasts]
    groups = Combinations.of({name: cells[name].take(lasts) for name in each}, each)
    is_passed = np.zeros(len(cells["cell_row"]), dtype=np.bool_)
    is_passed[lasts] = cell < groups.largest(cell)[groups.codes]
    return {**cells, **{name: np.where(is_passed, 0.0, cells[name]) for name in ("total", "weight")}}
