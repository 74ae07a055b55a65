"""The comment under a proposal: what stands first, what is folded, and that it always fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from goalbook.history.difference import difference
from goalbook.load.loaded import Loaded
from goalbook.present import places
from goalbook.present.comment import comment
from goalbook.words import Words, words

CYCLE = """\
cycle: fy2026-h2
kgi: won
metrics:
  won: {name: Won, kind: count, target: 6, per: month, funnel: [asked, won]}
  asked: {name: Asked, kind: count}
  rate: {name: Win rate, kind: rate, of: won / asked, target: 20%}
objectives:
  o: {title: Grow, key_results: {k: {title: Win more, metric: rate, target: 18%}}}
"""
H2 = "goals/teams/sales-1/fy2026-h2.yml"

Told = Callable[..., str]


@pytest.fixture
def told(read: Callable[[Any], Loaded], english: Words) -> Told:
    """The comment about the change from one set of files to another."""

    def run(before: Mapping[str, str], after: Mapping[str, str], *languages: Words) -> str:
        changed = frozenset(
            path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
        )
        found = difference(read(before), read(after), changed, date(2026, 11, 30))
        return comment(found, languages or (english,))

    return run


def test_a_target_without_a_day_gets_the_series_ready_to_paste(told: Told) -> None:
    text = told({H2: CYCLE}, {H2: CYCLE.replace("target: 20%", "target: 16%")})

    assert "- **No day and no reason yet.**" in text
    assert "`- {from: 2026-10-01, value: 20%}` `- {from: 2026-11-30, value: 16%, why: reason here}`" in text


def test_a_number_with_commas_is_quoted_in_what_is_pasted(told: Told) -> None:
    before = CYCLE.replace("target: 6,", 'target: "6,000",')
    text = told({H2: before}, {H2: before.replace("6,000", "5,000")})

    assert 'value: "6,000"}` `- {from: 2026-11-30, value: "5,000",' in text


def test_a_reason_that_is_given_is_not_asked_for(told: Told) -> None:
    series = "target: [{from: 2026-10-01, value: 20%}, {from: 2026-12-01, value: 16%, why: New customers}]"
    text = told({H2: CYCLE}, {H2: CYCLE.replace("target: 20%", series)})

    assert "reason" not in text


def test_goals_stand_first_and_the_rest_follows(told: Told) -> None:
    after = CYCLE.replace("name: Asked", "name: Asks").replace("target: 20%", "target: 16%, owner: sato")
    lines = told({H2: CYCLE}, {H2: after}).splitlines()

    assert lines[0] == "### Sales team 1: 3 changes"
    assert lines[2] == "- the win rate target (won ÷ asks) falls from 20 % to 16 %"
    assert "| KR1 Win more | consistent | **inconsistent** (planned 16.0 %, promised 18.0 %) |" in lines


def test_recorded_numbers_have_a_heading_beside_goals(told: Told) -> None:
    log = {"goals/teams/sales-1/log/progress/a.csv": "date,metric,value\n2026-11-06,asked,3\n"}
    text = told({H2: CYCLE}, {**log, H2: CYCLE.replace("target: 20%", "target: 16%")})

    assert "\n\n#### Recorded numbers\n\n- Sales team 1: rows recorded: 1, " in text


def test_the_company_s_own_changes_bear_its_name(told: Told) -> None:
    company = "name: Sample\nlanguages: [en, ja]\ncycles: {fy2026-h2: 2026-10-01..2027-03-31}\n"
    text = told({"goals/company.yml": company}, {"goals/company.yml": company + "currency: USD\n"})

    assert text.startswith("### Sample: Sample, currency: JPY → USD\n")


def test_a_thousand_changes_still_fit_under_a_proposal(told: Told) -> None:
    name = "A team with a rather long name, as they have in large companies " * 2
    team = f"name: {name}\nmembers: {{sato: {{name: Sato}}}}\n"
    before = {f"goals/teams/t{number}/team.yml": team for number in range(150)}
    before |= {f"goals/teams/t{number}/fy2026-h2.yml": CYCLE for number in range(150)}
    after = {path: text.replace("target: 20%", "target: 16%") for path, text in before.items()}
    both = tuple(words(language, places.locales()) for language in ("en", "ja"))
    text = told(before, after, *both)

    assert len(text) < 65_536
    assert "Teams not shown here: " in text
    assert text.count("<details>") == text.count("</details>") == 3


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("18%", "21%", 'the target of "Win more" rises from 18 % to 21 %'),
        ("+3pt, baseline: 15%", "+5pt, baseline: 15%", "rises from +3.0 points to +5.0 points"),
        ("+10%, baseline: 15%", "+12.5%, baseline: 15%", "rises from +10 % to +12.5 %"),
        ("+10%, baseline: 15%", "18%, baseline: 15%", "changes from +10 % to 18 %"),
    ],
)
def test_targets_are_written_as_readers_know_them(told: Told, old: str, new: str, shown: str) -> None:
    before = CYCLE.replace("target: 18%", f"target: {old}")

    assert shown in told({H2: before}, {H2: CYCLE.replace("target: 18%", f"target: {new}")}).splitlines()[0]


LETTERS = {
    "an owner": ("target: 20%}", "target: 20%, owner: sato}", "Specific: missing → evidenced."),
    "a day": (
        "target: 18%}",
        "target: 18%, due: 2027-06-30}",
        "Time-bound: evidenced → missing. By when within this cycle, 1 Oct 2026 to 31 Mar 2027?",
    ),
    "the KGI": (
        "kgi: won\n",
        "",
        "Relevant: for people to say → missing. Which final result (KGI) does it serve?",
    ),
    "a title": ("Win more", "Win many", 'Specific: missing. "many": Which number'),
}


@pytest.mark.parametrize("what", LETTERS)
def test_letters_of_smart_that_change_stand_among_the_details(what: str, told: Told) -> None:
    old, new, shown = LETTERS[what]
    after = CYCLE.replace(old, new)
    title = "Win many" if what == "a title" else "Win more"
    _, details = told({H2: CYCLE}, {H2: after}).split("<details>")
    _, smart, lines, *_ = details.split("\n\n")

    assert smart == "**SMART**"
    assert lines.startswith(f'- "{title}", {shown}')
    assert lines.count("\n") == (what == "an owner")  # who is asked, too, whether it is agreed


def test_letters_are_told_in_japanese(told: Told) -> None:
    text = told({H2: CYCLE}, {H2: CYCLE.replace("kgi: won\n", "")}, words("ja", places.locales()))
    [line] = [line for line in text.splitlines() if line.startswith("- 「")]

    assert line == "- 「Win more」の「つながり」:本人の言葉 → 不足。どの最終目標(KGI)のためですか?"


def test_a_new_key_result_is_asked_what_it_lacks(told: Told) -> None:
    more = "{k: {title: Win more, metric: rate, target: 18%}, n: {title: Ask, metric: asked, target: 9}}"
    text = told({H2: CYCLE}, {H2: CYCLE.replace("{k: {title: Win more, metric: rate, target: 18%}}", more)})

    assert '- "Ask", Specific: missing. Who looks after it?\n' in text
    assert '"Win more", ' not in text


def test_a_key_result_keeps_its_letters_under_another_id(told: Told) -> None:
    text = told({H2: CYCLE}, {H2: CYCLE.replace("{k: {title", "{k2: {was: [k], title")})

    assert "**SMART**: no letter of a key result changes." in text


def test_letters_are_not_told_of_what_could_not_be_read(told: Told) -> None:
    text = told({H2: CYCLE}, {H2: CYCLE.replace("kind: rate", "kind: rat").replace("Grow", "Grow up")})

    assert "SMART**" not in text


def test_days_within_a_month_are_told_by_date(told: Told) -> None:
    days = (("2026-10-01", 20), ("2026-12-15", 16), ("2027-02-01", 20))
    series = f"target: [{', '.join(f'{{from: {day}, value: {share}%}}' for day, share in days)}]"

    assert (
        told({H2: CYCLE}, {H2: CYCLE.replace("target: 20%", series)})
        .splitlines()[0]
        .endswith("falls from 20 % to 16 %, from 15 Dec to January")
    )


def test_where_lower_is_better_the_bad_side_is_above(told: Told) -> None:
    base = CYCLE.replace("kind: rate, of", "kind: rate, direction: down, of")
    rows = "date,metric,value\n2026-11-06,asked,50\n2026-11-06,won,20\n"
    log = {"goals/teams/sales-1/log/progress/a.csv": rows}
    text = told({**log, H2: base}, {**log, H2: base.replace("target: 20%", "target: 25%")})

    assert "November's 40.0 % rests on 50 asked; it is clear that it is above 20 % (99 %)." in text


def test_a_plan_that_did_not_agree_is_not_reckoned_with(told: Told) -> None:
    wrong = CYCLE.replace(
        "asked: {name: Asked, kind: count}", "asked: {name: Asked, kind: count, target: 90, per: month}"
    )
    text = told({H2: wrong}, {H2: wrong.replace("target: 20%", "target: 16%")})

    assert "- What this does to the plan cannot be said: its targets did not agree before." in text
    assert "plan per month" not in text
