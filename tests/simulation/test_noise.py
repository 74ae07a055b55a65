"""What pure noise looks like: the share of on-plan steps and points that are coloured.

Measured with the seeds below, held against theory and documented in `goalbook.analyse.evidence`:

* a step exactly on plan is called below plan in 20 to 26 % of months, more often the fewer its cases;
* of the worked example's six steps at least one is, in 77 % of months;
* a stable process with 12 baseline points shows a signal on its newest point in about 4 % of periods.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from goalbook.analyse import evidence, xmr, xmr_signals
from goalbook.analyse.groups import Groups

pytestmark = pytest.mark.simulation
TEAMS = 200
MONTHS = 12
PLAN = ((2500, 0.40), (1000, 0.20), (200, 0.30), (60, 0.80), (48, 0.625), (30, 0.20))


def theory(cases: int, rate: float) -> tuple[float, float]:
    """Share of on-plan months called below and above plan, summed over every possible result."""
    hits = np.arange(cases + 1)
    below = evidence.p_rate_below(hits, cases, rate)
    chance = stats.binom.pmf(hits, cases, rate)
    return float(chance[below >= 0.8].sum()), float(chance[below <= 0.2].sum())


def on_plan() -> np.ndarray:
    """P(below plan) of every team, month and step when every step is exactly on plan."""
    generator = np.random.default_rng(11)
    cases, rates = np.array([n for n, _ in PLAN]), np.array([r for _, r in PLAN])
    hits = generator.binomial(cases, rates, (TEAMS, MONTHS, len(PLAN)))
    return evidence.p_rate_below(hits, cases, rates)


@pytest.mark.parametrize("step", range(len(PLAN)))
def test_share_of_on_plan_steps_that_are_coloured(step: int) -> None:
    below, above = theory(*PLAN[step])
    found = on_plan()[..., step]

    for share, expected in ((np.mean(found >= 0.8), below), (np.mean(found <= 0.2), above)):
        error = np.sqrt(expected * (1 - expected) / found.size)
        assert float(share) == pytest.approx(expected, abs=3 * error)
    assert 0.19 <= below <= 0.26
    assert 0.19 <= above <= 0.26


def test_share_of_on_plan_teams_with_any_step_below() -> None:
    expected = 1 - np.prod([1 - theory(*step)[0] for step in PLAN])
    found = (on_plan() >= 0.8).any(axis=-1)

    assert expected == pytest.approx(0.767, abs=1e-3)
    assert float(found.mean()) == pytest.approx(
        expected, abs=3 * np.sqrt(expected * (1 - expected) / found.size)
    )
    assert float(evidence.p_any_by_chance(len(PLAN))) == pytest.approx(expected, abs=0.04)


def test_a_clear_difference_is_called_so_by_chance_in_a_twentieth_of_months() -> None:
    found = on_plan()[..., :3]

    assert float(np.mean(found >= 0.95)) == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / found.size))


def test_signals_of_a_long_stable_process_are_as_rare_as_theory_says() -> None:
    """Rule 1 beyond 3 sigma, rule 2 the eighth on one side, rule 3 the third of four beyond 1.5 sigma."""
    points = 200_000
    noise = np.random.default_rng(12).normal(size=points)
    groups = Groups.of(np.zeros(points))

    found = xmr_signals.signals(noise, groups, xmr.limits(noise, groups))

    # 2.66 mean moving ranges are 2.66 * 2 / sqrt(pi) standard deviations
    outside = 2 * stats.norm.sf(2.66 * 2 / np.sqrt(np.pi))
    near = stats.norm.sf(2.66 / np.sqrt(np.pi))
    third = 2 * near * stats.binom.sf(1, 3, near)
    assert float(np.mean(found.outside != 0)) == pytest.approx(outside, rel=0.15)
    assert float(np.mean(found.run != 0)) == pytest.approx(0.5**7, rel=0.15)
    assert float(np.mean(found.near != 0)) == pytest.approx(third, rel=0.15)


def test_signals_of_a_stable_process_with_a_short_baseline() -> None:
    """Limits from 12 points are uncertain, so chance speaks more often: on about 4 % of new points."""
    noise = np.random.default_rng(13).normal(size=(2_000, 24))
    values, groups = noise.ravel(), Groups.rows_of(noise.shape)
    limits = xmr.limits(values, groups, is_baseline=xmr.first_points(values, groups))

    found = xmr_signals.signals(values, groups, limits).any.reshape(noise.shape)[:, 12:]

    assert 0.03 <= float(np.mean(found != 0)) <= 0.05
    assert 0.20 <= float(np.mean((found != 0).any(axis=1))) <= 0.30
