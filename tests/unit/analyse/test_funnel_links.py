"""The links of funnels, and how sure their volumes are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from builders import a_cycle, a_handbook, a_metric, a_team, table
from goalbook.analyse import funnel_links
from goalbook.model.cycle import Cycle

Make = Callable[..., Cycle]


def links(cycle: Cycle) -> list[tuple[str, str]]:
    found = funnel_links.links(cycle)
    return [(link.step, link.aim) for link in found]


def certainty(cycle: Cycle) -> pd.DataFrame:
    book = a_handbook(a_team(cycle), spans={cycle.cycle: "2026-10-01..2027-03-31"})
    found = table(book, "certainty", date(2026, 11, 30))
    return found[(found["period"] == "month") & (found["first"] == pd.Timestamp(2026, 11, 1))]


def test_finer_steps_stand_for_what_they_refine(d1: Cycle) -> None:
    found = funnel_links.links(d1)

    assert links(d1)[:-1] == [
        ("calls", "conversations"),
        ("conversations", "asks"),
        ("asks", "appointments"),
        ("appointments", "meetings"),
        ("meetings", "proposals"),
        ("proposals", "contracts"),
    ]
    assert (found[-1].step, found[-1].aim, found[-1].is_whole) == ("calls", "contracts", True)
    assert found[-1].share(dict.fromkeys(found[-1].rates, 0.5) | {"win_rate": 0.1}) == pytest.approx(
        0.5**5 * 0.1
    )
    assert found[0].share({}) is None


def test_a_link_without_a_rate_breaks_the_whole(make_cycle: Make) -> None:
    cycle = make_cycle(
        "won",
        won={"funnel": ["calls", "asks", "met", "won"]},
        calls={},
        asks={},
        met={},
        meet={"kind": "rate", "of": "met / asks", "target": "50%"},
        win={"kind": "rate", "of": "won / met", "target": "20%"},
    )

    assert links(cycle) == [("asks", "met"), ("met", "won")]


def test_one_link_is_no_whole_and_money_has_no_chance(make_cycle: Make) -> None:
    one = make_cycle(
        "won", won={"funnel": ["asks", "won"]}, asks={}, win={"kind": "rate", "of": "won / asks"}
    )
    money = make_cycle(
        "sold",
        sold={"kind": "amount", "funnel": ["offered", "sold"]},
        offered={"kind": "amount"},
        share={"kind": "rate", "of": "sold / offered", "target": "20%"},
    )

    assert links(one) == [("asks", "won")]
    assert links(money) == []


def test_the_methods_coin_flips(d1: Cycle) -> None:
    found = certainty(d1).set_index("step")
    asks, proposals = found.loc["asks"], found.loc["proposals"]

    assert (asks["volume"], asks["target"], asks["needed"]) == (200, 60, 218)
    assert asks["chance"] == pytest.approx(0.526653, abs=5e-7)
    assert (proposals["volume"], proposals["target"], proposals["needed"]) == (30, 6, 39)
    assert proposals["chance"] == pytest.approx(0.572488, abs=5e-7)
    assert set(found["certainty"]) == {0.8}


def test_the_whole_funnel_takes_more_than_its_first_link(d1: Cycle) -> None:
    calls = certainty(d1).set_index(["step", "is_whole"])["needed"]

    assert (calls["calls", False], calls["calls", True]) == (2551, 3293)


def test_only_links_whose_numbers_are_planned_have_a_row() -> None:
    metrics = {
        "won": a_metric(funnel=["calls", "asks", "won"], target="6", per="month"),
        "calls": a_metric(),
        "asks": a_metric(),
        "ask_rate": a_metric(kind="rate", of="asks / calls"),
        "win": a_metric(kind="rate", of="won / asks", target="20%"),
    }

    assert certainty(a_cycle(metrics=metrics))["step"].tolist() == ["asks"]


@pytest.mark.parametrize("rate", ["0%", "150%"])
def test_an_impossible_rate_has_no_chance(rate: str) -> None:
    metrics = {
        "won": a_metric(funnel=["asks", "won"], target="6", per="month"),
        "asks": a_metric(target="10", per="month"),
        "win": a_metric(kind="rate", of="won / asks", target=rate),
    }

    assert certainty(a_cycle(metrics=metrics)).empty


def test_a_company_may_want_to_be_surer() -> None:
    metrics = {
        "won": a_metric(funnel=["asks", "won"], target="6", per="month"),
        "asks": a_metric(),
        "win": a_metric(kind="rate", of="won / asks", target="20%"),
    }
    book = a_handbook(a_team(a_cycle(metrics=metrics)), limits={"certainty": "95%"})
    found = table(book, "certainty", date(2026, 11, 30))
    month = found[(found["period"] == "month") & (found["first"] == pd.Timestamp(2026, 11, 1))]

    assert month["certainty"].tolist() == [0.95]
    assert month["needed"].item() > 39
