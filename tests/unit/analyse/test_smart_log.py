"""What the log adds to each SMART letter, one case a rule; what is not known adds nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goalbook.analyse import smart_log
from goalbook.analyse.smart_letter import Letter, Result
from goalbook.analyse.smart_log import Seen
from goalbook.analyse.stretch import Zone
from goalbook.messages import msg
from goalbook.model.objective import Ambition, SmartLetter
from goalbook.present import places
from goalbook.words import words

BARE = tuple(
    Letter(letter=letter, is_stressed=False, result=Result.PASS, evidence=(msg("Written"),), questions=())
    for letter in SmartLetter
)
DAY = date(2026, 11, 30)


def said(letter: SmartLetter, **seen: Any) -> tuple[list[str], list[str]]:
    """Evidence beyond what was written, and questions."""
    speech = words("en", places.locales())
    one = next(one for one in smart_log.letters(BARE, Seen(**seen)) if one.letter is letter)
    evidence, questions = ([speech.say(text) for text in texts] for texts in (one.evidence, one.questions))
    assert evidence[0] == "Written"
    return evidence[1:], questions


@pytest.mark.parametrize(
    ("letter", "seen", "evidence", "questions"),
    [
        pytest.param("M", {"is_logged": True, "last": DAY},
                     ["Numbers come: the last speaks of 2026-11-30"], [], id="M2 comes"),
        pytest.param("M", {"is_logged": True, "last": DAY, "is_awaited": True}, [],
                     ["The last number speaks of 2026-11-30. Does it still come?"], id="M2 stopped"),
        pytest.param("M", {"is_logged": True, "is_unlogged": True}, [],
                     ["No number has come yet. Where does it come from?"],
                     id="M2 never came"),
        pytest.param("M", {"planned": 90.0, "fewest": 30}, ["About 90 cases are planned, 30 are enough"], [],
                     id="M3 enough"),
        pytest.param("M", {"planned": 12.0, "fewest": 30}, [],
                     ["About 12 cases are planned, too few for 30. Over a longer time?"], id="M3 too few"),
        pytest.param("M", {"planned": 29.6, "fewest": 30}, [],
                     ["About 29 cases are planned, too few for 30. Over a longer time?"], id="M3 nearly"),
        pytest.param("M", {"planned": 2500.0, "fewest": 30}, ["About 2,500 cases are planned, 30 are enough"],
                     [], id="M3 in thousands"),
        pytest.param("A", {"zone": Zone.STRETCH, "type": Ambition.ASPIRATIONAL, "fits": "yes"},
                     ["By its own past: a stretch"], [], id="A1 a stretch"),
        pytest.param("A", {"zone": Zone.SAFE, "type": Ambition.ASPIRATIONAL, "fits": "too-safe"},
                     [],
                     ["Aspirational, yet likely by its own past. How much more would be a stretch?"],
                     id="A1 too safe"),
        pytest.param("A", {"zone": Zone.STRETCH, "type": Ambition.COMMITTED, "fits": "too-far"},
                     [],
                     ["Committed, yet not likely by its own past. What will be done differently?"],
                     id="A1 committed beyond reach"),
        pytest.param("A", {"zone": Zone.UNLIKELY, "type": Ambition.ASPIRATIONAL, "fits": "too-far"},
                     [],
                     ["Beyond a stretch by its own past. Which part of the way comes first?"],
                     id="A1 beyond a stretch"),
        pytest.param("A", {"asked": 32.894737, "limit": 40.0},
                     ["32.9 a person and day, 40 can be done"], [], id="A2 within capacity"),
        pytest.param("A", {"asked": 41.0, "limit": 40.0}, [],
                     ["41 a person and day, 40 can be done. What falls away?"], id="A2 too much"),
        pytest.param("A", {"asked": 1234.0, "limit": 9000.0},
                     ["1,234 a person and day, 9,000 can be done"], [], id="A2 in thousands"),
        pytest.param("A", {"asked": 40.04, "limit": 40.0}, [],
                     ["40.04 a person and day, 40 can be done. What falls away?"], id="A2 a little too much"),
        pytest.param("A", {"asked": 41.0}, [], [], id="A2 unknown capacity"),
        pytest.param("R", {"rank": 2, "ranked": 8, "first": 5},
                     ["Place 2 of 8 where KPIs pay"], [], id="R2 among the first"),
        pytest.param("R", {"rank": 6, "ranked": 8, "first": 5}, [],
                     ["Place 6 of 8 where KPIs pay. Why this one?"], id="R2 low"),
        pytest.param("R", {"is_leading": True, "has_reason": True},
                     ["Leads there without arithmetic, and the reason is written"], [], id="R2 leading"),
        pytest.param("R", {"is_leading": True}, [],
                     ["It leads there without arithmetic. Why should it? Write the reason."],
                     id="R2 leading without a reason"),
        pytest.param("T", {"reviews": 2}, ["2 reviews lie before it"], [], id="T2 two reviews"),
        pytest.param("T", {"reviews": 1}, [], ["Fewer than two reviews lie before it. When is it looked at?"],
                     id="T2 one review"),
        pytest.param("T", {"reviews": 0}, [], ["Fewer than two reviews lie before it. When is it looked at?"],
                     id="T2 no review"),
        pytest.param("T", {"reviews": 1, "is_past": True}, [], ["Its day has gone by. What comes next?"],
                     id="T2 is not asked afterwards"),
        pytest.param("T", {"is_past": True}, [], ["Its day has gone by. What comes next?"], id="T3 gone by"),
    ],
)  # fmt: skip
def test_a_rule_adds_evidence_or_a_question(
    letter: str, seen: dict[str, Any], evidence: list[str], questions: list[str]
) -> None:
    found = {one.value[0].upper(): one for one in SmartLetter}[letter]

    assert said(found, **seen) == (evidence, questions)


@pytest.mark.parametrize(
    ("letter", "seen", "result", "not_known"),
    [
        ("M", {"is_logged": True}, "unknown", ["Nothing is recorded yet"]),
        ("M", {"is_logged": True, "last": DAY}, "pass", []),
        ("M", {"is_logged": True, "last": DAY, "is_awaited": True}, "warn", []),
        ("M", {}, "pass", []),  # a rubric
        ("A", {"zone": Zone.STRETCH, "fits": "yes"}, "pass", []),
        ("A", {"zone": Zone.STRETCH, "fits": "too-far"}, "warn", []),
        ("A", {"zone": Zone.UNKNOWN}, "attest", ["Its past does not say how far it reaches"]),
        ("A", {"zone": Zone.UNLIKELY, "fits": "too-far", "is_provisional": True}, "attest",
         ["By its own past unlikely; few cycles make that provisional"]),
        ("A", {}, "attest", []),
        ("R", {"is_unranked": True}, "unknown",
         ["What the KGI would gain shows after the first complete period"]),
        ("R", {"is_leading": True, "is_unranked": True}, "warn", []),
        ("T", {"is_past": True}, "warn", []),
    ],
)  # fmt: skip
def test_what_is_not_known_is_said_and_is_never_a_pass(
    letter: str, seen: dict[str, Any], result: str, not_known: list[str]
) -> None:
    wanted = {one.value[0].upper(): one for one in SmartLetter}[letter]
    found = next(one for one in smart_log.letters(BARE, Seen(**seen)) if one.letter is wanted)

    assert found.result.value == result
    assert [words("en", places.locales()).say(text) for text in found.not_known] == not_known
    assert found.is_evidenced == (result in {"pass", "attest"})


def test_a_letter_that_is_missing_stays_so_whatever_the_log_says() -> None:
    missing = Letter(letter=SmartLetter.MEASURABLE, is_stressed=False, result=Result.FAIL, evidence=(),
                     questions=(msg("What is the target?"),))  # fmt: skip
    (found,) = smart_log.letters([missing], Seen(is_logged=True, last=DAY))

    assert (found.result, found.is_evidenced) == (Result.FAIL, False)
