"""Stretch.

Is each key result safe, achievable, a stretch or unlikely, by the team's own history; and does that suit what
it promises.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames, series_rows, stretch, stretch_rows
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "objective": frames.TEXT,
    "key_result": frames.TEXT,
    "metric": frames.TEXT,
    "target": frames.NUMBER,  # of the whole team, over all the time that it speaks of
    "p_reach": frames.NUMBER,
    "zone": frames.TEXT,  # safe, achievable, stretch, unlikely, unknown
    "basis": frames.TEXT,  # before (the cycle), during (its own first periods), none
    "periods": frames.WHOLE,  # past weeks, months or quarters looked at
    "fewest": frames.WHOLE,  # of them, below which nothing is said
    "cycles": frames.WHOLE,
    "cases": frames.NUMBER,  # past events of a count, cases of a rate
    "planned_cases": frames.NUMBER,  # of a rate, over the time that its target speaks of
    "mean": frames.NUMBER,  # past, per period; of a rate the pooled rate
    "is_provisional": frames.FLAG,
    "type": frames.TEXT,
    "fits": frames.TEXT,  # yes, too-safe, too-far, ""
}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Judge every key result that has a metric and a target."""
    sized = stretch_rows.sizes(inputs, tables["cycles"])
    goal = stretch_rows.goals(tables["key-results"], sized, tables)
    place = goal["factor_row"].to_numpy(dtype="int64")
    life = series_rows.lives(inputs, tables["factors"])
    goal = goal.assign(dispersion=tables["unevenness"]["dispersion"].to_numpy()[place], life=life[place])
    past = stretch_rows.histories(goal, tables)
    p_reach = pd.Series(stretch_rows.reach(goal, past, tables), index=goal.index)
    zones = [str(zone) for zone in stretch.zones(p_reach)]
    is_rate = goal["is_rate"].astype(bool)
    rate = past["k"] / past["n"].where(past["n"] > 0)
    frame = goal.assign(
        target=goal["total"],
        p_reach=p_reach,
        zone=frames.texts(zones),
        basis=frames.texts(past["basis"]),
        periods=past["number"],
        fewest=stretch_rows.fewest(goal),
        cycles=past["cycles"],
        cases=past["n"].where(is_rate, past["events"].where(goal["is_count"].astype(bool))),
        planned_cases=goal["cases"].where(is_rate),
        mean=past["average"].mask(is_rate, rate),
        is_provisional=stretch.is_provisional(past["cycles"]),
        fits=frames.texts(stretch_rows.each_fit(zones, goal["type"])),
        type=frames.texts(goal["type"]),
    )
    return frames.conform(frame, COLUMNS)


TABLE: Final = Table(
    needs=("key-results", "cycles", "factors", "targets", "complete-periods", "unevenness", "scopes"),
    columns=COLUMNS,
    build=build,
)
