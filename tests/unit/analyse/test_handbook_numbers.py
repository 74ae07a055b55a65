"""The worked figures of the handbook's page on statistics, computed anew; both languages print them."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from goalbook.analyse import certainty, evidence, lmdi, mix, wilson, xmr
from goalbook.analyse.groups import Groups
from goalbook.present import places

PAGES = {
    language: (places.content() / language / "handbook/statistics.md").read_text(encoding="utf-8")
    for language in ("en", "ja")
}
PLAN = (2500, 0.4, 0.2, 0.3, 0.8, 0.625, 0.2, 400_000)
ACTUAL = (2600, 988 / 2600, 190 / 988, 50 / 190, 42 / 50, 27 / 42, 4 / 27, 420_000)
MONTHS = (198.0, 189.0, 215.0, 221.0, 196.0, 233.2, 246.0)
Section = Callable[[str], str]


@pytest.fixture(params=sorted(PAGES))
def section(request: pytest.FixtureRequest) -> Section:
    """The text below a heading of the page, in one language: ``section("small")``."""

    def below(anchor: str) -> str:
        _, _, rest = PAGES[request.param].partition(f"{{ #{anchor} }}")
        assert rest, anchor
        return re.split(r"\n## ", rest)[0]

    return below


def percent(share: float, decimals: int = 1) -> str:
    return f"{100 * share:.{decimals}f}"


def test_both_parts_rise_and_the_whole_falls(section: Section) -> None:
    found = mix.kitagawa(
        mix.Segments(base_hits=[48, 12], base_cases=[120, 80], hits=[31, 22], cases=[70, 130]),
        Groups.of([0, 0]),
    )
    said = section("mix")

    assert found.is_simpson.all()
    for share in (48 / 120, 31 / 70, 12 / 80, 22 / 130, 60 / 200, 53 / 200):
        assert f"{percent(share)} %" in said
    assert f"+{percent(found.rate.sum())}" in said
    assert f"−{percent(-found.mix.sum())}" in said
    assert f"−{percent(0.3 - 0.265)}" in said


def test_three_win_rates_of_one_month(section: Section) -> None:
    said = section("one-name")

    for hits, cases in ((441, 1198), (308, 627), (308, 1198)):
        assert f"{percent(hits / cases)} %" in said


@pytest.mark.parametrize(("hits", "cases"), [(4, 27), (50, 190), (2, 15), (27, 180), (0, 12)])
def test_the_rates_that_fit_a_few_cases(section: Section, hits: int, cases: int) -> None:
    low, high = (float(bound) for bound in wilson.interval(hits, cases))
    shown = "0" if hits == 0 else percent(low)

    assert re.search(rf"\| {re.escape(shown)}( to |〜){percent(high)} %", section("small"))


def test_months_without_a_contract_and_the_cases_it_takes(section: Section) -> None:
    said = section("small")

    assert f"{percent(0.85**15)} %" in said
    assert f"{int(wilson.cases_for_margin(0.15))}" in said


def test_how_sure_november_is(section: Section) -> None:
    said = section("how-sure")

    for hits, cases, plan in ((50, 190, 0.3), (4, 27, 0.2)):
        assert f"{percent(float(evidence.p_rate_below(hits, cases, plan)), 0)} %" in said


@pytest.mark.parametrize(("target", "rate", "planned"), [(60, 0.3, 200), (6, 0.2, 30)])
def test_what_certainty_costs(section: Section, target: int, rate: float, planned: int) -> None:
    chance = float(certainty.p_reach(planned, rate, target))
    needed = int(certainty.trials_needed(target, rate))
    said = section("coin-flip")

    assert f"{planned}" in said
    assert f"({percent(chance, 0)} %)" in said
    assert f"{needed}" in said
    assert f"{percent(needed / planned - 1, 0)} %" in said


def test_the_usual_range_of_the_sample_team(section: Section) -> None:
    found = xmr.limits(MONTHS, Groups.of([0] * len(MONTHS)))
    low, centre, high = (float(value[0]) for value in (found.lower, found.centre, found.upper))
    said = section("signal")

    for value in MONTHS:
        assert f"{value:.1f}" in said or f"{value / 100:.2f}" in said
    assert f"{centre:.1f}" in said or f"{centre / 100:.2f}" in said
    assert f"{low:.0f}〜{high:.0f}" in said or f"{low / 100:.2f} to {high / 100:.2f}" in said
    assert low < 168.0 < high


@pytest.mark.parametrize("plan", [6, 15, 60])
def test_how_often_a_team_at_plan_falls_below_nine_tenths(section: Section, plan: int) -> None:
    chance = float(stats.poisson.cdf(np.ceil(0.9 * plan) - 1, plan))

    assert f"{percent(chance, 0)} %" in section("traffic-lights")


def test_the_parts_of_the_gap(section: Section) -> None:
    parts = lmdi.contributions(PLAN, ACTUAL)
    said = section("decomposition")

    for part in parts:
        assert f"{'+' if part > 0 else '−'}{abs(part):,.0f}" in said
    assert parts.sum() == pytest.approx(-720_000)


def test_how_far_equal_people_spread(section: Section) -> None:
    rate, asks = 50 / 190, 48
    spread = 3 * np.sqrt(asks * rate * (1 - rate))
    low, high = np.ceil(asks * rate - spread), np.floor(asks * rate + spread)
    said = section("people")

    assert f"{low:.0f}" in said
    assert f"{high:.0f}" in said
    assert f"{percent(rate)} %" in said
