"""Plans.

What the plan asks of each metric, and from which day to which: targets as typed, volumes worked back from the
KGI. One row for each stretch of days without a change. Bands (direction ``band``) hold throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, layout, plan
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.plan import Planned
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.values import Direction, Span

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "since": frames.DAY,
    "until": frames.DAY,
    "value": frames.NUMBER,  # NaN: only a band
    "low": frames.NUMBER,
    "high": frames.NUMBER,
    "per": frames.PERIOD.name,  # the period that value, low and high speak of, for what adds up over days
    "source": frames.TEXT,  # typed or derived
    "adds_up": frames.FLAG,  # summed over days; anything else has the same target in every period
    "metric_row": frames.WHOLE,
    "cycle_row": frames.WHOLE,
}

Stretch = tuple[Span, Planned | None]


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Ask for the plan on every day on which it may change."""
    metrics = tables["metrics"]
    rows, metric_row = [], 0
    for _, _, cycle, span in layout.each_cycle(inputs):
        known = _stretches(cycle, span)
        for name, metric in cycle.metrics.items():
            rows += [(metric_row, *_row(metric, *stretch)) for stretch in known[name]]
            metric_row += 1
    names = ("metric_row", "since", "until", "value", "low", "high", "per", "source", "adds_up")
    frame = pd.DataFrame(rows, columns=list(names))
    frame = frame.assign(
        since=frames.days(frame["since"]),
        until=frames.days(frame["until"]),
        per=pd.Categorical(frame["per"], dtype=frames.PERIOD),
        source=frames.texts(frame["source"]),
        **{
            name: metrics[name].array.take(frame["metric_row"])
            for name in ("team", "cycle", "metric", "cycle_row")
        },
    )
    return frames.conform(frame, COLUMNS)


def _stretches(cycle: Cycle, span: Span) -> Mapping[str, list[Stretch]]:
    """For each metric the stretches of days on which the plan asks the same of it."""
    changes = [day for day in plan.change_days(cycle) if span.first < day <= span.last]
    begins, ends = [span.first, *changes], [*(day - timedelta(days=1) for day in changes), span.last]
    found: dict[str, list[Stretch]] = {name: [] for name in cycle.metrics}
    for days in map(Span, begins, ends):
        values = plan.plan_values(cycle, days.first, span)
        for name, stretches in found.items():
            planned = values.get(name)
            if stretches and stretches[-1][1] == planned:
                stretches[-1] = (Span(stretches[-1][0].first, days.last), planned)
            else:
                stretches.append((days, planned))
    return {name: list(_known(cycle.metrics[name], stretches)) for name, stretches in found.items()}


def _known(metric: Metric, stretches: list[Stretch]) -> Iterator[Stretch]:
    is_band = metric.direction is Direction.BAND and metric.band is not None
    return (stretch for stretch in stretches if stretch[1] is not None or is_band)


def _row(metric: Metric, days: Span, planned: Planned | None) -> tuple[object, ...]:
    per = (planned.per if planned else None) or metric.per
    value = planned.value if planned else np.nan
    source = (planned.source if planned else plan.PlanSource.TYPED).value
    low, high = layout.band(metric)
    return days.first, days.last, value, low, high, per.value, source, plan.adds_up(metric)


TABLE: Final = Table(needs=("metrics",), columns=COLUMNS, build=build, is_remembering=True)
