"""The probability without scipy is the probability with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from goalbook.history import chance


def test_the_worked_example() -> None:
    assert chance.p_rate_below(4, 27, 0.2) == pytest.approx(0.740386, abs=1e-6)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 20_000), st.floats(0, 1), st.floats(0, 1))
def test_the_same_as_tables_use(cases: int, share: float, benchmark: float) -> None:
    hits = round(cases * share)
    expected = float(stats.beta.cdf(benchmark, hits + 0.5, cases - hits + 0.5))

    assert chance.p_rate_below(hits, cases, benchmark) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("hits", "cases", "benchmark"), [(5, 4, 0.2), (-1, 4, 0.2), (1, 4, 1.2), (1, 4, -0.1)]
)
def test_what_is_no_rate_has_no_probability(hits: float, cases: float, benchmark: float) -> None:
    assert chance.p_rate_below(hits, cases, benchmark) is None
