"""Metrics.

One row for each metric of each cycle, in the order of the table ``cycles`` and of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.values import Aggregate

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "kind": frames.TEXT,
    "aggregate": frames.TEXT,  # sum, last, mean or ratio; a rate or ratio is always a ratio of sums
    "direction": frames.TEXT,  # up, down or band
    "per": frames.PERIOD.name,  # the period its target speaks of
    "cadence": frames.PERIOD.name,  # how often it is logged; of a rate or ratio the longer of its parts
    "numerator": frames.TEXT,  # of a rate or ratio, else ""
    "denominator": frames.TEXT,
    "low": frames.NUMBER,  # of a band
    "high": frames.NUMBER,
    "is_logged": frames.FLAG,  # whether rows count; rates and ratios are computed, never logged
    "numerator_row": frames.WHOLE,  # row of this table, -1 for none
    "denominator_row": frames.WHOLE,
    "cycle_row": frames.WHOLE,
}
_READ: Final = (
    *("team", "cycle", "cycle_row", "metric", "kind", "aggregate", "direction", "per", "cadence"),
    *("numerator", "denominator", "low", "high", "is_logged"),
)
_TEXTS: Final = tuple(name for name, dtype in COLUMNS.items() if dtype == frames.TEXT)


def build(inputs: Inputs, _: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the metrics."""
    rows = [
        (team, name, place, *_row(cycle, metric, found))
        for place, (team, name, cycle, _) in enumerate(layout.each_cycle(inputs))
        for metric, found in cycle.metrics.items()
    ]
    columns = zip(*rows, strict=True) if rows else ([] for _ in _READ)
    values = {name: list(column) for name, column in zip(_READ, columns, strict=True)}
    names = [name for name in COLUMNS if not name.endswith("or_row")]
    frame = pd.DataFrame(
        {name: frames.texts(values[name]) if name in _TEXTS else values[name] for name in names}
    )
    frame["team"] = frames.texts(values["team"], inputs.handbook.teams)
    frame["cycle"] = frames.texts(values["cycle"], {name for _, name, *_ in layout.each_cycle(inputs)})
    for part in ("numerator", "denominator"):
        frame[f"{part}_row"] = _rows_of(values["cycle_row"], values["metric"], values[part])
    for name in ("per", "cadence"):
        frame[name] = pd.Categorical(values[name], dtype=frames.PERIOD)
    return frames.conform(_with_parts_cadence(frame), COLUMNS)


def _with_parts_cadence(frame: pd.DataFrame) -> pd.DataFrame:
    codes = frame["cadence"].cat.codes.to_numpy()
    parts = [
        np.where(rows >= 0, codes[rows], 0) for rows in (frame["numerator_row"], frame["denominator_row"])
    ]
    longest = np.maximum.reduce([codes, *parts])
    return frame.assign(cadence=pd.Categorical.from_codes(longest, dtype=frames.PERIOD))


def _row(cycle: Cycle, name: str, metric: Metric) -> tuple[object, ...]:
    """What a metric says, in the order of `_READ`."""
    is_fraction = metric.kind.is_fraction
    of = metric.of if is_fraction else None
    return (
        name,
        metric.kind.value,
        (Aggregate.RATIO if is_fraction else metric.aggregate).value,
        metric.direction.value,
        metric.per.value,
        (metric.cadence or cycle.cadence).value,
        of.numerator if of else "",
        of.denominator if of else "",
        *layout.band(metric),
        not is_fraction,
    )


def _rows_of(cycles: Sequence[object], metrics: Sequence[object], parts: Sequence[object]) -> list[int]:
    known = {key: row for row, key in enumerate(zip(cycles, metrics, strict=True))}
    return [known.get(key, -1) for key in zip(cycles, parts, strict=True)]


TABLE: Final = Table(columns=COLUMNS, build=build, is_remembering=True)
