"""LMDI: the worked example to six decimals, exact zero limits, and the algebra."""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from numpy.typing import NDArray

from goalbook.analyse import lmdi
from goalbook.analyse.groups import Groups

PLAN = [2500, 0.40, 0.20, 0.30, 0.80, 0.625, 0.20, 400_000]
COUNTS = [2600, 988, 190, 50, 42, 27, 4]
ACTUAL = [2600, 988 / 2600, 190 / 988, 50 / 190, 42 / 50, 27 / 42, 4 / 27, 420_000]
WORKED = [
    79172.686364, -103542.938989, -79172.686364, -264499.512892,
    98490.008337, 56866.992652, -605804.557444, 98490.008337,
]  # fmt: skip
SHARES = [-10.9962, 14.3810, 10.9962, 36.7360, -13.6792, -7.8982, 84.1395, -13.6792]

positive = st.floats(1e-3, 1e6)
rows = st.integers(1, 6).flatmap(
    lambda n: st.tuples(
        st.lists(positive, min_size=n, max_size=n), st.lists(positive, min_size=n, max_size=n)
    )
)
with_zeros = st.integers(1, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.one_of(st.just(0.0), positive), min_size=n, max_size=n),
        st.lists(st.one_of(st.just(0.0), positive), min_size=n, max_size=n),
    )
)
quick = settings(deadline=None)


def funnel_factors(base: list[float], actual: list[float]) -> list[NDArray[np.float64]]:
    """The first count and the rate of every link, 0 of 0 made neutral."""
    sides = [np.array(side, dtype=float) for side in (base, actual)]
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = [np.append(side[:1], side[1:] / side[:-1]) for side in sides]
    gone = [np.append(False, (side[1:] == 0) & (side[:-1] == 0)) for side in sides]
    return list(lmdi.neutral(rates[0], rates[1], no_base=gone[0], no_actual=gone[1]))


def test_worked_example_to_six_decimals() -> None:
    found = lmdi.contributions(PLAN, ACTUAL)

    assert found == pytest.approx(WORKED, abs=5e-7)
    assert found.sum() == pytest.approx(-720_000, abs=1e-6)
    assert float(lmdi.log_mean(1_680_000, 2_400_000)) == pytest.approx(2018644.741481, abs=5e-7)


def test_worked_example_from_counts_alone() -> None:
    base, actual = funnel_factors([2500, 1000, 200, 60, 48, 30, 6], COUNTS)

    found = lmdi.contributions(np.append(base, 400_000), np.append(actual, 420_000))

    assert found == pytest.approx(WORKED, abs=5e-7)


def test_shares_of_the_worked_example() -> None:
    found = lmdi.shares(WORKED, -720_000, 2_400_000) * 100

    assert found == pytest.approx(SHARES, abs=5e-5)


def test_stage_is_the_sum_of_its_parts() -> None:
    # calls, the stage and its three parts, then the later steps
    contribution = [WORKED[0], np.nan, *WORKED[1:4], *WORKED[4:]]
    parent = [-1, -1, 1, 1, 1, -1, -1, -1, -1]

    found = lmdi.roll_up(contribution, parent)

    assert found[1] == pytest.approx(-447215.138245, abs=1e-5)
    assert found[[0, 1, 5, 6, 7, 8]].sum() == pytest.approx(-720_000)


def test_stages_inside_stages_add_up_from_the_leaves() -> None:
    found = lmdi.roll_up([np.nan, np.nan, 1.0, 2.0, 4.0], [-1, 0, 1, 1, 0])

    assert found.tolist() == [7.0, 3.0, 1.0, 2.0, 4.0]


def test_stage_with_an_unknown_part_is_unknown() -> None:
    assert np.isnan(lmdi.roll_up([0.0, 1.0, np.nan], [-1, 0, 0])[0])


def test_offsetting_effects_show_when_the_result_did_not_move() -> None:
    found = lmdi.contributions([100, 0.2, 50], [200, 0.1, 50])

    assert found == pytest.approx([693.147181, -693.147181, 0], abs=5e-7)


@pytest.mark.parametrize(
    ("base", "actual", "expected"),
    [
        pytest.param([50, 0.2], [40, 0], [0, -10], id="one factor fell to 0"),
        pytest.param([60, 0.15], [48, 0], [0, -9], id="again"),
        pytest.param([50, 0.2], [0, 0], [-5, -5], id="two share the fall"),
        pytest.param([40, 0], [50, 0.2], [0, 10], id="one rose from 0"),
        pytest.param([0, 0], [50, 0.2], [5, 5], id="two share the rise"),
        pytest.param([0, 5], [3, 0], [0, 0], id="nothing before and after"),
        pytest.param([0, 0.2], [0, 0.4], [0, 0], id="always 0"),
    ],
)
def test_zero_limits_are_exact(base: list[float], actual: list[float], expected: list[float]) -> None:
    assert lmdi.contributions(base, actual).tolist() == expected


@pytest.mark.parametrize(
    ("epsilon", "expected"),
    [
        (1e-10, (-0.103118, -9.896882)),
        (1e-20, (-0.049959, -9.950041)),
        (1e-100, (-0.009750, -9.990250)),
    ],
)
def test_a_small_number_instead_of_0_is_not_the_limit(epsilon: float, expected: tuple[float, float]) -> None:
    assert lmdi.contributions([50, 0.2], [40, epsilon]) == pytest.approx(expected, abs=5e-7)


def _decimal_limit(base: list[float], actual: list[float]) -> list[float]:
    """LMDI with 10^-1000000 for 0, forty digits."""
    with localcontext() as context:
        context.prec, context.Emin = 40, -(10**12)
        tiny = Decimal(10) ** -1_000_000
        before = [Decimal(x) or tiny for x in base]
        after = [Decimal(x) or tiny for x in actual]
        v0, v1 = Decimal(1), Decimal(1)
        for x0, x1 in zip(before, after, strict=True):
            v0, v1 = v0 * x0, v1 * x1
        mean = v0 if v0 == v1 else (v1 - v0) / (v1.ln() - v0.ln())
        return [float(mean * (x1.ln() - x0.ln())) for x0, x1 in zip(before, after, strict=True)]


@pytest.mark.parametrize(
    ("base", "actual"),
    [
        ([50, 0.25], [40, 0]),
        ([50, 0.25, 8], [0, 0.5, 0]),
        ([0, 0.25, 8], [3, 0.5, 2]),
        ([0, 0.25, 0], [3, 0.5, 2]),
        ([0, 4, 2], [0, 8, 2]),
        ([2500, 0.5, 0.25, 0], [2600, 0.5, 0.125, 4]),
    ],
)
def test_zero_limits_are_what_ever_smaller_numbers_tend_to(base: list[float], actual: list[float]) -> None:
    size = max(float(np.prod(base)), float(np.prod(actual)))

    assert lmdi.contributions(base, actual) == pytest.approx(
        _decimal_limit(base, actual), abs=1e-4 * size + 1e-9
    )


def test_undefined_rates_are_neutral_so_the_first_step_at_0_takes_the_shortfall() -> None:
    base, actual = funnel_factors([200, 60, 12], [180, 0, 0])

    assert lmdi.contributions(base, actual).tolist() == [0, -12, 0]


def test_a_rate_undefined_on_both_sides_contributes_nothing() -> None:
    base, actual = funnel_factors([200, 0, 0], [180, 0, 0])

    assert lmdi.contributions(base, actual).tolist() == [0, 0, 0]


def test_a_rate_undefined_in_the_plan_takes_the_actual() -> None:
    base, actual = funnel_factors([200, 0, 0], [180, 60, 12])

    assert lmdi.contributions(base, actual).tolist() == [0, 12, 0]


def test_cases_from_an_earlier_period_leave_the_row_unexplained() -> None:
    base, actual = funnel_factors([200, 60, 12], [180, 0, 3])

    assert np.isnan(lmdi.contributions(base, actual)).all()


@pytest.mark.parametrize("bad", [np.nan, -1.0, np.inf])
def test_a_missing_or_negative_factor_leaves_its_own_row_unexplained(bad: float) -> None:
    found = lmdi.contributions([[2.0, 3.0], [2.0, 3.0]], [[bad, 3.0], [4.0, 3.0]])

    assert np.isnan(found[0]).all()
    assert found[1] == pytest.approx([6, 0])


def test_shares_of_a_small_gap_are_not_given() -> None:
    assert np.isnan(lmdi.shares([-900.0, -100.0], -1000, 100_000)).all()
    assert lmdi.shares([-900.0, -101.0], -1001, 100_000) == pytest.approx([900 / 1001, 101 / 1001])


def test_shares_without_a_gap_or_plan_are_not_given() -> None:
    assert np.isnan(lmdi.shares([5.0, 0.0], [0.0, np.nan], [0.0, 10.0])).all()


def test_groups_of_different_sizes_give_the_same_as_rows() -> None:
    groups = Groups.of([7, 7, 7, 9, 9])

    found = lmdi.contributions_by_group([100, 0.2, 50, 50, 0.2], [200, 0.1, 50, 40, 0], groups)

    assert found == pytest.approx([693.147181, -693.147181, 0, 0, -10], abs=5e-7)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [(5, 5, 5), (0, 5, 0), (5, 0, 0), (0, 0, 0), (1, np.e, np.e - 1), (1e-20, 1, 1 / (20 * np.log(10)))],
)
def test_log_mean(a: float, b: float, expected: float) -> None:
    assert float(lmdi.log_mean(a, b)) == pytest.approx(expected, rel=1e-14)


def test_log_mean_of_nearly_equal_numbers_keeps_its_digits() -> None:
    # series m (1 - u²/3) with m the mean and u the relative half difference
    assert float(lmdi.log_mean(1, 1 + 1e-9)) == pytest.approx(1 + 0.5e-9, rel=1e-15)


def test_log_mean_of_a_negative_number_is_undefined() -> None:
    assert np.isnan(lmdi.log_mean(-1, 2))


@quick
@given(rows)
def test_contributions_sum_to_the_gap(sides: tuple[list[float], list[float]]) -> None:
    found = lmdi.contributions(*sides)
    gap = np.prod(sides[1]) - np.prod(sides[0])

    assert found.sum() == pytest.approx(gap, abs=1e-9 * (np.abs(found).sum() + np.prod(sides[0])))


@quick
@given(with_zeros)
def test_contributions_sum_to_the_gap_with_zeros(sides: tuple[list[float], list[float]]) -> None:
    found = lmdi.contributions(*sides)

    assert found.sum() == pytest.approx(
        np.prod(sides[1]) - np.prod(sides[0]), abs=1e-9 * (np.abs(found).sum() + np.prod(sides[0]))
    )


@quick
@given(with_zeros)
def test_plan_and_actual_exchanged_change_every_sign(sides: tuple[list[float], list[float]]) -> None:
    base, actual = sides

    assert lmdi.contributions(actual, base) == pytest.approx(-lmdi.contributions(base, actual), rel=1e-9)


@quick
@given(with_zeros, st.integers(0, 1000))
def test_order_does_not_matter(sides: tuple[list[float], list[float]], seed: int) -> None:
    base, actual = sides
    order = np.random.default_rng(seed).permutation(len(base))

    found = lmdi.contributions(base, actual)[order]

    assert lmdi.contributions(np.array(base)[order], np.array(actual)[order]) == pytest.approx(
        found, rel=1e-9
    )


@quick
@given(with_zeros, st.sampled_from([1e-3, 1e3, 1e4, 0.007]))
def test_another_unit_changes_nothing_but_the_unit(
    sides: tuple[list[float], list[float]], scale: float
) -> None:
    base, actual = np.array(sides[0]), np.array(sides[1])
    unit = np.ones(len(base))
    unit[0] = scale

    found = lmdi.contributions(base * unit, actual * unit)

    assert found == pytest.approx(scale * lmdi.contributions(base, actual), rel=1e-9)


@quick
@given(rows)
def test_two_steps_read_as_one_are_the_sum_of_both(sides: tuple[list[float], list[float]]) -> None:
    base, actual = np.array(sides[0]), np.array(sides[1])
    if len(base) < 2:
        return
    joined = lmdi.contributions([base[0] * base[1], *base[2:]], [actual[0] * actual[1], *actual[2:]])

    parts = lmdi.contributions(base, actual)

    assert joined[0] == pytest.approx(parts[0] + parts[1], rel=1e-9, abs=1e-9 * np.abs(parts).sum())


def test_no_rows_give_no_contributions() -> None:
    assert lmdi.contributions(np.empty((0, 3)), np.empty((0, 3))).shape == (0, 3)
    assert lmdi.contributions_by_group([], [], Groups.of([])).shape == (0,)
