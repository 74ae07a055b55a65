"""Vague words: what is found, what is excused, what is no false alarm."""

from __future__ import annotations

import pytest

from goalbook.analyse import vague
from goalbook.analyse.vague import Stands, find
from goalbook.analyse.vague_words import EXCUSABLE, LESSONS, WORDS, VagueClass

ALL = Stands(metric=True, target=True, due=True)


def kinds(text: str, stands: Stands = vague.NOTHING) -> list[str]:
    return [hit.kind.value for hit in find(text, stands)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受注率を上げたい", ["direction", "aim"]),
        ("ヒアリングを強化する", ["process"]),
        ("アポ獲得率を22%→30%に上げる(2026-12-31)", []),
        ("improve onboarding", ["process"]),
        ("Improve win rate from 12 % to 15 % by 2026-12-31", []),
        ("平等に配分", []),
        ("等級", []),
    ],
)
def test_sentences_of_the_method(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


HARMLESS = """
頑張らない/頑張らず休む/均等に割る/対等な関係/等しい/特等席/売上げ/仕上げ/値上げ/もっとも多い質問
/No.10の部屋/十分間話す/30十分/数十分/見積図り/完了させる/manager/trying/network/提案書を3社に送る
/win rate of 15 % or more/no more than 5 slides/3 more countries/less than 2 hours/how many proposals
/help desk/e-mail address/Call 40 contacts
"""
FOUND = """
頑張る effort/一生懸命やる effort/お客様を意識する mind/徹底する process/残業を減らす direction
/できるだけ早く degree/十分に準備する degree/部下に調整してもらう other-dependent/提案資料等 scope
/資料など scope/業界をリードしたい aim/顧客満足 slogan/業界Ｎｏ．１ slogan/try again effort
/ENSURE quality process/grow sales direction/answer quickly degree/understand the customer mind
/slides etc. scope/世界のworld-class scope/improveする process/win customers' trust slogan
"""


@pytest.mark.parametrize("text", [text.strip() for text in HARMLESS.split("/")])
def test_no_false_alarm(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(("text", "kind"), [line.strip().rsplit(" ", 1) for line in FOUND.split("/")])
def test_every_class_is_found(text: str, kind: str) -> None:
    assert kind in kinds(text)


def test_width_and_case_do_not_matter() -> None:
    assert kinds("ＩＭＰＲＯＶＥ onboarding") == ["process"]


@pytest.mark.parametrize("kind", list(VagueClass))
def test_excused_classes_are_those_that_a_number_mends(kind: VagueClass) -> None:
    samples = {
        "effort": "頑張る", "mind": "意識する", "process": "強化", "direction": "向上", "degree": "積極的",
        "other-dependent": "助言", "scope": "その他", "aim": "目指す", "slogan": "シナジー",
    }  # fmt: skip
    sample = samples.get(kind.value)
    if sample is None:
        return

    assert kinds(sample) == [kind.value]
    assert kinds(sample, ALL) == ([] if kind in EXCUSABLE else [kind.value])


@pytest.mark.parametrize("missing", ["metric", "target", "due"])
def test_two_of_three_excuse_nothing(missing: str) -> None:
    stands = Stands(**{name: name != missing for name in ("metric", "target", "due")})

    assert kinds("受注率を向上", stands) == ["direction"]


def test_what_a_field_does_not_say_the_sentence_may() -> None:
    assert kinds("受注率を15%に向上", Stands(metric=True, due=True)) == []
    assert kinds("12月末までに受注率を15%に向上") == []
    assert kinds("受注率を15%に向上") == ["direction"]
    assert kinds("Raise the win rate to 15 %") == ["direction"]
    assert kinds("Raise the win rate to 15 % by end of March") == []


def test_a_date_is_no_target() -> None:
    assert kinds("2026-12-31までに受注率を向上") == ["direction"]


def test_what_customers_say_in_quotation_marks_is_not_judged() -> None:
    assert kinds("お客様の「もっと頑張って」を書き留める") == []
    assert kinds('Write down "we will try"') == []
    assert kinds("「ヒアリングを強化」") == ["process"]


def test_overlapping_words_are_one_finding() -> None:
    assert [hit.word for hit in find("calls, mails and more")] == ["and more"]


def test_each_word_is_told_once() -> None:
    assert [hit.word for hit in find("徹底して徹底する")] == ["徹底"]


def test_findings_stand_in_the_order_of_the_text() -> None:
    assert [hit.word for hit in find("しっかり頑張る")] == ["しっかり", "頑張"]


def test_a_companys_own_words() -> None:
    own = vague.own_words(["寄り添う", "C++", " "])

    assert [hit.kind for hit in find("お客様に寄り添う。c++で書く", words=(*WORDS, *own))] == [
        VagueClass.COMPANY
    ] * 2


def test_every_class_has_why_a_question_and_an_example_that_is_itself_fine() -> None:
    assert set(LESSONS) == set(VagueClass)
    for kind, lesson in LESSONS.items():
        assert lesson.why.text.endswith(".")
        assert lesson.ask.text.endswith("?")
        assert find(lesson.weak.text), kind
        assert not find(lesson.strong.text, Stands(metric=True, due=True)), kind
        assert find(lesson.weak.text)[0].lesson in LESSONS.values()
