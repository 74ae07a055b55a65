"""A fortnight of a new team, with only the files that people make in a browser, in a real repository."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

import fortnight
from fortnight import TEAM, Seen


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Seen]]:
    """What each day shows."""
    with pytest.MonkeyPatch.context() as patch:
        yield fortnight.played(tmp_path_factory.mktemp("fortnight") / "goals", patch)


def test_the_check_finds_nothing_on_any_day(days: Mapping[str, Seen]) -> None:
    checked = {name: seen.said["check"] for name, seen in days.items() if "check" in seen.said}

    assert len(checked) == len(days) - 2
    assert set(checked.values()) == {(0, "")}


def test_17_november_two_have_agreed_and_one_was_written_down_by_the_lead(days: Mapping[str, Seen]) -> None:
    seen = days["begun"]
    page = seen.pages["reviews.en"]

    assert "Next review: Wed 18 Nov mid-month" in page
    assert "Sato ✓ agreed I ask about the budget first. 17 Nov 2026 Suzuki ✓ agreed" in page
    assert "17 Nov 2026 · recorded for Suzuki by Sato Tanaka ○ not yet" in page
    assert "2026年11月17日 · 鈴木さんの代わりに佐藤さんが記録 田中 ○ まだ" in seen.pages["reviews.ja"]
    assert seen.said["reviews-due --on 2026-11-17"] == (0, "")
    assert "  - New goals for winter\n" in seen.said["history sales --language en"][1]


def test_18_november_the_mid_month_review_is_due_until_it_is_held(days: Mapping[str, Seen]) -> None:
    morning, evening = days["mid-month"], days["mid-month held"]
    page = evening.pages["reviews.en"]

    assert morning.said["reviews-due"] == (0, "sales mid-month\n")
    assert evening.said["reviews-due --on 2026-11-18"] == (0, "")
    assert "Next review: Thu 3 Dec month start" in page
    assert "Compare two recordings⁠ Suzuki Fri 27 Nov ○ open 18 Nov" in page
    assert "Mid-month review Wed 18 Nov ✓ held Sato, Suzuki 1" in page


def test_20_november_branches_of_numbers_need_nobody_and_a_target_does(days: Mapping[str, Seen]) -> None:
    alone, seen = days["recorded"].said, days["announced"]
    target = "The win rate target (contracts ÷ asks) falls from 20 % to 16 %, from 24 Nov"

    assert set(alone.values()) == {(0, "")}
    assert seen.said["log-only main lower"] == (1, f"{TEAM}/winter.yml\n")
    assert seen.said["check --changed-since main"] == (0, "")
    assert "target-moved" in seen.said["diff main lower --language en"][1]
    told = f"{target} Reason: Larger customers Effect Contracts plan per month: 6 → 4.8 (−1.2)"
    assert told in seen.pages["history.en"]
    assert "“A lower win rate” #9 · Sato" in seen.pages["history.en"]
    assert f"  - {target}\n    Reason: Larger customers\n" in seen.said["history sales --language en"][1]


def test_20_november_a_change_to_come_is_only_announced(days: Mapping[str, Seen]) -> None:
    page = days["announced"].pages["reviews.en"]
    coming = "✓ agreed Will change: Win rate 20.0 % → 16.0 % from 24 Nov Larger customers"

    assert (page.count(coming), page.count("to renew")) == (2, 0)
    assert "これから変わること:受注率 20.0 % → 16.0 % 11月24日から" in days["announced"].pages["reviews.ja"]


def test_24_november_the_change_asks_two_to_agree_again(days: Mapping[str, Seen]) -> None:
    seen = days["changed"]
    page, japanese = seen.pages["reviews.en"], seen.pages["reviews.ja"]
    changed = "◐ to renew Changed since: Win rate 20.0 % → 16.0 % from 24 Nov Larger customers"

    assert f"Sato {changed} I ask about" in page
    assert f"Suzuki {changed} Two recordings" in page
    assert (page.count("to renew"), page.count("✓ agreed"), page.count("not yet")) == (2, 2, 0)
    assert "佐藤 ◐ 再合意待ち 合意のあとに変わったこと:受注率 20.0 % → 16.0 % 11月24日から" in japanese
    assert "4 of 4 agreed, 2 of them to renew" in seen.pages["team.en"]


def test_24_november_git_says_who_recorded_what_is_anothers(days: Mapping[str, Seen]) -> None:
    page = days["changed"].pages["reviews.en"]

    assert "Larger customers first. 24 Nov 2026 Ito" in page  # by the account in team.yml
    assert "I keep the list. 24 Nov 2026 · recorded under the name Hanako" in page


def test_24_november_three_files_of_two_days_are_one_number(days: Mapping[str, Seen]) -> None:
    seen = days["changed"]

    assert "Day 6 of 10: 3 contracts (plan 3.2, by now about 2)." in seen.pages["team.en"]
    assert "Win rate ★ (Contracts ÷ Asks) 11.1 % (1/9) plan 16 %" in seen.pages["team.en"]
    stood = seen.said["history sales --on 2026-11-24 --language en"][1]
    assert "    - Win rate: 16 %\n" in stood


def test_3_december_the_action_comes_back(days: Mapping[str, Seen]) -> None:
    morning, evening = days["month-start"], days["month-start held"]
    late = "Compare two recordings⁠ Suzuki Fri 27 Nov ▼ past its day 18 Nov"

    assert morning.said["reviews-due --on 2026-12-03"] == (0, "sales month-start\n")
    assert "1 open action (1 late)" in morning.pages["team.en"]
    assert "Contracts in November: 3, 0.2 short of plan." in morning.pages["team.en"]
    assert "Waiting for: Sato (Asks)" in morning.pages["team.en"]
    assert morning.door[0] == f"{TEAM}/reviews/2026-12-03-month-start.md"
    assert "- ▼ past its day: Compare two recordings (Suzuki, 27 Nov)\n" in morning.door[1]
    assert "**November 2026** Contracts in November: 3, 0.2 short of plan." in morning.door[1]
    assert morning.drafted == morning.door[1]  # page and command begin it alike
    assert evening.said["reviews-due --on 2026-12-03"] == (0, "")
    held = evening.pages["reviews/2026-12-03-month-start.en"]
    assert f"Actions brought to it as of that day Action Who Until State From the review of {late}" in held
    assert "Keep asking for the budget." in held
    assert late in evening.pages["reviews.en"]
    assert "Next review: Thu 17 Dec mid-month" in evening.pages["reviews.en"]


def test_reminders_name_who_is_asked_for_what(days: Mapping[str, Seen]) -> None:
    assert days["changed"].said["remind --language ja"] == (
        0,
        "## 営業\n\n- 宿題:Compare two recordings(鈴木、11月27日(金))\n- もう一度合意する人:佐藤、鈴木\n",
    )
    code, said = days["month-start"].said["remind --language en --site https://goals.example/"]
    assert code == 0
    assert said == (
        "## Sales\n\n"
        "- Numbers to record, Sato: Asks\n"
        "- Month-start review, due Thu 3 Dec\n"
        "- Action: Compare two recordings (Suzuki, Fri 27 Nov)\n"
        "- To agree again: Sato, Suzuki\n\n"
        "https://goals.example/teams/sales/index.html#record\n"
    )


def test_the_status_is_what_the_page_opens_with_and_what_is_out_of_shape(days: Mapping[str, Seen]) -> None:
    code, said = days["month-start"].said["status --language en"]

    assert code == 0
    assert said.startswith(
        "## Sales\n\nContracts in November: 3, 0.2 short of plan. Find out about the asks.\n\n"
        "- Next review: Thu 3 Dec month start\n- 1 open action (1 late)\n"
        "- 4 of 4 agreed, 2 of them to renew\n"
    )
    assert "<" not in said
