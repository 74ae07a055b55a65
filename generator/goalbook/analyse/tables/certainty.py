"""Certainty.

How likely the planned volumes are to reach the next step's plan, and what it takes to be as sure as the
company asks: for every link of a funnel, and for whole funnels, in every month, quarter and cycle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import certainty, frames, funnel_links, layout, thresholds
from goalbook.analyse.arrays import FloatArray, ceil_tol
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.model.cycle import Cycle
from goalbook.model.values import Period

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "step": frames.TEXT,  # metric of the trials
    "rate_metric": frames.TEXT,  # "" for a whole funnel
    "aim": frames.TEXT,  # metric of the successes
    "is_whole": frames.FLAG,
    "share": frames.NUMBER,  # planned rate; of a whole funnel the product of its rates
    "volume": frames.NUMBER,  # what the plan asks of the step, in whole cases
    "target": frames.NUMBER,  # what it asks of the aim, in whole cases
    "chance": frames.NUMBER,  # that the volume gives at least the target
    "needed": frames.NUMBER,  # volume that gives it with the company's certainty
    "certainty": frames.NUMBER,
}
_KEY: Final = ["team", "cycle", "period", "first", "last"]
_TEXTS: Final = ("step", "rate_metric", "aim")


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Take the planned counts of every link's two ends, and ask how likely one leads to the other."""
    wanted = float(thresholds.PLAN_CERTAINTY.of(inputs.handbook.company.limits))
    found = _planned(_links(inputs), tables["targets"])
    found = found[(found["share"] > 0) & (found["share"] <= 1)].reset_index(drop=True)
    case = ["volume", "target", "share"]
    cases = found[case].drop_duplicates()
    cases = cases.assign(
        chance=certainty.p_reach(cases["volume"], cases["share"], cases["target"]),
        needed=certainty.trials_needed(cases["target"], cases["share"], certainty=wanted),
    )
    found = found.merge(cases, on=case, how="left").assign(certainty=wanted)
    return frames.conform(found.sort_values([*_KEY, "order"]), COLUMNS)


def _links(inputs: Inputs) -> pd.DataFrame:
    """A row for each link and each of its rates."""
    rows = [
        {"team": team, "cycle": name, **row}
        for team, name, cycle, _ in layout.each_cycle(inputs)
        for row in _of_cycle(cycle)
    ]
    columns = ["team", "cycle", "order", "step", "aim", "rate", "rate_metric", "is_whole"]
    return pd.DataFrame(rows, columns=columns).astype({"order": frames.WHOLE, "is_whole": frames.FLAG})


def _of_cycle(cycle: Cycle) -> Iterator[dict[str, Any]]:
    for order, link in enumerate(funnel_links.links(cycle)):
        for rate in link.rates:
            yield {
                "order": order,
                "step": link.step,
                "aim": link.aim,
                "rate": rate,
                "rate_metric": "" if link.is_whole else rate,
                "is_whole": link.is_whole,
            }


def _planned(links: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Each link in each period in which both ends and all rates have a target."""
    known = targets.loc[targets["period"] > Period.WEEK.value, [*_KEY, "metric", "target"]]
    known = known.dropna(subset="target")
    known = known.astype(dict.fromkeys(("team", "cycle", "metric"), "object"))
    ends = _KEY[2:]
    share = links.merge(known, left_on=["team", "cycle", "rate"], right_on=["team", "cycle", "metric"])
    by = [*_KEY, "order", "step", "aim", "rate_metric", "is_whole"]
    rates = share.groupby(by, observed=True)["target"].agg(["prod", "size"]).reset_index()
    wanted = links.groupby(["team", "cycle", "order"]).size().rename("wanted").reset_index()
    found = rates.merge(wanted, on=["team", "cycle", "order"])
    found = found[found["size"] == found["wanted"]].rename(columns={"prod": "share"})
    for side, name in (("step", "volume"), ("aim", "target")):
        counts = known.rename(columns={"metric": side, "target": name})
        found = found.merge(counts, on=["team", "cycle", *ends, side])
        found[name] = _whole(found[name].to_numpy())
    return found.assign(**{name: frames.texts(found[name]) for name in ("team", "cycle", *_TEXTS)})


def _whole(volume: FloatArray) -> FloatArray:
    return np.maximum(ceil_tol(volume), 0.0)


TABLE: Final = Table(needs=("targets",), columns=COLUMNS, build=build)
