"""Evidence.

How sure one can be that each line of the process table is below or above its plan, what it would bring to
raise it to its benchmark, and how many more cases will tell. A number on fewer cases than its
``min_denominator`` is not judged (`is_withheld`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import benchmark, cohort_rows, evidence_rows, frames, own_best, row_numbers
from goalbook.analyse.benchmark import Candidates
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.lines import LineKind
from goalbook.analyse.table import Table
from goalbook.model.values import Direction

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "order": frames.WHOLE,
    "kind": frames.TEXT,  # leaf, stage, inner, kgi; kpi: chosen, on no line
    "stage": frames.TEXT,
    "step": frames.TEXT,
    "factor": frames.TEXT,
    "numerator": frames.TEXT,
    "denominator": frames.TEXT,
    "direction": frames.TEXT,  # in which the KGI improves
    "value": frames.NUMBER,
    "k": frames.NUMBER,  # hits, or the count itself
    "n": frames.NUMBER,  # cases; NaN for what is no rate or ratio
    "plan": frames.NUMBER,  # counts: up to the last logged day
    "p_below": frames.NUMBER,
    "p_above": frames.NUMBER,
    "p_worse": frames.NUMBER,
    "level": frames.TEXT,  # strong, moderate, weak, none, unknown: of being worse
    "level_better": frames.TEXT,
    "low": frames.NUMBER,  # 95 %
    "high": frames.NUMBER,
    "benchmark": frames.NUMBER,
    "benchmark_kind": frames.TEXT,  # given, target, own-best, best-peer, none
    "p_benchmark": frames.NUMBER,
    "lift": frames.NUMBER,  # in the KGI's unit, of this scope
    "lift_low": frames.NUMBER,  # 80 %
    "lift_high": frames.NUMBER,  # NaN: without bound
    "cases_needed": frames.NUMBER,
    "cases_more": frames.NUMBER,
    "cases_for_margin": frames.NUMBER,  # that know a rate as high as planned to within 5 points
    "min_denominator": frames.NUMBER,
    "is_withheld": frames.FLAG,
    "waits_until": frames.DAY,  # of a cohort whose cases are still open: the day from which it is judged
    "missing_days": frames.WHOLE,  # of weeks without a row; then a count is not judged
    "dispersion": frames.NUMBER,  # how much more than by chance it varies; above 1.5 it widens counts
    "until": frames.DAY,
    "is_complete": frames.FLAG,
    "line_row": frames.WHOLE,
    "scope_row": frames.WHOLE,
    "factor_row": frames.WHOLE,
}
_JUDGED: Final = (
    *("p_below", "p_above", "p_worse", "low", "high", "p_benchmark", "lift", "lift_low", "lift_high"),
    *("cases_needed", "cases_more"),
)
_OF_LINE: Final = ("order", "kind", "stage", "step")
_OF_NUMBER: Final = {"value": "value", "k": "k", "n": "n", "expected": "plan", "missing_days": "missing_days"}
_KEY: Final = ("scope_row", "line_row")
_OF_SCOPE: Final = ("team", "cycle", "period", "first", "last", "until", "is_complete")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Judge every line in every scope that has a number."""
    factors = tables["factors"]
    rows = _rows(tables)
    place = rows["factor_row"].to_numpy()
    rows = rows.assign(
        dispersion=tables["unevenness"]["dispersion"].to_numpy()[place],
        factor=factors["factor"].array.take(place),
        **evidence_rows.facts(factors, rows["factor_row"]),
    )
    rows = rows.assign(**_benchmarks(rows, tables))
    rows = rows.assign(
        **evidence_rows.against_plan(rows, inputs.handbook.company.limits), **evidence_rows.headroom(rows)
    )
    is_few = rows["is_rate"] & ~(rows["n"] >= rows["min_denominator"])
    found = rows.assign(**_named(rows, tables))
    as_of = pd.Series(tables["cycles"]["as_of"].array.take(factors["cycle_row"].to_numpy()[place]))
    waits = cohort_rows.waits_until(found["last"], factors["wait_days"].to_numpy()[place], as_of)
    is_open = waits.notna()  # nothing is judged: what its cases bring is yet to come
    found = found.assign(
        is_withheld=is_few | is_open,
        waits_until=waits,
        **{name: found[name].mask(is_open) for name in _JUDGED},
    )
    words = evidence_rows.levels(found["p_worse"].to_numpy(), inputs.handbook.company.limits)
    found = found.assign(**words, **_fractions(found, tables))
    return frames.conform(found.sort_values(["scope_row", "line_row"]), COLUMNS)


def _rows(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lines with numbers: by the factor that the contributions use, else by the line's own."""
    lines, scopes, numbers = tables["lines"], tables["scopes"], tables["numbers"]
    begun = scopes[scopes["is_begun"] & scopes["until"].notna()]
    rows = begun[["cycle_row"]].assign(scope_row=begun.index)
    rows = rows.merge(lines[["cycle_row", "kind", "factor_row"]].assign(line_row=lines.index), on="cycle_row")
    shares = tables["contributions"]
    place = row_numbers.of(rows, shares, _KEY)
    used, own = shares["factor_row"].to_numpy(), rows["factor_row"].to_numpy()
    rows["factor_row"] = np.where(place >= 0, used[place], own) if len(shares) else own
    rows = rows.assign(**row_numbers.taken(shares, place, {"elasticity": "elasticity"}))
    kgis = shares[shares["kind"] == LineKind.KGI.value].reset_index(drop=True)
    rows["kgi_place"] = row_numbers.of(rows, kgis, _KEY[:1])
    row = row_numbers.of(rows, numbers, ("factor_row", "scope_row"))
    is_there = np.append(numbers["value"].notna(), False)[row]  # the last for none
    rows, row = rows[is_there].reset_index(drop=True), row[is_there]
    is_down = np.append(tables["factors"]["direction"] == Direction.DOWN.value, False)
    kgi_row = np.append(kgis["factor_row"], -1)[rows["kgi_place"]]
    return rows.assign(
        **row_numbers.taken(kgis, rows["kgi_place"].to_numpy(), {"value1": "kgi"}),
        **{new: numbers[name].to_numpy()[row] for name, new in _OF_NUMBER.items()},
        elasticity=rows["elasticity"].mask(rows["kind"] == LineKind.KGI.value),
        is_kgi_down=is_down[kgi_row],
    )


def _benchmarks(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    factors = tables["factors"]
    given = factors["benchmark"].to_numpy()[rows["factor_row"].to_numpy()]
    given = np.where(rows["is_count"], np.nan, given)
    is_open = rows["is_rate"].to_numpy() & np.isnan(given) & rows["plan"].isna().to_numpy()
    found, kind = benchmark.choose(
        Candidates(
            given=given,
            target=rows["plan"].to_numpy(),
            own_best=own_best.of_rows(rows, is_open, tables),
            best_peer=own_best.of_peers(rows, is_open, tables),
        ),
        is_rate=rows["is_rate"].to_numpy(),
    )
    return {"benchmark": found, "benchmark_kind": kind.tolist()}


def _named(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    line, scope = rows["line_row"].to_numpy(), rows["scope_row"].to_numpy()
    lines, scopes = tables["lines"], tables["scopes"]
    return {
        **{name: lines[name].array.take(line) for name in _OF_LINE},
        **{name: scopes[name].array.take(scope) for name in _OF_SCOPE},
    }


def _fractions(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    factors, place = tables["factors"], rows["factor_row"].to_numpy()
    return {name: factors[name].array.take(place) for name in ("numerator", "denominator")}


TABLE: Final = Table(
    needs=("cycles", "scopes", "lines", "factors", "numbers", "contributions", "unevenness", "by-segment"),
    columns=COLUMNS,
    build=build,
)
