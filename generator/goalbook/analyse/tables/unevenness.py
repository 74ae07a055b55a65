"""Unevenness.

How much each factor varies from period to period, one row for each row of the table ``factors``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames, unevenness
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {
    "team": frames.TEXT,
    "dispersion": frames.NUMBER,  # of counts and shares: how much more than by chance
    "deviation": frames.NUMBER,  # of what adds up: the standard deviation of a working day
    "freedom": frames.NUMBER,  # its degrees of freedom
    "least": frames.NUMBER,  # of what adds up: the smallest period; below 0 there were refunds
}


def build(_: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Measure every factor once, for all tables that ask."""
    factors, known = tables["factors"], tables["complete-periods"]
    spread = unevenness.of_amounts(factors, known)
    columns = {
        "team": factors["team"].array,
        "dispersion": unevenness.of_factors(factors, known),
        "deviation": spread.deviation,
        "freedom": spread.freedom,
        "least": spread.least,
    }
    return frames.conform(pd.DataFrame(columns), COLUMNS)


TABLE: Final = Table(needs=("factors", "complete-periods"), columns=COLUMNS, build=build)
