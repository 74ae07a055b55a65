"""How far each key result reaches, measured by the team's own history.

History is what was logged before the cycle, as it was when the goal was set; in a team's first cycle what its
own complete periods show so far. Counts and rates that vary more than chance allows are judged by that much
wider (`goalbook.analyse.unevenness`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import (
    frames,
    layout,
    periods,
    row_numbers,
    stretch,
    thresholds,
    unevenness,
)
from goalbook.analyse.arrays import FloatArray, floats
from goalbook.analyse.combinations import Combinations
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.periods import Ruler
from goalbook.analyse.stretch import Goal, Past, Zone
from goalbook.model.objective import Ambition, KeyResult
from goalbook.model.values import Direction, Period

_PRIOR: Final = thresholds.JEFFREYS_CASES.value


class Basis(StrEnum):
    """Where the history comes from."""

    BEFORE = "before"
    DURING = "during"
    NONE = "none"


def sizes(inputs: Inputs, cycles: pd.DataFrame) -> pd.DataFrame:
    """How much time the target of each key result speaks of, in the order of the table ``key-results``.

    Returns:
        type, part (of the cycle's working days), number (of the periods that history is looked at by), kind
        (of that period), is_whole (the time is the cycle), cycle_units (how many of them the cycle has).
    """
    rulers = layout.rulers(cycles, inputs)
    rows = [
        _size(result, ruler)
        for (_, _, cycle, _), ruler in zip(layout.each_cycle(inputs), rulers, strict=True)
        for objective in cycle.objectives.values()
        for result in objective.key_results.values()
    ]
    return pd.DataFrame(rows, columns=["type", "part", "number", "kind", "is_whole", "cycle_units"])


def _size(result: KeyResult, ruler: Ruler) -> tuple[Any, ...]:
    over, per = result.over, result.per
    kind = over.period if over else per or Period.CYCLE
    looked = kind if kind in {Period.WEEK, Period.MONTH, Period.QUARTER} else Period.MONTH
    units = periods.units(ruler.span, looked, ruler)
    is_whole = kind is Period.CYCLE
    number = units if is_whole else float(over.number if over else 1)
    return (result.type.value if result.type else "", number / units, number, looked.value, is_whole, units)


def goals(results: pd.DataFrame, sized: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every key result with a metric as a goal of its whole team.

    Args:
        results: The table ``key-results``.
        sized: What `sizes` returns.
        tables: factors, targets, cycles.

    Returns:
        Columns of `results` and `sized`, and factor_row, total (the target over all the time it speaks of),
        mean (per period looked at), cases (planned, of a rate), the factor's is_count, is_rate, adds_up,
        direction.
    """
    factors = tables["factors"]
    row = row_numbers.of(results, factors, row_numbers.FACTOR)
    asked = np.flatnonzero((row >= 0) & results["target"].notna())
    place = row[asked]
    columns = {str(name): side[name].array.take(asked) for side in (results, sized) for name in side}
    known = frames.of_arrays({**columns, "factor_row": place}, len(asked))
    taken = ("is_count", "is_rate", "adds_up", "direction")
    known = known.assign(**{name: factors[name].to_numpy()[place] for name in taken})
    is_sum = known["adds_up"]
    figure = known["target"] * known["heads"].where(is_sum, 1)
    # A sum over the cycle may be stated per month; then the cycle asks it as often as it has months.
    is_stated = known["is_whole"] & (known["per"] != Period.CYCLE.value)
    total = figure * known["cycle_units"].where(is_stated, 1.0)
    return known.assign(
        total=total.where(is_sum, figure),
        mean=(total / known["number"]).where(is_sum, figure),
        cases=_planned(known, tables),
    )


def histories(goal: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The history of each goal.

    Args:
        goal: What `goals` returns, with life (`goalbook.analyse.series_rows.lives`).
        tables: factors, cycles, complete-periods.

    Returns:
        basis, events, k, n, days, number, average, deviation, cycles; rows as in `goal`.
    """
    known, own = tables["complete-periods"], goal["factor_row"].to_numpy()
    begins = tables["cycles"]["first"].to_numpy()[tables["factors"]["cycle_row"].to_numpy()[own]]
    row, place = row_numbers.pairs(goal["life"].to_numpy(), known["life"].to_numpy())
    is_before = known["first"].to_numpy()[place] < begins[row]
    has_before = np.bincount(row[is_before], minlength=len(goal)) > 0
    is_own = known["factor_row"].to_numpy()[place] == own[row]
    is_held = np.where(has_before[row], is_before, is_own)
    row, place = row[is_held], place[is_held]
    period, value = (known[name].to_numpy()[place] for name in ("period", "value"))
    each = Combinations.of({"row": row}, ["row"])
    is_shortest = period == -each.largest(-period)[each.codes]
    kind = goal["kind"].map(unevenness.KIND_CODES).to_numpy()
    is_alike = known["is_whole"].to_numpy()[place] & (period == kind[row])
    names = {"events": "value", "k": "k", "n": "n", "days": "exposure"}
    shortest = known[list(names.values())].take(place[is_shortest]).groupby(row[is_shortest]).sum(min_count=1)
    looked = {"row": row[is_shortest], "factor": known["factor_row"].to_numpy()[place[is_shortest]]}
    cycles = Combinations.of(looked, ["row", "factor"])
    alike = pd.Series(value[is_alike]).groupby(row[is_alike]).agg(["mean", "std"]).reindex(goal.index)
    is_told = np.bincount(row, minlength=len(goal)) > 0
    return (
        shortest.reindex(goal.index)
        .rename(columns={old: new for new, old in names.items()})
        .assign(
            basis=np.where(
                is_told, np.where(has_before, Basis.BEFORE.value, Basis.DURING.value), Basis.NONE.value
            ),
            cycles=np.bincount(looked["row"][cycles.first], minlength=len(goal)),
            number=np.bincount(row[is_alike], minlength=len(goal)),
            average=alike["mean"],
            deviation=alike["std"],
        )
    )


def reach(goal: pd.DataFrame, past: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> FloatArray:
    """Probability that each goal is reached, by its history; NaN without enough of it.

    Args:
        goal: What `goals` returns, with dispersion.
        past: What `histories` returns.
        tables: factors, scopes.
    """
    is_down = (goal["direction"] == Direction.DOWN.value).to_numpy()
    days = goal["part"] * _workdays(goal, tables)
    counts = stretch.p_count(
        Goal(target=goal["total"], size=days, is_lower_better=is_down),
        past["events"],
        past["days"],
        goal["dispersion"],
    )
    number, size = floats(past["number"]), floats(goal["number"])
    with np.errstate(divide="ignore", invalid="ignore"):
        # The mean of several periods varies less than one of them.
        narrower = np.sqrt((1 / np.maximum(size, 1) + 1 / number) / (1 + 1 / number))
    values = stretch.p_value(
        Goal(target=goal["mean"], is_lower_better=is_down),
        Past(number=number, mean=past["average"], deviation=past["deviation"] * narrower),
    )
    is_band = (goal["direction"] == Direction.BAND.value).to_numpy()
    found = np.where(goal["is_count"], counts, np.where(goal["is_rate"], _rates(goal, past, days), values))
    return np.where(is_band | (number < fewest(goal)), np.nan, found)


def fewest(goal: pd.DataFrame) -> FloatArray:
    """Whole past periods below which nothing is said of a goal; columns is_count, is_rate."""
    is_pooled = (goal["is_count"] | goal["is_rate"]).astype(bool).to_numpy()
    return np.where(is_pooled, thresholds.STRETCH_PERIODS.value, thresholds.STRETCH_VALUES.value)


def fits(zone: str, ambition: str) -> str:
    """Whether a zone suits what is promised: yes, too-safe, too-far, or "" when either is not known."""
    if zone == Zone.UNKNOWN.value or not ambition:
        return ""
    if ambition == Ambition.COMMITTED.value:
        return "yes" if zone in {Zone.SAFE.value, Zone.ACHIEVABLE.value} else "too-far"
    if zone == Zone.STRETCH.value:
        return "yes"
    return "too-far" if zone == Zone.UNLIKELY.value else "too-safe"


def _rates(goal: pd.DataFrame, past: pd.DataFrame, days: pd.Series) -> FloatArray:
    cases = goal["cases"].fillna(past["n"] / past["days"] * days)
    is_down = (goal["direction"] == Direction.DOWN.value).to_numpy()
    return stretch.p_rate(
        Goal(target=goal["target"], size=np.maximum(np.rint(cases), 1.0), is_lower_better=is_down),
        past["k"].where(goal["is_rate"].astype(bool)),
        past["n"],
        goal["dispersion"],
    )


def _planned(known: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Cases that the plan asks of a rate over the time its target speaks of."""
    factors, targets = tables["factors"], tables["targets"]
    below = factors["denominator_row"].to_numpy()[known["factor_row"]]
    whole = targets[targets["period"] == Period.CYCLE.value]
    asked = np.full(len(factors) + 1, np.nan)
    asked[row_numbers.of(whole, factors, row_numbers.FACTOR)] = whole["target"]
    asked[-1] = np.nan
    return pd.Series(known["part"].to_numpy() * asked[below], index=known.index)


def _workdays(goal: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> FloatArray:
    """Working days of each goal's cycle."""
    scopes = tables["scopes"]
    whole = scopes[scopes["period"] == Period.CYCLE.value].drop_duplicates("cycle_row").set_index("cycle_row")
    cycle = tables["factors"]["cycle_row"].to_numpy()[goal["factor_row"]]
    return floats(whole["workdays"].reindex(cycle).to_numpy())


def each_fit(zones: list[str], ambitions: pd.Series) -> Iterator[str]:
    """`fits` of every row."""
    return (fits(zone, ambition) for zone, ambition in zip(zones, ambitions, strict=True))
