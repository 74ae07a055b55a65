"""What pure noise looks like: the share of on-plan steps and points that are coloured.

Measured on 200 simulated teams over 12 months with the seeds below, held against theory within 3 standard
errors of the simulation, and told in the handbook's page on statistics with the numbers measured here.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from goalbook.analyse import evidence, xmr, xmr_signals
from goalbook.analyse.groups import Groups

pytestmark = pytest.mark.simulation
HANDBOOK = Path(__file__).resolve().parents[2] / "content"
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


def assert_is(measured: float, expected: float, number: int) -> None:
    """Within 3 standard errors of so many independent draws."""
    assert measured == pytest.approx(expected, abs=3 * np.sqrt(expected * (1 - expected) / number))


@pytest.mark.parametrize("step", range(len(PLAN)))
def test_share_of_on_plan_steps_that_are_coloured(step: int) -> None:
    below, above = theory(*PLAN[step])
    found = on_plan()[..., step]

    assert_is(float(np.mean(found >= 0.8)), below, found.size)
    assert_is(float(np.mean(found <= 0.2)), above, found.size)
    assert_is(float(np.mean((found >= 0.8) | (found <= 0.2))), below + above, found.size)
    assert 0.19 <= below <= 0.26
    assert 0.19 <= above <= 0.26


def test_share_of_on_plan_stages_that_are_coloured() -> None:
    """A stage runs from calls to appointments in one: 2.4 % of 2,500."""
    below, above = theory(2500, 0.024)
    hits = np.random.default_rng(14).binomial(2500, 0.024, TEAMS * MONTHS)
    found = evidence.p_rate_below(hits, 2500, 0.024)

    assert_is(float(np.mean(found >= 0.8)), below, found.size)
    assert_is(float(np.mean(found <= 0.2)), above, found.size)
    assert (below, above) == pytest.approx((0.1994, 0.1961), abs=5e-5)


@pytest.mark.parametrize(
    ("planned", "sides"), [(6, (0.151, 0.256)), (60, (0.202, 0.199)), (2500, (0.198, 0.197))]
)
def test_share_of_on_plan_counts_that_are_coloured(planned: int, sides: tuple[float, float]) -> None:
    """Contracts, appointments, calls: a Poisson count with the planned mean."""
    counts = np.arange(int(stats.poisson.ppf(1 - 1e-12, planned)) + 1)
    p, chance = evidence.p_count_below(counts, planned), stats.poisson.pmf(counts, planned)
    drawn = np.random.default_rng(15).poisson(planned, TEAMS * MONTHS)
    found = evidence.p_count_below(drawn, planned)

    exact = float(chance[p >= 0.8].sum()), float(chance[p <= 0.2].sum())
    assert_is(float(np.mean(found >= 0.8)), exact[0], found.size)
    assert_is(float(np.mean(found <= 0.2)), exact[1], found.size)
    assert exact == pytest.approx(sides, abs=5e-4)


def test_share_of_on_plan_teams_with_any_step_coloured() -> None:
    sides = [theory(*step) for step in PLAN]
    below = 1 - math.prod(1 - one for one, _ in sides)
    either = 1 - math.prod(1 - sum(both) for both in sides)
    found = on_plan()
    is_below = (found >= 0.8).any(axis=-1)
    is_either = ((found >= 0.8) | (found <= 0.2)).any(axis=-1)

    assert (below, either) == pytest.approx((0.767, 0.966), abs=5e-4)
    assert_is(float(is_below.mean()), below, is_below.size)
    assert_is(float(is_either.mean()), either, is_either.size)


def test_the_pages_note_on_chance_is_the_share_among_steps_of_many_cases() -> None:
    """``1 - .8^6`` would be exact if counts were not whole; with a million cases each they hardly are."""
    cases, rates = 10**6, np.array([rate for _, rate in PLAN])
    hits = np.random.default_rng(16).binomial(cases, rates, (TEAMS * MONTHS, len(PLAN)))
    found = (evidence.p_rate_below(hits, cases, rates) >= 0.8).any(axis=-1)

    assert_is(float(found.mean()), float(evidence.p_any_by_chance(len(PLAN))), found.size)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_handbook_tells_what_was_measured(language: str) -> None:
    page = (HANDBOOK / language / "handbook/statistics.md").read_text(encoding="utf-8")
    table = page.partition("{ #measured-noise }")[2].partition("\n#")[0]
    found, (new, series) = on_plan(), short_baseline()
    either = (found >= 0.8) | (found <= 0.2)
    shares = (
        float(np.mean(found >= 0.8)),
        float(np.mean(found <= 0.2)),
        float(np.mean((found >= 0.8).any(axis=-1))),
        float(np.mean(either.any(axis=-1))),
        float(new.mean()),
        float(series.mean()),
    )

    told = [line.split("|")[2].strip() for line in table.splitlines() if line.startswith("| ")][2:]
    assert told == [f"{share * 100:.0f} %" for share in shares]


def test_a_clear_difference_is_called_so_by_chance_in_a_twentieth_of_months() -> None:
    found = on_plan()[..., :3]

    assert float(np.mean(found >= 0.95)) == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / found.size))


def test_signals_of_a_long_stable_process_are_as_rare_as_theory_says() -> None:
    """Rule 1 beyond 3 sigma, rule 2 the eighth on one side, rule 3 the third of four beyond 1.5 sigma."""
    blocks, points = 200, 1_000
    noise = np.random.default_rng(12).normal(size=blocks * points)
    groups = Groups.of(np.zeros(blocks * points))

    found = xmr_signals.signals(noise, groups, xmr.limits(noise, groups))

    # 2.66 mean moving ranges are 2.66 * 2 / sqrt(pi) standard deviations
    outside = 2 * stats.norm.sf(2.66 * 2 / np.sqrt(np.pi))
    near = stats.norm.sf(2.66 / np.sqrt(np.pi))
    third = 2 * near * stats.binom.sf(1, 3, near)
    for rule, expected in ((found.outside, outside), (found.run, 0.5**7), (found.near, third)):
        shares = (rule != 0).reshape(blocks, points).mean(axis=1)
        # Neighbours hang together, so the error is that of the blocks' means.
        assert float(shares.mean()) == pytest.approx(expected, abs=3 * standard_error(shares))


def standard_error(shares: np.ndarray) -> float:
    return float(shares.std(ddof=1) / np.sqrt(shares.size))


def short_baseline() -> tuple[np.ndarray, np.ndarray]:
    """2,000 stable series with limits from 12 points: share of 12 new points with a signal; whether any."""
    noise = np.random.default_rng(13).normal(size=(2_000, 24))
    values, groups = noise.ravel(), Groups.rows_of(noise.shape)
    limits = xmr.limits(values, groups, is_baseline=xmr.first_points(values, groups))
    found = xmr_signals.signals(values, groups, limits).any.reshape(noise.shape)[:, 12:] != 0
    return found.mean(axis=1), found.any(axis=1)


def test_signals_of_a_stable_process_with_a_short_baseline() -> None:
    """Limits from 12 points are uncertain, so chance speaks more often than in a long series.

    A newest point lies outside when it is farther from the mean of 12 than 2.66 mean ranges; with other noise
    and nothing of ours that is measured again, and is the least that all three rules together come to.
    """
    new, series = short_baseline()
    again = np.random.default_rng(17).normal(size=(20_000, 13))
    base = again[:, :12]
    reach = 2.66 * np.abs(np.diff(base, axis=1)).mean(axis=1)
    outside = np.abs(again[:, 12] - base.mean(axis=1)) > reach

    assert float(new.mean()) > float(outside.mean()) > 2 * 0.0027
    assert float(new.mean()) == pytest.approx(0.0427, abs=3 * standard_error(new))
    assert float(series.mean()) == pytest.approx(0.25, abs=3 * standard_error(series))
