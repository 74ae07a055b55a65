"""Consistency.

Every key result beside the plan, as one number of the whole team: whether it asks less than the plan does,
what the KGI becomes when only the key result is met, what a promised volume takes of the step before, and
which other key results it cannot be met together with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from goalbook.analyse import consistency, frames, key_results
from goalbook.analyse.consistency import Terms
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.key_results import Place
from goalbook.analyse.promises import Contradiction, Fit, Promise
from goalbook.analyse.table import Table
from goalbook.model.values import Period

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "objective": frames.TEXT,
    "key_result": frames.TEXT,
    "metric": frames.TEXT,
    "per": frames.TEXT,  # the period a sum speaks of, "" for a rate or level
    "target": frames.NUMBER,  # of the whole team
    "plan": frames.NUMBER,  # in the same figure; null when it says nothing about the metric
    "is_below_plan": frames.FLAG,  # asks less of the team than the plan does
    "kgi": frames.TEXT,
    "kgi_per": frames.TEXT,
    "kgi_plan": frames.NUMBER,
    "kgi_if": frames.NUMBER,  # when this key result is just met and all else is as planned
    "kgi_gap": frames.NUMBER,  # kgi_if - kgi_plan
    "has_reason": frames.FLAG,  # `differs:` is written
    "needs_metric": frames.TEXT,  # the step before a promised volume
    "needs_rate": frames.NUMBER,  # the planned rate between the two
    "needs_target": frames.NUMBER,  # the promise as written: of one member for `each: member`
    "needs_value": frames.NUMBER,  # needs_target / needs_rate
    "clashes_with": frames.TEXT,  # objective/key result that it cannot be met together with, a space between
    "clash_reached": frames.NUMBER,  # what the metric comes to with those just met, in the figure of `target`
}
_TEXTS: Final = ("objective", "key_result", "metric", "per", "kgi", "kgi_per", "needs_metric", "clashes_with")
_PERIODS: Final = {period.value for period in Period}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Hold every key result against the plan."""
    grown = _grown(tables["key-results"])
    rows = [row for place in key_results.places(inputs, tables["cycles"]) for row in _rows(place, grown)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame = frame.assign(**{name: frames.texts(frame[name]) for name in (*_TEXTS, "cycle")})
    return frames.conform(frame.assign(team=frames.texts(frame["team"], inputs.handbook.teams)), COLUMNS)


def _grown(results: pd.DataFrame) -> dict[tuple[str, str], list[Any]]:
    """Key results whose target is a change from an earlier cycle, by (team, cycle)."""
    known = results[results["target"].notna() & results["metric"].astype("object").ne("")]
    found: dict[tuple[str, str], list[Any]] = {}
    for row in known.itertuples(index=False):
        found.setdefault((str(row.team), str(row.cycle)), []).append(row)
    return found


def _rows(place: Place, grown: Mapping[tuple[str, str], list[Any]]) -> Iterator[dict[str, Any]]:
    terms = Terms(cycle=place.cycle, ruler=place.ruler, members=len(place.files.team.members))
    promised = {(one.objective, one.key_result): one for one in consistency.promises(terms)}
    for row in grown.get((place.team, place.name), ()):
        key = (row.objective, row.key_result)
        if key not in promised and (one := _promise(place, row)) is not None:
            promised[key] = one
    order = [
        (objective, name)
        for objective, goal in place.cycle.objectives.items()
        for name in goal.key_results
        if (objective, name) in promised
    ]
    known = [promised[key] for key in order]
    fits = {fit.promise: fit for fit in consistency.fits(terms, known)}
    clashes: dict[Promise, Contradiction] = {}
    for found in consistency.contradictions(terms, known):
        clashes.setdefault(found.promise, found)
    for promise in known:
        fit, clash = fits.get(promise), clashes.get(promise)
        if fit or clash:
            row = {**_asked(promise), **_fit(fit), **_need(terms, promise), **_clash(clash)}
            yield {"team": place.team, "cycle": place.name, **row}


def _promise(place: Place, row: Any) -> Promise | None:
    result = place.cycle.objectives[row.objective].key_results[row.key_result]
    if result.baseline_from is None or (row.per and row.per not in _PERIODS):
        return None
    span = place.ruler.span
    return Promise(
        objective=row.objective,
        key_result=row.key_result,
        metric=row.metric,
        target=row.target * row.heads,
        written=row.target,
        heads=row.heads,
        per=Period(row.per) if row.per in _PERIODS - {Period.CYCLE.value} else None,
        due=result.due if result.due and result.due in span else span.last,
    )


def _asked(promise: Promise) -> dict[str, Any]:
    return {
        "objective": promise.objective,
        "key_result": promise.key_result,
        "metric": promise.metric,
        "per": promise.per.value if promise.per else "",
        "target": promise.target,
    }


def _fit(fit: Fit | None) -> dict[str, Any]:
    """Beside the plan; a metric that the plan says nothing about has nothing there."""
    if fit is None:
        return {"is_below_plan": False, "kgi": "", "kgi_per": "", "has_reason": False}
    return {
        "plan": fit.plan,
        "is_below_plan": fit.is_below_plan,
        "kgi": fit.kgi,
        "kgi_per": fit.kgi_per.value if fit.kgi_per else "",
        "kgi_plan": fit.kgi_plan,
        "kgi_if": fit.kgi_if,
        "kgi_gap": fit.kgi_gap,
        "has_reason": fit.has_reason,
    }


def _need(terms: Terms, promise: Promise) -> dict[str, Any]:
    found = consistency.need(terms, promise)
    return {
        "needs_metric": found.metric if found else "",
        "needs_rate": found.rate if found else None,
        "needs_target": found.target if found else None,
        "needs_value": found.value if found else None,
    }


def _clash(found: Contradiction | None) -> dict[str, Any]:
    others = found.others if found else ()
    return {
        "clashes_with": " ".join(f"{one.objective}/{one.key_result}" for one in others),
        "clash_reached": found.reached if found else None,
    }


TABLE: Final = Table(needs=("cycles", "key-results"), columns=COLUMNS, build=build)
