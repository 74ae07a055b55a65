"""Layers.

What each chosen KPI measures (outcome, behaviour or skill), and how many of a cycle's KPIs lead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from goalbook.analyse import frames, kpi_tree, layers, layout, thresholds
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.layers import Layer
from goalbook.analyse.remembered import once_alike
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "metric": frames.TEXT,
    "layer": frames.TEXT,  # outcome, behaviour, skill
    "is_leading": frames.FLAG,  # not an outcome, and leads to the KGI
    "cadence": frames.TEXT,
    "is_often": frames.FLAG,  # known weekly or more often
    "share_leading": frames.NUMBER,  # of the cycle's chosen KPIs
    "enough": frames.NUMBER,
    "verdict": frames.TEXT,  # of the cycle: enough, some, few, none
}
_TEXTS: Final = ("metric", "layer", "cadence", "verdict")


def build(inputs: Inputs, _: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the chosen KPIs."""
    rows = [
        {"team": team, "cycle": name, **row}
        for team, name, cycle, _ in layout.each_cycle(inputs)
        for row in _rows(cycle)
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame = frame.assign(**{name: frames.texts(frame[name]) for name in (*_TEXTS, "cycle")})
    return frames.conform(frame.assign(team=frames.texts(frame["team"], inputs.handbook.teams)), COLUMNS)


def _rows(cycle: Cycle) -> Iterator[dict[str, Any]]:
    found = _layers(cycle)
    share = sum(is_leading for _, is_leading in found.values()) / len(found) if found else 0.0
    for name, (layer, is_leading) in found.items():
        cadence = layers.cadence(cycle, name)
        yield {
            "metric": name,
            "layer": layer.value,
            "is_leading": is_leading,
            "cadence": cadence.value,
            "is_often": layers.is_often(cadence),
            "share_leading": share,
            "enough": thresholds.LEADING_ENOUGH.value,
            "verdict": _verdict(share),
        }


@once_alike
def _layers(cycle: Cycle) -> Mapping[str, tuple[Layer, bool]]:
    """Each chosen KPI to its layer, and whether it leads to the KGI."""
    tree = kpi_tree.build_tree(cycle)
    found = {name: layers.layer(cycle, name, tree) for name in cycle.kpis if name in cycle.metrics}
    return {
        name: (layer, layer is not Layer.OUTCOME and bool(tree.way_to_kgi(name)))
        for name, layer in found.items()
    }


def _verdict(share: float) -> str:
    if share >= thresholds.LEADING_ENOUGH.value:
        return "enough"
    if share >= thresholds.LEADING_SOME.value:
        return "some"
    return "few" if share > 0 else "none"


TABLE: Final = Table(columns=COLUMNS, build=build)
