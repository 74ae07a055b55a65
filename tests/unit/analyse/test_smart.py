"""Five letters: evidence and open questions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goalbook.analyse import smart
from goalbook.analyse.smart_letter import Result
from goalbook.model.agreement import Agreement
from goalbook.model.company import Company
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.objective import SmartLetter
from goalbook.model.team import Team
from goalbook.present import places
from goalbook.words import words

COMPANY = Company.model_validate({"name": "Sample", "cycles": {"h2": "2026-10-01..2027-03-31"}})
TEAM = Team.model_validate(
    {"name": "Sales", "members": {"sato": {"name": {"en": "Sato", "ja": "佐藤"}}, "ito": {"name": "Ito"}}}
)
METRICS = {
    "revenue": {
        "name": "Revenue",
        "kind": "amount",
        "formula": "won × price",
        "target": "600",
        "per": "month",
    },
    "price": {"name": "Price", "kind": "ratio", "of": "revenue / won", "target": "100"},
    "won": {"name": "Won", "kind": "count", "funnel": ["offers", "won"]},
    "offers": {"name": "Offers", "kind": "count"},
    "win": {
        "name": {"en": "Win rate", "ja": "受注率"},
        "kind": "rate",
        "of": "won / offers",
        "target": "20%",
    },
    "calm": {"name": "Calm", "kind": "score", "supports": "win"},
    "alone": {"name": "Alone", "kind": "count"},
}
PLACE = ("sales", "h2", "o", "kr")
FULL = {
    "title": "A win rate of 20 %",
    "metric": "win",
    "baseline": "12%",
    "target": "20%",
    "due": "2027-03-31",
    "type": "committed",
    "owner": "sato",
    "smart": ["measurable", "time_bound"],
}


NAMED = 'The objective speaks of it: "revenue"'


def handbook(key_result: dict[str, Any], *, agreed: dict[str, str] | None = None, **cycle: Any) -> Handbook:
    others, objective = cycle.pop("beside", {}), cycle.pop("objective", "Grow revenue")
    team = TeamFiles(
        id="sales",
        team=TEAM,
        cycles={
            "h2": Cycle.model_validate(
                {
                    "cycle": "h2",
                    "kgi": "revenue",
                    "metrics": METRICS,
                    "objectives": {"o": {"title": objective, "key_results": {"kr": key_result} | others}},
                }
                | cycle
            )
        },
        agreements={
            ("h2", member): (Agreement.model_validate({"date": day, "will_do": "x"}),)
            for member, day in (agreed or {}).items()
        },
    )
    return Handbook(company=COMPANY, teams={"sales": team})


def said(
    found: Handbook, letter: SmartLetter, language: str = "en", day: date | None = None
) -> tuple[list[str], list[str]]:
    speech = words(language, places.locales())
    one = next(one for one in smart.letters(found, PLACE, day) if one.letter is letter)
    return [speech.say(text) for text in one.evidence], [speech.say(text) for text in one.questions]


def test_a_key_result_said_in_full_has_all_five_letters() -> None:
    found = smart.letters(handbook(FULL, agreed={"sato": "2026-10-05"}), PLACE)

    assert [letter.letter for letter in found] == list(SmartLetter)
    assert [letter.is_evidenced for letter in found] == [True] * 5
    assert [letter.letter for letter in found if letter.is_stressed] == [
        SmartLetter.MEASURABLE,
        SmartLetter.TIME_BOUND,
    ]


def test_a_title_alone_has_questions_and_no_evidence_but_the_cycles_end() -> None:
    found = smart.letters(handbook({"title": "Do better"}), PLACE)

    assert [bool(letter.questions) for letter in found] == [True, True, True, True, False]
    assert not any(letter.evidence for letter in found[:4])


@pytest.mark.parametrize(
    ("change", "agreed", "results"),
    [
        ({}, {"sato": "2026-10-05"}, "pass pass pass pass pass"),
        ({}, {}, "pass pass attest pass pass"),
        ({"type": None}, {"sato": "2026-10-05"}, "pass pass warn pass pass"),
        ({"title": "Try to raise it"}, {"sato": "2026-10-05"}, "warn pass pass pass pass"),
        ({"baseline": None}, {"sato": "2026-10-05"}, "pass warn pass pass pass"),
        ({"baseline": "20%"}, {"sato": "2026-10-05"}, "pass fail pass pass pass"),
        ({"owner": None, "metric": "alone"}, {}, "fail pass attest fail pass"),
        ({"due": "2027-04-01"}, {"sato": "2026-10-05"}, "pass pass pass pass fail"),
    ],
)
def test_every_letter_has_a_result(change: dict[str, Any], agreed: dict[str, str], results: str) -> None:
    fields = {key: value for key, value in (FULL | change).items() if value is not None}
    found = smart.letters(handbook(fields, agreed=agreed), PLACE)

    assert " ".join(letter.result.value for letter in found) == results


@pytest.mark.parametrize(
    ("day", "target"),
    [(None, "18%"), (date(2026, 9, 1), "15%"), (date(2026, 11, 30), "15%"), (date(2026, 12, 1), "18%")],
)
def test_measurable_names_the_target_of_the_day(day: date | None, target: str) -> None:
    steps = [{"from": "2026-10-01", "value": "15%"}, {"from": "2026-12-01", "value": "18%", "why": "x"}]
    evidence, _ = said(handbook(FULL | {"target": steps}), SmartLetter.MEASURABLE, day=day)

    assert evidence[0] == f"From 12% to {target}"


def test_a_target_that_moves_later_has_not_moved_yet() -> None:
    steps = [{"from": "2026-10-01", "value": "15%"}, {"from": "2026-12-01", "value": "18%", "why": "x"}]
    book = handbook(FULL | {"target": steps}, agreed={"sato": "2026-10-05"})

    assert said(book, SmartLetter.ACHIEVABLE, day=date(2026, 11, 30))[1] == []
    assert said(book, SmartLetter.ACHIEVABLE, day=date(2026, 12, 1))[1] == [
        "The target moved on 2026-12-01. Still agreed, Sato?"
    ]


def test_specific_names_the_number_both_sides_of_a_rate_and_the_person() -> None:
    assert said(handbook(FULL), SmartLetter.SPECIFIC) == (
        ["Measured by Win rate", "Computed as Won ÷ Offers", "Looked after by Sato"],
        [],
    )


@pytest.mark.parametrize(
    ("change", "question"),
    [
        ({"metric": "gone"}, "Which number shows that it is reached?"),
        ({"metric": None}, "Which number shows that it is reached?"),
        ({"owner": None}, "Who looks after it?"),
        ({"owner": "nobody"}, "Who looks after it?"),
    ],
)
def test_specific_asks_for_what_is_missing(change: dict[str, Any], question: str) -> None:
    fields = {key: value for key, value in (FULL | change).items() if value is not None}

    assert said(handbook(fields), SmartLetter.SPECIFIC)[1] == [question]


@pytest.mark.parametrize(
    ("change", "questions"),
    [
        ({"title": "Raise the win rate"}, []),  # with a metric, a target and a due day nothing is open
        ({"title": "Try to raise the win rate"}, ['"try": Which act, how many times, until when?']),
        ({"title": {"en": "A win rate of 20 %", "ja": "受注率20%に向けて頑張る"}},
         ['"頑張": Which act, how many times, until when?']),
        ({"title": {"en": "Try to sell", "ja": "販売を頑張る"}},
         ['"try": Which act, how many times, until when?']),
        ({"title": {"ja": "販売を頑張る", "en": "Try to sell"}},
         ['"try": Which act, how many times, until when?']),
    ],
)  # fmt: skip
def test_specific_asks_about_vague_words(change: dict[str, Any], questions: list[str]) -> None:
    assert said(handbook(FULL | change), SmartLetter.SPECIFIC)[1] == questions


def test_a_rate_without_a_denominator_is_asked_for_it() -> None:
    metrics = METRICS | {"win": {"name": "Win rate", "kind": "rate"}}

    assert said(handbook(FULL, metrics=metrics), SmartLetter.SPECIFIC)[1] == [
        "What is it a share of? Name the denominator."
    ]


@pytest.mark.parametrize(
    ("fields", "evidence", "questions"),
    [
        ({"metric": "win", "baseline": "12%", "target": "15%"}, "From 12% to 15%", []),
        ({"metric": "win", "baseline": "12%"}, "From 12% to 20%", []),
        ({"metric": "win", "target": "15%"}, "The target is 15%", ["Where does it stand today?"]),
        ({"metric": "win", "baseline": "15%", "target": "15%"}, "From 15% to 15%",
         ["The target is the baseline. What is to change?"]),
        ({"metric": "revenue", "per": "cycle", "target": "3,600"}, "From 0 to 3,600", []),
        ({"metric": "revenue", "baseline_from": "h1", "target": "+15%"}, "From the result of h1 to +15%", []),
        ({"metric": "revenue", "target": "+15%"}, "The target is +15%", ["Where does it stand today?"]),
        ({"metric": "won", "per": "month", "baseline": "5"}, "From 5 to 6", []),
    ],
)  # fmt: skip
def test_measurable_is_from_what_to_what(fields: dict[str, Any], evidence: str, questions: list[str]) -> None:
    found = said(handbook({"title": "x"} | fields), SmartLetter.MEASURABLE)

    assert found == ([evidence, "Logged every week"], questions)


def test_no_target_anywhere_is_asked_for() -> None:
    found = said(handbook({"title": "x", "metric": "alone", "baseline": "3"}), SmartLetter.MEASURABLE)

    assert found == (["Logged every week"], ["What is the target?"])


def test_a_rubric_is_measured_by_its_levels() -> None:
    rubric = {"title": "x", "rubric": ["none", "some", "all"], "target": "2"}

    assert said(handbook(rubric), SmartLetter.MEASURABLE) == (["Level 2 of 3 is the target"], [])
    assert said(handbook({**rubric, "target": None} | {"title": "x"}), SmartLetter.SPECIFIC)[0] == [
        "Described in 3 levels"
    ]


@pytest.mark.parametrize(
    ("agreed", "evidence", "questions"),
    [
        ({"sato": "2026-10-05"}, ["Agreed to by Sato"], []),
        ({"ito": "2026-10-05"}, [], ["Agreed, Sato?"]),
        ({}, [], ["Agreed, Sato?"]),
    ],
)
def test_achievable_asks_whoever_owns_it(
    agreed: dict[str, str], evidence: list[str], questions: list[str]
) -> None:
    found = said(handbook(FULL, agreed=agreed), SmartLetter.ACHIEVABLE)

    assert found == (["Committed: to be reached in full", *evidence], questions)


def test_a_target_for_each_member_is_agreed_by_each() -> None:
    found = said(handbook(FULL | {"each": "member"}, agreed={"sato": "2026-10-05"}), SmartLetter.ACHIEVABLE)

    assert found[0][1:] == ["Agreed to by Sato"]
    assert found[1] == ["Agreed, Ito?"]


def test_an_agreement_older_than_the_target_is_to_be_renewed() -> None:
    steps = [{"from": "2026-10-01", "value": "15%"}, {"from": "2026-11-01", "value": "20%", "why": "x"}]

    before = said(handbook(FULL | {"target": steps}, agreed={"sato": "2026-10-31"}), SmartLetter.ACHIEVABLE)
    after = said(handbook(FULL | {"target": steps}, agreed={"sato": "2026-11-01"}), SmartLetter.ACHIEVABLE)

    assert before[1] == ["The target moved on 2026-11-01. Still agreed, Sato?"]
    assert after[1] == []


@pytest.mark.parametrize(
    ("metric", "evidence", "questions"),
    [
        ("revenue", ["It is the final result (KGI) itself"], []),
        ("won", ["Leads straight to Revenue", NAMED], []),
        ("win", ["Leads to Revenue by way of Won", NAMED], []),
        ("calm", ["Leads to Revenue by way of Win rate, Won", NAMED], []),
        ("alone", [], ["How does it lead to Revenue?"]),
    ],
)
def test_relevant_is_a_way_to_the_kgi(metric: str, evidence: list[str], questions: list[str]) -> None:
    assert said(handbook(FULL | {"metric": metric}), SmartLetter.RELEVANT) == (evidence, questions)


@pytest.mark.parametrize(
    ("objective", "language", "last", "result"),
    [
        ("Earn trust", "en", "The objective does not name Revenue; how it leads there is for people to say",
         Result.ATTEST),
        ({"en": "Earn trust", "ja": "revenueを伸ばす"}, "ja", "目標の文にも「revenue」とあります",
         Result.PASS),
    ],
)  # fmt: skip
def test_an_objective_that_does_not_name_the_kgi_is_for_people_to_say(
    objective: Any, language: str, last: str, result: Result
) -> None:
    kgi = {"revenue": METRICS["revenue"] | {"name": {"en": "Revenue", "ja": "Revenue"}}}
    book = handbook(FULL, objective=objective, metrics=METRICS | kgi)

    evidence, questions = said(book, SmartLetter.RELEVANT, language)

    assert (evidence[-1], questions) == (last, [])
    assert smart.letters(book, PLACE)[3].result is result
    assert smart.letters(book, PLACE)[3].is_evidenced


def test_an_objective_that_measures_the_kgi_leads_there_whatever_its_words() -> None:
    beside = {"kr2": {"title": "x", "metric": "revenue"}}

    evidence, _ = said(handbook(FULL, objective="Earn trust", beside=beside), SmartLetter.RELEVANT)

    assert evidence[-1] == "The objective is measured by Revenue, too"


def test_without_a_kgi_nothing_is_relevant_yet() -> None:
    assert said(handbook(FULL, kgi=None), SmartLetter.RELEVANT)[1] == [
        "Which final result (KGI) does it serve?"
    ]


def test_words_stand_beside_numbers_of_the_same_objective() -> None:
    rubric = {"title": "x", "rubric": ["a", "b"], "target": "2"}

    alone = said(handbook(rubric), SmartLetter.RELEVANT)
    beside = said(handbook(rubric, beside={"kr2": FULL}), SmartLetter.RELEVANT)

    assert alone[1] == ["How does it lead to Revenue?"]
    assert beside == (["Stands beside key results that lead to Revenue", NAMED], [])


@pytest.mark.parametrize(
    ("due", "evidence", "questions"),
    [
        ("2027-03-31", ["Due on 2027-03-31"], []),
        (None, ["Due at the end of the cycle"], []),
        ("2027-04-01", [], ["By when within this cycle, 2026-10-01 to 2027-03-31?"]),
    ],
)
def test_time_bound_is_a_day_within_the_cycle(
    due: str | None, evidence: list[str], questions: list[str]
) -> None:
    fields = {key: value for key, value in (FULL | {"due": due}).items() if value is not None}

    assert said(handbook(fields), SmartLetter.TIME_BOUND) == (evidence, questions)


def test_a_cycle_without_days_has_no_end_to_be_due_at() -> None:
    found = handbook({"title": "x"})
    found = Handbook(company=Company.model_validate({"name": "Sample"}), teams=found.teams)

    assert said(found, SmartLetter.TIME_BOUND) == ([], ["By when?"])
    assert date(2026, 10, 1) in COMPANY.cycles["h2"]
