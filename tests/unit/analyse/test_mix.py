"""Segment mix: Kitagawa's midpoint form, Simpson's reversal, counts by LMDI."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

from goalbook.analyse import mix
from goalbook.analyse.groups import Groups

TWO = Groups.of([0, 0])
D4 = mix.Segments(base_hits=[48, 12], base_cases=[120, 80], hits=[31, 22], cases=[70, 130])


def test_both_segments_improved_and_the_total_fell() -> None:
    found = mix.kitagawa(D4, TWO)

    assert (found.base[0], found.actual[0]) == pytest.approx((0.3, 0.265))
    assert found.rate == pytest.approx([0.020357, 0.010096], abs=5e-7)
    assert found.mix == pytest.approx([-0.034732, -0.030721], abs=5e-7)
    assert found.rate.sum() == pytest.approx(0.030453, abs=5e-7)
    assert found.mix.sum() == pytest.approx(-0.065453, abs=5e-7)
    assert found.is_simpson.tolist() == [True]


def test_counts_by_size_mix_and_rate() -> None:
    found = mix.counts(D4, TWO)

    assert found.size.sum() == pytest.approx(0)
    assert found.mix.sum() == pytest.approx(-12.947688, abs=5e-7)
    assert found.rate.sum() == pytest.approx(5.947688, abs=5e-7)
    assert (found.size + found.mix + found.rate).sum() == pytest.approx(53 - 60)


def test_reversal_the_other_way_is_told_too() -> None:
    back = mix.Segments(base_hits=[31, 22], base_cases=[70, 130], hits=[48, 12], cases=[120, 80])

    assert mix.kitagawa(back, TWO).is_simpson.tolist() == [True]


def test_no_reversal_when_the_segments_disagree_or_one_alone_can_be_compared() -> None:
    groups = Groups.of([0, 0, 1, 1])
    segments = mix.Segments(
        base_hits=[48, 12, 48, 0],
        base_cases=[120, 80, 120, 0],
        hits=[27, 22, 50, 1],
        cases=[70, 130, 120, 100],
    )

    assert mix.kitagawa(segments, groups).is_simpson.tolist() == [False, False]


def test_a_segment_without_cases_takes_the_other_sides_rate() -> None:
    segments = mix.Segments(base_hits=[30, 0], base_cases=[100, 0], hits=[30, 10], cases=[100, 100])

    found = mix.kitagawa(segments, TWO)

    assert found.rate.tolist() == [0, 0]
    assert found.mix.sum() == pytest.approx(0.2 - 0.3)
    assert mix.counts(segments, TWO).rate.tolist() == [0, 0]


def test_a_segment_without_cases_on_both_sides_is_nothing() -> None:
    groups = Groups.of([0, 0, 0])
    segments = mix.Segments(
        base_hits=[48, 12, 0], base_cases=[120, 80, 0], hits=[31, 22, 0], cases=[70, 130, 0]
    )

    found = mix.kitagawa(segments, groups)

    assert found.rate[2] == found.mix[2] == 0
    assert found.mix[:2] == pytest.approx(mix.kitagawa(D4, TWO).mix)


def test_missing_counts_leave_their_own_group_unknown() -> None:
    groups = Groups.of([0, 0, 1, 1])
    segments = mix.Segments(
        base_hits=[48, 12, 48, 12],
        base_cases=[120, 80, 120, 80],
        hits=[31, np.nan, 31, 22],
        cases=[70, 130, 70, 130],
    )

    found = mix.kitagawa(segments, groups)

    assert np.isnan(found.mix[:2]).all()
    assert found.mix[2:] == pytest.approx(mix.kitagawa(D4, TWO).mix)
    assert found.is_simpson.tolist() == [False, True]


def test_a_side_without_any_case_is_unknown() -> None:
    segments = mix.Segments(base_hits=[0, 0], base_cases=[0, 0], hits=[1, 2], cases=[3, 4])

    assert np.isnan(mix.kitagawa(segments, TWO).rate).all()


cases = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 200), st.floats(0, 1), st.floats(0, 1)),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(cases)
def test_parts_sum_to_the_change(rows: list[tuple[int, int, float, float]]) -> None:
    n0, n1 = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    assume(n0.sum() > 0 and n1.sum() > 0)
    k0, k1 = np.floor(n0 * [r[2] for r in rows]), np.floor(n1 * [r[3] for r in rows])
    segments = mix.Segments(base_hits=k0, base_cases=n0, hits=k1, cases=n1)
    groups = Groups.of(np.zeros(len(rows)))

    found, count = mix.kitagawa(segments, groups), mix.counts(segments, groups)

    assert (found.rate + found.mix).sum() == pytest.approx(
        k1.sum() / n1.sum() - k0.sum() / n0.sum(), abs=1e-12
    )
    assert (count.size + count.mix + count.rate).sum() == pytest.approx(k1.sum() - k0.sum(), abs=1e-9)
