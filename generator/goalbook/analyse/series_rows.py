"""Which numbers make one series: a metric of a team through all its cycles, at the rhythm of its log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import cohort_rows, frames, layout, remembered, row_numbers, scope_rows, season
from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray, floats
from goalbook.analyse.combinations import Combinations, order
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.workday_rows import WorkdayRows
from goalbook.model.cycle import Cycle
from goalbook.model.values import Kind, Period

_KINDS: Final = list(frames.PERIOD.categories)
_WEEKLY: Final = _KINDS.index(Period.WEEK.value)
_WHOLE: Final = {Period.WEEK.value: 7, Period.MONTH.value: 28, Period.QUARTER.value: 90}
"""Fewest days of a whole one."""
_FLOORED: Final = (Kind.COUNT.value, Kind.RATE.value)
"""Kinds that are never below 0."""


_READ: Final = (
    *("team", "cycle", "metric", "period", "first", "last"),
    *("actual", "numerator", "denominator", "target", "is_complete"),
)


def points(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The points of every series, in order of time.

    Args:
        inputs: The handbook.
        tables: attainment, cycles, metrics, factors.

    Returns:
        Columns `_READ` of the table ``attainment``, and series_row (rows of one series stand together),
        series (counted per metric, from 0, new after a change of its definition), value, per_day, k, n,
        is_share, is_open, least, lowest, factor_row, workdays.
    """
    rows, factors = tables["attainment"], tables["factors"]
    rows = rows.assign(factor_row=row_numbers.of(rows, factors, row_numbers.FACTOR))
    is_piece = (rows["period"] != Period.CYCLE.value).to_numpy()
    is_read = is_piece & _at_its_rhythm(rows, factors, tables["metrics"], scope_rows.view_kinds(inputs))
    rows = _in_series(rows, np.flatnonzero(is_read), inputs, factors)
    days = WorkdayRows.of(inputs, tables["cycles"])
    place = rows["factor_row"].to_numpy()
    workdays = days.count(rows["team"], rows["first"], rows["last"])
    adds_up, is_share = factors["adds_up"].to_numpy()[place], factors["is_rate"].to_numpy()[place]
    is_cut = ~is_whole(rows)
    is_floored = _is_floored(factors, tables["metrics"])[place]
    as_of = tables["cycles"]["as_of"].array.take(factors["cycle_row"].to_numpy()[place])
    waits = cohort_rows.waits_until(
        rows["last"], factors["wait_days"].to_numpy()[place], pd.Series(as_of, index=rows.index)
    )
    return rows.assign(
        value=rows["actual"],
        k=rows["numerator"].where(is_share),
        n=rows["denominator"].where(is_share),
        per_day=season.per_workday(rows["actual"].where(adds_up), workdays),
        is_share=is_share,
        is_open=~rows["is_complete"] | (is_cut & adds_up) | ((workdays == 0) & adds_up) | waits.notna(),
        least=_least(inputs, factors)[place],
        lowest=np.where(is_floored, 0.0, -np.inf),
        workdays=workdays,
    )


def _least(inputs: Inputs, factors: pd.DataFrame) -> FloatArray:
    """The fewest cases that a metric's author lets be judged; NaN when the file names none.

    The company's default holds for judgements against the plan alone: limits of a series allow for few cases.
    """
    found = np.full(len(factors), np.nan)  # metrics stand before links, for which nobody names one
    named = [
        metric.min_denominator
        for _, _, cycle, _ in layout.each_cycle(inputs)
        for metric in cycle.metrics.values()
    ]
    found[: len(named)] = floats([np.nan if least is None else least for least in named])
    return found


def _is_floored(factors: pd.DataFrame, metrics: pd.DataFrame) -> BoolArray:
    """Which metrics are never below 0; so is a ratio of two of them."""
    is_plain = np.append(metrics["kind"].isin(_FLOORED).to_numpy(), False)  # the last for -1, none
    above, below = (factors[f"{part}_row"].to_numpy(dtype="int64") for part in ("numerator", "denominator"))
    found: BoolArray = factors["kind"].isin(_FLOORED).to_numpy() | (is_plain[above] & is_plain[below])
    return found


def is_whole(rows: pd.DataFrame) -> BoolArray:
    """Which weeks, months and quarters are not cut by their cycle's ends; columns period, first, last."""
    first, last = (rows[name].to_numpy().astype("datetime64[D]") for name in ("first", "last"))
    least = np.array([_WHOLE.get(kind, 1) for kind in frames.PERIOD.categories])[rows["period"].cat.codes]
    found: BoolArray = (last - first).astype(np.int64) + 1 >= least
    return found


def _at_its_rhythm(
    rows: pd.DataFrame, factors: pd.DataFrame, metrics: pd.DataFrame, views: Mapping[int, Period]
) -> BoolArray:
    """Weeks for what is logged weekly or daily, else its own cadence; the KGI also by its views."""
    place = rows["factor_row"].to_numpy()
    wanted = np.maximum(metrics["cadence"].cat.codes.to_numpy(), _WEEKLY)[place]
    period = rows["period"].cat.codes.to_numpy()
    is_kgi = factors["is_kgi"].to_numpy()[place]
    kinds = np.array([_KINDS.index(views[row].value) for row in range(len(views))], dtype=np.int64)
    viewed = kinds[factors["cycle_row"].to_numpy()[place]]
    found: BoolArray = (period == wanted) | (is_kgi & (period == viewed))
    return found


def _in_series(rows: pd.DataFrame, read: IntArray, inputs: Inputs, factors: pd.DataFrame) -> pd.DataFrame:
    """The rows that are read, put into their order before any but its keys is taken along."""
    since, life = _changes(inputs, factors), lives(inputs, factors)
    keys = {name: rows[name].array.take(read) for name in ("factor_row", "period", "first", "last")}
    held = frames.of_arrays(keys, len(read))
    place = held["factor_row"].to_numpy()
    held = held.assign(
        name=_names(factors, life)[place],
        life=life[place],
        series=_series(held, since),
        kind=held["period"].cat.codes,
    )
    places = order(held, ["name", "life", "kind", "series", "first"])
    places = np.arange(len(held)) if places is None else places
    held = held[["life", "kind", "series"]].take(places)
    found = {name: rows[name].array.take(read[places]) for name in (*_READ, "factor_row")}
    series_row = Combinations.of(held, ["life", "kind", "series"]).codes
    return frames.of_arrays({**found, "series": held["series"].array, "series_row": series_row}, len(read))


def lives(inputs: Inputs, factors: pd.DataFrame) -> IntArray:
    """For each row of ``factors`` a number that a metric of a team keeps through its cycles and renames.

    A link without a declared rate has -1.
    """
    found = list(layout.each_cycle(inputs))
    if not any(remembered.renames(cycle) for _, _, cycle, _ in found):
        return _lives_by_name(factors, sum(len(cycle.metrics) for _, _, cycle, _ in found))
    known = _lives(inputs)
    keys = zip(factors["cycle_row"].tolist(), factors["factor"].tolist(), strict=True)
    return np.array([known.get(key, -1) for key in keys], dtype=np.int64)


def _names(factors: pd.DataFrame, life: IntArray) -> IntArray:
    """For each row of ``factors`` a number that its life shares and that grows with team and name.

    Lives ordered by it stand as tables are sorted, unless they were renamed.
    """
    team, name = (factors[part].cat.codes.to_numpy().astype(np.int64) for part in ("team", "factor"))
    named = team * len(factors["factor"].cat.categories) + name
    least = np.full(int(life.max(initial=-1)) + 2, np.iinfo(np.int64).max)  # the last for links, -1
    np.minimum.at(least, life, named)
    return least[life]


def _lives_by_name(factors: pd.DataFrame, metrics: int) -> IntArray:
    """The same without renames: metrics, which stand before all links, are known by team and name.

    They are numbered as `_lives` meets them: teams as they come, their newest cycle first.
    """
    team, name, cycle = (
        factors["team"].cat.codes.to_numpy()[:metrics].astype(np.int64),
        factors["factor"].cat.codes.to_numpy()[:metrics],
        factors["cycle_row"].to_numpy()[:metrics],
    )
    order = np.lexsort((-cycle, np.cumsum(np.diff(team, prepend=team[:1]) != 0)))
    found = np.full(len(factors), -1)
    codes, _ = pd.factorize((team * len(factors["factor"].cat.categories) + name)[order])
    found[order] = codes
    return found


def _lives(inputs: Inputs) -> Mapping[tuple[int, str], int]:
    cycles: defaultdict[str, list[tuple[int, Cycle]]] = defaultdict(list)
    for place, (team, _, cycle, _) in enumerate(layout.each_cycle(inputs)):
        cycles[team].append((place, cycle))
    found: dict[tuple[int, str], int] = {}
    number: dict[tuple[str, str], int] = {}
    for team, held in cycles.items():
        today: dict[str, str] = {}
        for place, cycle in reversed(held):
            for name, metric in cycle.metrics.items():
                known = today.get(name, name)
                found[place, name] = number.setdefault((team, known), len(number))
                if metric.was:
                    today |= {old: known for old in metric.was if old not in cycle.metrics}
    return found


def _changes(inputs: Inputs, factors: pd.DataFrame) -> Mapping[int, tuple[date, ...]]:
    """Row of ``factors`` to the days on which its definition changed, or that of a part of its fraction.

    Those of all the team's cycles, by whatever name the metric went in them.
    """
    held = [cycle for _, _, cycle, _ in layout.each_cycle(inputs)]
    if not any(cycle.changes for cycle in held):
        return {}
    life, days = _lives(inputs), defaultdict[int, set[date]](set)
    for place, cycle in enumerate(held):
        for change in cycle.changes:
            if (place, change.what) in life:
                days[life[place, change.what]].add(change.date)
    names = zip(*(factors[name] for name in ("cycle_row", "factor", "numerator", "denominator")), strict=True)
    found = {}
    for row, (place, *parts) in enumerate(names):
        changed = {day for part in parts if (place, part) in life for day in days[life[place, part]]}
        if changed:
            found[row] = tuple(sorted(changed))
    return found


def _series(rows: pd.DataFrame, since: Mapping[int, tuple[date, ...]]) -> IntArray:
    """How many changes of its definition lie before the end of each row's period, in all cycles so far."""
    found = np.zeros(len(rows), dtype=np.int64)
    if not since:
        return found
    place, last = rows["factor_row"].to_numpy(), rows["last"].to_numpy().astype("datetime64[D]")
    order = np.argsort(place, kind="stable")
    ends = [np.searchsorted(place, list(since), side, order) for side in ("left", "right")]
    for first, end, changes in zip(*ends, since.values(), strict=True):
        where = order[first:end]
        found[where] = np.searchsorted(np.array(changes, dtype="datetime64[D]"), last[where], "right")
    return found
