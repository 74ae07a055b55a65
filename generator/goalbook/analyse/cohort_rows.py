"""Which periods of a cohort are not judged yet, row by row (`goalbook.analyse.cohorts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from goalbook.analyse.lines import LineKind

if TYPE_CHECKING:
    from numpy.typing import NDArray


def of_open_results(evidence: pd.DataFrame, scope_row: pd.Series) -> NDArray[np.bool_]:
    """Where the KGI's own cases are open: what it would gain from a number so far cannot be told.

    Args:
        evidence: The table ``evidence``.
        scope_row: Rows of the table ``scopes``.
    """
    is_open = (evidence["kind"] == LineKind.KGI.value) & evidence["waits_until"].notna()
    return np.isin(scope_row, evidence["scope_row"][is_open])


def waits_until(last: pd.Series, days: NDArray[np.int64], as_of: pd.Series) -> pd.Series:
    """The day from which each period is judged; none for what is judged already.

    Args:
        last: Last day of each period.
        days: What `wait_days` gives for its rate; 0 for what is no cohort.
        as_of: The day it is looked at.
    """
    judged = last.to_numpy() + days.astype("timedelta64[D]")
    judged[~((days > 0) & (judged > as_of.to_numpy()))] = np.datetime64("NaT")
    return pd.Series(judged, index=last.index)
