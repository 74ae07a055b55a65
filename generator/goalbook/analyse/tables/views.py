"""Views.

The periods that a team's page can speak of, with the one it opens with: the period of the next review.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table
from goalbook.analyse.views_of_team import Team
from goalbook.analyse.workdays import Workdays
from goalbook.model.values import Span

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "period": frames.PERIOD.name,
    "first": frames.DAY,
    "last": frames.DAY,
    "state": frames.TEXT,  # closed, running, planned
    "is_default": frames.FLAG,  # what the page opens with
    "previous": frames.DAY,  # first day of the view before, also of the cycle before
    "next": frames.DAY,
    "is_current_cycle": frames.FLAG,
    "workdays": frames.WHOLE,
    "elapsed": frames.WHOLE,  # working days up to the team's day
    "until": frames.DAY,  # last logged day inside
    "is_stale": frames.FLAG,  # the log ends more than a cadence before the team's day, or the view's end
    "review": frames.TEXT,  # the next review that speaks of it: month-start or mid-month
    "review_due": frames.DAY,
    "is_review_held": frames.FLAG,
}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the views of each team."""
    scopes = tables["scopes"]
    views = scopes[scopes["is_view"]].sort_values(["team", "first"], kind="stable").reset_index(drop=True)
    facts = pd.DataFrame(
        list(_facts(inputs, views)),
        columns=["state", "is_default", "is_current_cycle", "review", "review_due", "is_review_held"],
    )
    by_team = views.groupby("team", observed=True)["first"]
    frame = views.assign(
        previous=by_team.shift(1),
        next=by_team.shift(-1),
        **{name: facts[name] for name in ("is_default", "is_current_cycle", "is_review_held")},
        state=frames.texts(facts["state"]),
        review=frames.texts(facts["review"]),
        review_due=frames.days(facts["review_due"]),
    )
    return frames.conform(frame, COLUMNS)


def _facts(inputs: Inputs, views: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    book = inputs.handbook
    spans = np.array(list(map(Span, frames.dates(views["first"]), frames.dates(views["last"]))), dtype=object)
    cycles = views["cycle"].astype("object").to_numpy()
    for team, held_rows in views.groupby("team", observed=True).indices.items():
        name, rows = str(team), np.asarray(held_rows)
        files, day = book.teams[name], book.as_of(name, inputs.today)
        held = tuple(one for one in files.reviews.values() if one.held <= day and not one.is_draft)
        found = Team(views=spans[rows].tolist(), reviews=held, as_of=day, days=Workdays(book.calendar(name)))
        default, current = found.default(), book.current_cycle(name, inputs.today)
        for place, row in enumerate(rows.tolist()):
            kind, due, is_held = found.review(spans[row])
            is_default = place == default
            yield found.state(spans[row]).value, is_default, cycles[row] == current, kind.value, due, is_held


TABLE: Final = Table(needs=("scopes",), columns=COLUMNS, build=build)
