"""Which periods of a cohort are not judged yet, row by row (`goalbook.analyse.cohorts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray


def waits_until(last: pd.Series, days: NDArray[np.int64], as_of: pd.Series) -> pd.Series:
    """The day from which each period is judged; none for what is judged already.

    Args:
        last: Last day of each period.
        days: What `wait_days` gives for its rate; 0 for what is no cohort.
        as_of: The day it is looked at.
    """
    judged = last + pd.to_timedelta(days, unit="D").astype("timedelta64[s]")
    return judged.where((days > 0) & (judged > as_of))
