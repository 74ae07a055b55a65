"""P1 to P7: what each check says of a step, with the numbers at which it turns."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goalbook.analyse import grain
from goalbook.analyse.grain import Answer, Context, Repetitions
from goalbook.analyse.threshold import Origin
from goalbook.analyse.workdays import Workdays
from goalbook.model.company import Calendar, Limits
from goalbook.model.practice import Practice, Step

GOOD: dict[str, Any] = {
    "text": "Prepare 5 questions before each meeting",
    "minutes": "20",
    "per_week": "3",
    "feedback": {"from": "ito", "within_days": "1"},
}
DAY = date(2026, 11, 30)


def said(
    *sessions: tuple[int, int | None], busiest: int = 1, limits: Limits | None = None, **step: Any
) -> dict[str, Answer]:
    """Key to answer for a good step with something changed."""
    context = Context(
        limits=limits or Limits(), workdays=Workdays(Calendar()), day=DAY, metrics=frozenset({"win_rate"})
    )
    practice = Practice.model_validate({"wish": "Win more", "skill": "Hearing", "metric": "win_rate"})
    logged = [Repetitions(day=DAY, tried=tried, succeeded=done) for tried, done in sessions]
    given = {key: value for key, value in {**GOOD, **step}.items() if value is not None}
    found = grain.hints(practice, Step.model_validate(given), logged, busiest, context)
    return {hint.key: hint.answer for hint in found}


def test_a_good_step_keeps_all_but_what_nobody_recorded() -> None:
    assert said() == {f"P{n}": Answer.UNKNOWN if n == 5 else Answer.YES for n in range(1, 8)}


@pytest.mark.parametrize(
    ("key", "step"),
    [
        ("P1", {"minutes": None}),
        ("P1", {"minutes": "61"}),
        ("P1", {"needs": "The manager's approval"}),
        ("P1", {"begins": "2026-12-02"}),  # the second working day from Monday
        ("P2", {"text": "Prepare questions"}),
        ("P2", {"text": "Strengthen 5 questions"}),
        ("P2", {"text": {"en": "Prepare 5 questions", "ja": "質問を準備する"}}),
        ("P3", {"per_week": "2"}),
        ("P3", {"per_week": None}),
        ("P3", {"minutes": "4"}),
        ("P4", {"feedback": None}),
        ("P4", {"feedback": {"from": "ito", "within_days": "3"}}),
    ],
)
def test_what_is_missing_is_asked_for(key: str, step: dict[str, Any]) -> None:
    assert said(**step)[key] is Answer.ASK


@pytest.mark.parametrize(
    ("key", "step"),
    [
        ("P1", {"minutes": "60"}),
        ("P1", {"begins": "2026-12-01"}),
        ("P2", {"text": {"en": "Prepare five or 5 questions", "ja": "質問を五つ準備する"}}),
        ("P3", {"minutes": "5"}),
        ("P4", {"feedback": {"from": "ito", "within_days": "2"}}),
    ],
)
def test_the_limit_itself_is_kept(key: str, step: dict[str, Any]) -> None:
    assert said(**step)[key] is Answer.YES


@pytest.mark.parametrize(
    ("sessions", "answer"),
    [
        ([(10, None)], Answer.UNKNOWN),
        ([(10, 3)], Answer.ASK),  # below 40 %: cut finer
        ([(10, 4)], Answer.YES),
        ([(10, 9), (10, 9)], Answer.YES),  # two sessions say nothing yet
        ([(10, 9), (10, 9), (10, 9)], Answer.ASK),  # above 85 % three times running: harder
        ([(10, 9), (10, 8), (10, 9)], Answer.YES),
        ([(10, 0), (10, 5), (10, 5), (10, 5)], Answer.YES),  # the last three count
    ],
)
def test_just_beyond_ability(sessions: list[tuple[int, int | None]], answer: Answer) -> None:
    assert said(*sessions)["P5"] is answer


def test_a_company_sets_its_own_band() -> None:
    limits = Limits.model_validate({"success_low": "20%"})

    assert said((10, 3), limits=limits)["P5"] is Answer.YES


def test_skill_and_measure_are_named() -> None:
    context = Context(limits=Limits(), workdays=Workdays(Calendar()), day=DAY)
    step = Step.model_validate(GOOD)

    def linked(**practice: str) -> Answer:
        found = grain.hints(Practice.model_validate({"wish": "Win more", **practice}), step, (), 1, context)
        return next(hint.answer for hint in found if hint.key == "P6")

    assert linked() is Answer.ASK
    assert linked(skill="Hearing") is Answer.ASK
    assert linked(skill="Hearing", metric="win_rate") is Answer.UNKNOWN  # the metric could not be read


def test_skills_are_counted_for_each_person() -> None:
    practices = [
        Practice.model_validate({"wish": "w", "steps": {"a": {**GOOD, "now": "true", **who}}})
        for who in ({}, {"members": ["sato"]}, {"members": ["sato"]})
    ]

    skills = grain.practised_by(practices, ("ito", "sato"))

    assert skills == {"ito": 1, "sato": 3}
    assert grain.busiest(Step.model_validate({**GOOD, "members": ["ito"]}), skills) == 1
    assert said(busiest=2)["P7"] is Answer.YES
    assert said(busiest=3)["P7"] is Answer.ASK


def test_each_says_who_made_the_rule() -> None:
    context = Context(limits=Limits(), workdays=Workdays(Calendar()), day=DAY)
    found = grain.hints(Practice.model_validate({"wish": "w"}), Step.model_validate(GOOD), (), 1, context)

    assert {hint.key: hint.origin for hint in found}["P2"] is Origin.COLUMN
    assert {hint.origin for hint in found} == set(Origin)
    assert all(hint.source for hint in found)
