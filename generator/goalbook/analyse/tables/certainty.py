"""Certainty.

How likely the planned volumes are to reach the next step's plan, and what it takes to be as sure as the
company asks: for every link of a funnel, and for whole funnels, in every month, quarter and cycle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import certainty, frames, funnel_links, layout, row_numbers, thresholds
from goalbook.analyse.arrays import FloatArray, ceil_tol
from goalbook.analyse.combinations import Combinations, in_order
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
    case = ("volume", "target", "share")
    each = Combinations.of({name: pd.factorize(found[name].to_numpy())[0] for name in case}, case)
    volume, target, share = (found[name].to_numpy()[each.first] for name in case)
    chance = certainty.p_reach(volume, share, target)
    needed = certainty.trials_needed(target, share, certainty=wanted)
    found = found.assign(chance=chance[each.codes], needed=needed[each.codes], certainty=wanted)
    return frames.conform(in_order(found, [*_KEY, "order"]), COLUMNS)


def _links(inputs: Inputs) -> pd.DataFrame:
    """A row for each link and each of its rates; ``link`` numbers the links."""
    rows = [
        {"team": team, "cycle": name, "place": place, **row}
        for place, (team, name, cycle, _) in enumerate(layout.each_cycle(inputs))
        for row in _of_cycle(cycle)
    ]
    columns = ["team", "cycle", "place", "order", "step", "aim", "rate", "rate_metric", "is_whole"]
    whole = dict.fromkeys(("place", "order"), frames.WHOLE)
    frame = pd.DataFrame(rows, columns=columns).astype({**whole, "is_whole": frames.FLAG})
    return frame.assign(link=Combinations.of(frame, ("place", "order")).codes)


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
    is_known = (targets["period"] > Period.WEEK.value) & targets["target"].notna()
    known = targets.loc[is_known, [*_KEY, "metric", "target"]].reset_index(drop=True)
    same = {"team": "team", "cycle": "cycle", "rate": "metric", "step": "metric", "aim": "metric"}
    links = links.assign(
        **{name: frames.texts(links[name], known[of].cat.categories) for name, of in same.items()}
    )
    metrics = Combinations.of(known, row_numbers.NAMES)
    rate = row_numbers.of(
        links, known.take(metrics.first), {"team": "team", "cycle": "cycle", "rate": "metric"}
    )
    row, place = row_numbers.pairs(rate, metrics.codes)
    link = links["link"].to_numpy()
    rates = {
        "link": link[row],
        **{name: known[name].array.take(place) for name in ("period", "first", "last")},
    }
    each = Combinations.of(rates, ["link", "period", "first"])
    share = np.ones(len(each))
    np.multiply.at(share, each.codes, known["target"].to_numpy()[place])
    is_whole = each.count() == np.bincount(link)[rates["link"][each.first]]
    begins = Combinations.of(links, ["link"]).first
    found = links.take(begins[rates["link"][each.first[is_whole]]]).reset_index(drop=True)
    days = {name: column.take(each.first[is_whole]) for name, column in rates.items() if name != "link"}
    found = found.assign(share=share[is_whole], **days)
    for side, name in (("step", "volume"), ("aim", "target")):
        names = {key: key for key in _KEY} | {side: "metric"}
        row = row_numbers.of(found, known, names)
        found = found[row >= 0].assign(**{name: _whole(known["target"].to_numpy()[row[row >= 0]])})
    return found.assign(**{name: frames.texts(found[name]) for name in ("team", "cycle", *_TEXTS)})


def _whole(volume: FloatArray) -> FloatArray:
    return np.maximum(ceil_tol(volume), 0.0)


TABLE: Final = Table(needs=("targets",), columns=COLUMNS, build=build)
