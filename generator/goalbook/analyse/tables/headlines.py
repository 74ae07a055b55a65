"""Headlines.

The facts behind a page's first sentences: one row for each scope of each team.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, headline_rows, layout, row_numbers, thresholds
from goalbook.analyse.arrays import FloatArray, IntArray, floats, quotient
from goalbook.analyse.groups import Groups
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
    "kgi": frames.TEXT,  # "" without one
    "direction": frames.TEXT,
    "state": frames.TEXT,  # closed or running
    "actual": frames.NUMBER,
    "target": frames.NUMBER,  # of the whole scope
    "expected": frames.NUMBER,  # up to the last logged day; of a closed scope the target
    "gap": frames.NUMBER,  # actual - expected; 0 within a band
    "attainment": frames.NUMBER,  # actual / expected, expected / actual when lower is better
    "result": frames.TEXT,  # met, missed, running, no-data, no-target
    "to_date": frames.NUMBER,  # the cycle up to this scope's end
    "to_date_target": frames.NUMBER,
    "waits_until": frames.DAY,  # of open cases: the day from which the result is judged
    "chance": frames.NUMBER,  # of a result as bad as this at planned strength
    "chance_kind": frames.TEXT,  # binomial, poisson or ""
    "chance_metric": frames.TEXT,
    "chance_k": frames.NUMBER,
    "chance_n": frames.NUMBER,
    "chance_rate": frames.NUMBER,  # the planned share; of a poisson count the planned count
    "drag_1": frames.TEXT,
    "drag_1_contribution": frames.NUMBER,
    "drag_2": frames.TEXT,
    "drag_2_contribution": frames.NUMBER,
    "is_many": frames.FLAG,  # it takes more than two steps to make up 70 %
    "gross_drag": frames.NUMBER,
    "gross_gain": frames.NUMBER,
    "gain_1": frames.TEXT,
    "gain_1_contribution": frames.NUMBER,
    "is_by_luck": frames.FLAG,
    "luck_step": frames.TEXT,
    "luck_factor": frames.TEXT,
    "pattern": frames.TEXT,  # volume, quality, both, chased, too-few, none
    "factors": frames.WHOLE,  # leaves with numbers; 0 and 1: one measure only
    "kpis": frames.WHOLE,
    "is_contradictory": frames.FLAG,
    "contradiction_step": frames.TEXT,
    "contradiction_previous": frames.TEXT,
    "contradiction_count": frames.NUMBER,
    "contradiction_previous_count": frames.NUMBER,
    "until": frames.DAY,
    "is_stale": frames.FLAG,
    "missing_days": frames.WHOLE,  # working days of weeks in which the KGI was not logged
    "residual": frames.NUMBER,
    "signal": frames.TEXT,
    "centre": frames.NUMBER,
    "lower": frames.NUMBER,
    "upper": frames.NUMBER,
    "signal_points": frames.WHOLE,
    "is_provisional": frames.FLAG,
    "is_within": frames.FLAG,  # within its limits; False also where there are none
    "is_complete": frames.FLAG,
}
_KGI: Final = ("value", "k", "n", "target", "expected", "gap", "attainment", "result", "low", "missing_days")
_OF_SCOPE: Final = ("team", "cycle", "period", "first", "last", "until", "is_stale", "is_complete")
_BY_SCOPE: Final = (
    *("drag_1", "drag_2", "gain_1", "luck_step", "luck_factor", "pattern"),
    *("contradiction_step", "contradiction_previous"),
)
_KEY: Final = ("factor_row", "scope_row")
_SERIES: Final = ("team", "cycle", "metric", "period", "first")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay the facts beside each other."""
    scopes = tables["scopes"]
    row = np.flatnonzero(scopes["is_begun"])
    rows = frames.arrays(scopes.take(row), _OF_SCOPE)
    rows |= _kgi(tables, row)
    leaves, ahead = headline_rows.Leaves.of(tables), np.full(len(scopes), np.nan)
    is_down = np.asarray(rows["direction"] == Direction.DOWN.value)
    is_met = (rows["gap"] == 0) | ((rows["gap"] > 0) != is_down)
    ahead[row] = np.where(is_met, np.abs(rows["gap"]), np.nan)
    enough = thresholds.EVIDENCE_MODERATE.of(inputs.handbook.company.limits)
    by_scope = {
        **headline_rows.drags(leaves),
        **headline_rows.luck(leaves, ahead),
        **headline_rows.contradictions(tables),
        "pattern": headline_rows.patterns(tables, enough),
        "residual": _residual(tables),
    }
    rows |= {name: column.take(row) for name, column in by_scope.items()}
    rows |= headline_rows.tests(inputs, tables, scopes.take(row))
    cycle, is_view = (scopes[name].to_numpy()[row] for name in ("cycle_row", "is_view"))
    rows |= headline_rows.to_date(rows, Groups.of(2 * cycle + ~is_view))
    rows |= _signals(rows, tables)
    rows["kpis"] = _kpis(inputs)[cycle]
    rows["is_contradictory"] = ~np.isnan(rows["contradiction_count"])
    # A step whose cases are still open is not below plan yet.
    rows["is_by_luck"] = np.asarray(rows["luck_step"] != "") & np.isnat(rows["waits_until"])
    texts = {name: frames.texts(rows[name]) for name in _BY_SCOPE}
    return frames.conform({**rows, **texts}, COLUMNS)


def _kgi(tables: Mapping[str, pd.DataFrame], row: IntArray) -> dict[str, Any]:
    """The numbers of each scope's KGI."""
    factors, numbers, scopes = tables["factors"], tables["numbers"], tables["scopes"]
    kgi = np.flatnonzero(factors["is_kgi"])
    cycle = scopes["cycle_row"].to_numpy()[row]
    kgi_of = np.full(len(tables["cycles"]), -1)
    kgi_of[factors["cycle_row"].to_numpy()[kgi]] = kgi
    factor, is_done = kgi_of[cycle], scopes["is_complete"].to_numpy()[row]
    place = row_numbers.of(pd.DataFrame({"factor_row": factor, "scope_row": row}), numbers, _KEY)
    found = row_numbers.taken(numbers, place, {name: name for name in _KGI})
    value, target, low = (floats(found[name]) for name in ("value", "target", "low"))
    expected = np.where(is_done, target, floats(found["expected"]))
    is_band, is_down = ~np.isnan(low), np.append(factors["direction"] == Direction.DOWN.value, False)[factor]
    above, below = np.where(is_down, expected, value), np.where(is_down, value, expected)
    running = np.where((expected > 0) & ~is_band, quotient(above, np.maximum(below, 0.0)), np.nan)
    return {
        **{name: floats(found[name]) for name in ("value", "k", "n", "target")},
        "missing_days": np.nan_to_num(floats(found["missing_days"])),
        **{
            new: _worded(factors[name].array, factor)
            for new, name in (("kgi", "factor"), ("direction", "direction"))
        },
        "adds_up": np.append(factors["adds_up"], False)[factor],
        "state": frames.worded(is_done.astype(np.int8), ("running", "closed")),
        "actual": value,
        "expected": expected,
        "gap": np.where(is_band, floats(found["gap"]), value - expected),
        "attainment": np.where(is_done, floats(found["attainment"]), running),
        "result": _worded(numbers["result"].array, place, "no-data"),
    }


def _worded(text: pd.Categorical, row: IntArray, other: str = "") -> pd.Categorical:
    """The text of some rows; another word for -1."""
    words = list(dict.fromkeys([*text.categories, other]))
    return frames.worded(np.append(text.codes, words.index(other))[row], words)


def _kpis(inputs: Inputs) -> IntArray:
    return np.array(
        [sum(name in cycle.metrics for name in cycle.kpis) for _, _, cycle, _ in layout.each_cycle(inputs)],
        dtype=np.int64,
    )


def _residual(tables: Mapping[str, pd.DataFrame]) -> FloatArray:
    shares, found = tables["contributions"], np.full(len(tables["scopes"]), np.nan)
    kgi = np.flatnonzero((shares["base"] == "plan") & (shares["kind"] == LineKind.KGI.value))
    found[shares["scope_row"].to_numpy()[kgi]] = shares["residual"].to_numpy()[kgi]
    return found


def _signals(rows: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The KGI's point in its series."""
    signals = tables["signals"]
    names = {name: "kgi" if name == "metric" else name for name in _SERIES}
    wanted = frames.of_arrays({name: rows[own] for name, own in names.items()}, len(rows["kgi"]))
    row = row_numbers.of(wanted, signals, _SERIES)
    found = row_numbers.taken(signals, row, {name: name for name in ("centre", "lower", "upper")})
    limits = {name: floats(column) for name, column in found.items()}
    return {
        **limits,
        "signal": _worded(signals["signal"].array, row, "unknown"),
        "signal_points": np.append(signals["baseline_points"], 0)[row],
        "is_provisional": np.append(signals["is_provisional"], False)[row],
        "is_within": (rows["actual"] >= limits["lower"]) & (rows["actual"] <= limits["upper"]),
    }


TABLE: Final = Table(
    needs=("cycles", "scopes", "factors", "numbers", "lines", "contributions", "evidence", "signals"),
    columns=COLUMNS,
    build=build,
)
