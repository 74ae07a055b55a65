"""A metric keeps its number through its cycles; where nothing was renamed all are numbered at once."""

from __future__ import annotations

import numpy as np

from builders import TODAY, a_cycle, a_handbook, a_metric, a_team, tables
from goalbook.analyse import series_rows
from goalbook.analyse.inputs import Inputs

SPANS = {"h1": "2026-04-01..2026-09-30", "h2": "2026-10-01..2027-03-31"}
CALLS, DEALS = a_metric(kind="count"), a_metric(kind="count")


def test_numbers_are_the_same_whether_or_not_something_could_be_renamed() -> None:
    book = a_handbook(
        a_team(
            a_cycle("h1", metrics={"calls": CALLS, "visits": CALLS}),
            a_cycle("h2", metrics={"deals": DEALS, "calls": CALLS}),
            team_id="b",
        ),
        a_team(a_cycle("h2", metrics={"calls": CALLS}), team_id="a"),
        spans=SPANS,
    )
    inputs = Inputs(handbook=book, today=TODAY)
    factors = tables(book, "factors").frame("factors")
    known = series_rows._lives(inputs)  # noqa: SLF001 - the way with renames
    keys = zip(factors["cycle_row"].tolist(), factors["factor"].tolist(), strict=True)

    found = series_rows.lives(inputs, factors)

    assert found.tolist() == [known.get(key, -1) for key in keys]
    assert len(np.unique(found)) == len([("a", "calls"), ("b", "deals"), ("b", "calls"), ("b", "visits")])
