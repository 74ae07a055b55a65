"""A p-chart for rates that vary more than their number of cases explains: Laney's p'.

With millions of cases a p-chart's limits close up on the mean and every period lies outside. p' measures how
much the standardised rates vary from one period to the next and widens the limits by it::

    z_i = (p_i - p) / sqrt(p (1 - p) / n_i)        sigma = mean |z_i - z_(i-1)| / 1.128
    limits = p ± 3 sqrt(p (1 - p) / n_i) · max(1, sigma)

Moving ranges need two neighbouring periods that are both present. With sigma up to 1 it is the plain p-chart.

Source: Laney, Quality Engineering 14 (2002) 531; used by NHS England for rates with large denominators. Never
narrower than the p-chart: house default.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import pchart, thresholds, wilson, xmr
from goalbook.analyse.arrays import BoolArray, FloatArray, together
from goalbook.analyse.groups import Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A rate's limits.

    Attributes:
        pooled: Per group, the ratio of sums of the baseline.
        sigma: Per group, how much more than by chance it varies; NaN when not known.
        lower: Per row, a share, not clipped.
        upper: Per row, a share, not clipped.
        is_thin: Per row, whether too few hits are expected for limits to mean anything.
    """

    pooled: FloatArray
    sigma: FloatArray
    lower: FloatArray
    upper: FloatArray
    is_thin: BoolArray


def limits(hits: ArrayLike, cases: ArrayLike, groups: Groups, *, is_baseline: ArrayLike = True) -> Limits:
    """The limits of every rate.

    Args:
        hits: One row per period in order of time; NaN = not reported.
        cases: Likewise.
        groups: The series.
        is_baseline: Rows that the limits are taken from.
    """
    k, n = together(hits, cases)
    used = np.broadcast_to(np.asarray(is_baseline, dtype=np.bool_), k.shape)
    plain = pchart.limits(k, n, groups, is_baseline=used)
    centre = groups.spread(plain.pooled)
    half = plain.upper - centre
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (wilson.rate(k, n) - centre) / (half / thresholds.P_CHART_WIDTH.value)
        z = np.where(np.isfinite(z) & used, z, np.nan)
        ranges = xmr.moving_ranges(z, groups)
        count = groups.present(ranges)
        mean = np.where(count > 0, groups.present_total(ranges) / count, np.nan)
    sigma = mean / thresholds.RANGE_TO_SIGMA.value
    wider = half * groups.spread(np.fmax(sigma, 1.0))
    return Limits(
        pooled=plain.pooled,
        sigma=sigma,
        lower=centre - wider,
        upper=centre + wider,
        is_thin=plain.is_thin,
    )
