"""Cycles.

One row for each cycle of each team, teams sorted, cycles in order of their days.
A cycle whose days are not listed in ``company.yml`` is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames, layout
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "first": frames.DAY,
    "last": frames.DAY,
    "as_of": frames.DAY,  # the team's day, inclusive: nothing later is known
    "year_starts": frames.WHOLE,  # month the fiscal year begins in
}


def build(inputs: Inputs, _: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay out the cycles."""
    book, found = inputs.handbook, list(layout.each_cycle(inputs))
    teams = [team for team, *_ in found]
    frame = pd.DataFrame(
        {
            "team": frames.texts(teams, book.teams),
            "cycle": frames.texts(cycle for _, cycle, *_ in found),
            "first": frames.days(span.first for *_, span in found),
            "last": frames.days(span.last for *_, span in found),
            "as_of": frames.days(book.as_of(team, inputs.today) for team in teams),
            "year_starts": [book.calendar(team).fiscal_year_starts for team in teams],
        }
    )
    return frames.conform(frame, COLUMNS)


TABLE: Final = Table(columns=COLUMNS, build=build)
