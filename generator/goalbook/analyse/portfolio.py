"""How high a team aims over its cycles: the mean score of its aspirational key results (OKR playbook).

A mean above .9 in two finished cycles running says that the targets may be too low; a mean below .3 twice
running, that they may reach too far. One cycle says nothing yet. Aspirational ones alone: a committed key
result is meant to come to 1.0.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from goalbook.analyse import threshold_track as thresholds
from goalbook.analyse.arrays import NOISE


class Aim(StrEnum):
    """What two finished cycles say."""

    TOO_LOW = "too-low"
    TOO_HIGH = "too-high"
    FITS = "fits"
    TOO_FEW = "too-few"


def aims(before: pd.Series, newest: pd.Series) -> list[str]:
    """What the last two finished cycles say, as values of `Aim`.

    Args:
        before: Mean score of the aspirational key results in the last but one, 0 to 1; NaN for none.
        newest: The same in the last one.
    """
    lower, higher = np.minimum(before, newest), np.maximum(before, newest)
    is_known = before.notna() & newest.notna()
    found = np.select(
        [
            ~is_known,
            lower > thresholds.AIM_HIGHEST.value + NOISE,
            higher < thresholds.AIM_LOWEST.value - NOISE,
        ],
        [Aim.TOO_FEW.value, Aim.TOO_LOW.value, Aim.TOO_HIGH.value],
        Aim.FITS.value,
    )
    return [str(aim) for aim in found]
