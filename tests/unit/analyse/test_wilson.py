"""Wilson's interval."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from goalbook.analyse import wilson


@pytest.mark.parametrize(
    ("hits", "cases", "confidence", "expected"),
    [
        (50, 190, 0.95, (0.205684, 0.330019)),
        (4, 27, 0.95, (0.059159, 0.324787)),
        (0, 12, 0.95, (0, 0.242494)),
        (4, 27, 0.80, (0.080897, 0.255750)),
        (2, 15, 0.95, (0.037361, 0.378820)),
        (27, 180, 0.95, (0.105182, 0.209445)),
    ],
)
def test_worked_numbers(hits: int, cases: int, confidence: float, expected: tuple[float, float]) -> None:
    low, high = wilson.interval(hits, cases, confidence=confidence)

    assert (float(low), float(high)) == pytest.approx(expected, abs=5e-7)


def test_ends_are_exact() -> None:
    low, high = wilson.interval([0, 7], [12, 7])

    assert low[0] == 0.0
    assert high[1] == 1.0


def test_no_cases_say_nothing() -> None:
    low, high = wilson.interval(0, 0)

    assert (float(low), float(high)) == (0, 1)
    assert np.isnan(wilson.rate(0, 0))


@pytest.mark.parametrize(("hits", "cases"), [(np.nan, 5), (5, np.nan), (6, 5), (-1, 5)])
def test_what_is_no_proportion_has_no_interval(hits: float, cases: float) -> None:
    low, high = wilson.interval(hits, cases)

    assert np.isnan(low)
    assert np.isnan(high)


def test_quantile_is_not_rounded() -> None:
    assert wilson.quantile(0.95) == 1.959963984540054


def test_cases_for_five_points_at_fifteen_percent() -> None:
    assert float(wilson.cases_for_margin(0.15)) == 196


@settings(deadline=None)
@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([0.8, 0.95]))
def test_as_scipy_has_it(hits: int, cases: int, confidence: float) -> None:
    hits = min(hits, cases)
    reference = stats.binomtest(hits, cases).proportion_ci(confidence, method="wilson")

    low, high = wilson.interval(hits, cases, confidence=confidence)

    assert (float(low), float(high)) == pytest.approx((reference.low, reference.high), abs=1e-12)
