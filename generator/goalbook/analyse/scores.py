"""Scores of key results (method: key-result scoring; Google re:Work, OKR playbook). Pure, over columns."""

from __future__ import annotations

from enum import Enum

import pandas as pd

from goalbook.analyse.totals import divided


class State(Enum):
    """What a key result's numbers are."""

    SCORED = "scored"
    RUNNING = "running"
    NO_DATA = "no-data"
    NO_BASELINE = "no-baseline"
    NO_TARGET = "no-target"
    RUBRIC = "rubric"


def raw_score(current: pd.Series, baseline: pd.Series, target: pd.Series) -> pd.Series:
    """The part of the way from baseline to target: (current - baseline) / (target - baseline).

    The same formula serves when lower is better: from 10 to 4, a current 7 is 0.5. Below 0 it went the wrong
        way, above
    1 beyond the target.

    Returns:
        A share; NaN where anything is missing or baseline and target are the same.
    """
    return divided(current - baseline, target - baseline)


def band_score(current: pd.Series, low: pd.Series, high: pd.Series) -> pd.Series:
    """1 within the band; outside it falls with the distance and is 0 one band's width away.

    Returns:
        0 to 1; NaN where anything is missing. A band without width gives 1 on it and NaN beside it.
    """
    distance = (low - current).clip(lower=0) + (current - high).clip(lower=0)
    fallen = (1 - divided(distance, high - low)).clip(lower=0)
    return fallen.mask(distance == 0, 1.0)


def rubric_score(level: pd.Series, target: pd.Series) -> pd.Series:
    """Level reached / level wanted, lowest level 1; NaN where no level is stated."""
    return divided(level, target)


def score(raw: pd.Series) -> pd.Series:
    """A raw score kept within 0 and 1."""
    return raw.clip(0.0, 1.0)
