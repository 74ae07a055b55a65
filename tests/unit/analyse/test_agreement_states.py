"""Who has agreed, and which change asks to agree again."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from builders import a_cycle, a_key_result, a_metric, a_team
from goalbook.analyse import agreement_states
from goalbook.analyse.agreement_states import Agreed
from goalbook.model.agreement import Agreement
from goalbook.model.handbook import TeamFiles

TWO_STEPS = [
    {"from": "2026-10-01", "value": "20%"},
    {"from": "2026-12-01", "value": "16%", "why": "Few deals"},
]


def a_member(*days: str, **fields: Any) -> tuple[Agreement, ...]:
    return tuple(Agreement.model_validate({"date": day, "will_do": "I ask.", **fields}) for day in days)


def files(agreements: dict[str, tuple[Agreement, ...]], **fields: Any) -> TeamFiles:
    team = a_team(a_cycle(**fields))
    return dataclasses.replace(team, agreements={("h2", name): found for name, found in agreements.items()})


def of(found: TeamFiles, day: str) -> dict[str, Agreed]:
    told = agreement_states.agreements(found, "h2", date.fromisoformat(day))
    return {one.member: one for one in told}


def test_who_never_agreed_is_waited_for() -> None:
    found = of(files({"sato": a_member("2026-10-05")}), "2026-11-30")

    assert {name: one.state.value for name, one in found.items()} == {"ito": "waiting", "sato": "agreed"}
    assert agreement_states.counts(tuple(found.values()))["waiting"] == 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("day", "state", "moved", "coming"),
    [
        ("2026-10-04", "waiting", 0, 0),
        ("2026-10-05", "agreed", 0, 1),
        ("2026-11-30", "agreed", 0, 1),
        ("2026-12-01", "to-renew", 1, 0),
    ],
)
def test_a_target_dated_later_asks_to_agree_again_from_its_day_on(
    day: str, state: str, moved: int, coming: int
) -> None:
    rate = {"calls": a_metric(kind="rate", of="won / asked", target=TWO_STEPS)}
    one = of(files({"sato": a_member("2026-10-05")}, metrics=rate), day)["sato"]

    assert (one.state.value, len(one.moved), len(one.coming)) == (state, moved, coming)
    for change in (*one.moved, *one.coming):
        assert (change.metric, change.since, str(change.why)) == ("calls", date(2026, 12, 1), "Few deals")
        assert (change.old and change.old.text, change.new and change.new.text) == ("20%", "16%")
        assert change.ref.keys == ("metrics", "calls", "target", 1)


def test_a_key_result_dated_later_and_a_definition_say_which_they_are() -> None:
    found = files(
        {"sato": a_member("2026-10-05")},
        key_results={"kr1": a_key_result(target=TWO_STEPS)},
        changes=[{"date": "2026-11-02", "what": "calls", "why": "Without mailboxes"}],
    )
    one = of(found, "2026-12-01")["sato"]

    assert [(change.result, change.since.isoformat()) for change in one.moved] == [
        (None, "2026-11-02"),
        (("o1", "kr1"), "2026-12-01"),
    ]


def test_agreeing_again_settles_it_and_keeps_the_earlier_words() -> None:
    rate = {"calls": a_metric(kind="rate", of="won / asked", target=TWO_STEPS)}
    one = of(files({"sato": a_member("2026-10-05", "2026-12-01")}, metrics=rate), "2026-12-02")["sato"]

    assert one.state.value == "agreed"
    assert [entry.date.isoformat() for entry in one.entries] == ["2026-12-01", "2026-10-05"]
