"""Evidence: Jeffreys' probability, its levels, the result's own test, and how many cases will tell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from numpy.typing import ArrayLike
from scipy import stats

from goalbook.analyse import evidence
from goalbook.analyse.arrays import BoolArray

HITS = [988, 190, 50, 42, 27, 4]
CASES = [2600, 988, 190, 50, 42, 27]
BENCHMARKS = [0.40, 0.20, 0.30, 0.85, 0.66, 0.20]


def words(probability: ArrayLike) -> list[str]:
    return [evidence.LEVELS[place] for place in evidence.levels(probability)]


def test_worked_example_to_six_decimals() -> None:
    found = evidence.p_rate_below(HITS, CASES, BENCHMARKS)

    assert found == pytest.approx([0.981528, 0.725541, 0.866707, 0.595799, 0.598951, 0.740386], abs=5e-7)
    assert words(found) == ["strong", "weak", "moderate", "weak", "weak", "weak"]


def test_the_whole_stage_of_winning_appointments() -> None:
    assert float(evidence.p_rate_below(50, 2600, 0.4 * 0.2 * 0.3)) == pytest.approx(0.948, abs=5e-4)


def test_the_results_own_miss_happens_in_a_third_of_months() -> None:
    assert float(evidence.p_at_most(4, 27, 0.2)) == pytest.approx(0.35, abs=5e-3)
    assert float(evidence.p_at_least(5, 27, 0.2)) == pytest.approx(1 - float(evidence.p_at_most(4, 27, 0.2)))


@pytest.mark.parametrize(
    ("probability", "level"),
    [
        (1.0, "strong"), (0.95, "strong"), (0.949999, "moderate"), (0.80, "moderate"), (0.799999, "weak"),
        (0.50, "weak"), (0.499999, "none"), (0.0, "none"), (np.nan, "unknown"),
    ],
)  # fmt: skip
def test_levels_begin_exactly_at_their_bounds(probability: float, level: str) -> None:
    assert words([probability]) == [level]


def test_every_level_has_its_word() -> None:
    assert set(evidence.WORDS) == set(evidence.Level)


def test_where_lower_is_better_above_is_worse() -> None:
    assert evidence.p_worse([0.3, 0.3, np.nan], [False, True, True]) == pytest.approx(
        [0.3, 0.7, np.nan], nan_ok=True
    )


def test_count_below_plan() -> None:
    found = evidence.p_count_below([2600, 50, np.nan, -1], [2500, 60, 5, 5])

    assert found[0] < 0.05
    assert found[1] > 0.9
    assert np.isnan(found[2:]).all()


def test_of_several_steps_one_looks_bad_by_chance_more_often_than_not() -> None:
    assert evidence.p_any_by_chance([0, 1, 6]) == pytest.approx([0, 0.2, 0.737856])


@pytest.mark.parametrize("row", [(np.nan, 5, 0.2), (5, np.nan, 0.2), (1, 5, np.nan), (6, 5, 0.2)])
def test_missing_or_impossible_counts_are_unknown(row: tuple[float, float, float]) -> None:
    assert np.isnan(evidence.p_rate_below(*row))
    assert np.isnan(evidence.cases_to_tell(*row))


def test_seventeen_more_proposals_will_tell() -> None:
    needed = float(evidence.cases_to_tell(4, 27, 0.20))

    assert (needed, needed - 27) == (44, 17)


def test_what_can_be_told_already_needs_no_more_cases() -> None:
    assert float(evidence.cases_to_tell(50, 190, 0.30)) == 190


def test_a_rate_on_the_good_side_never_tells_a_shortfall() -> None:
    assert np.isnan(evidence.cases_to_tell([6, 6, 0, 0.2 * 2**30], [27, 30, 0, 2**30], 0.2)).all()


def test_where_lower_is_better_the_same_holds_mirrored() -> None:
    assert float(evidence.cases_to_tell(23, 27, 0.80, is_lower_better=True)) == 44


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 40), st.integers(1, 40), st.floats(0.05, 0.95))
def test_it_is_the_smallest_number_from_what_was_seen(hits: int, cases: int, benchmark: float) -> None:
    hits = min(hits, cases)
    rate = hits / cases
    found = float(evidence.cases_to_tell(hits, cases, benchmark))
    if not rate < benchmark - 0.02:
        return
    counts = np.arange(cases, found + 1)

    tells: BoolArray = np.asarray(
        stats.beta.cdf(benchmark, rate * counts + 0.5, (1 - rate) * counts + 0.5) >= 0.8
    )

    assert tells[-1]
    assert not tells[:-1].any()


@settings(deadline=None)
@given(st.integers(0, 100), st.integers(0, 100), st.floats(0.01, 0.99))
def test_probability_falls_with_every_hit_and_mirrors_misses(hits: int, more: int, benchmark: float) -> None:
    cases = hits + more
    found = float(evidence.p_rate_below(hits, cases, benchmark))

    assert float(evidence.p_rate_below(hits, cases + 1, benchmark)) >= found
    assert float(evidence.p_rate_below(hits + 1, cases + 1, benchmark)) <= found
    assert 1 - float(evidence.p_rate_below(more, cases, 1 - benchmark)) == pytest.approx(found, abs=1e-9)
