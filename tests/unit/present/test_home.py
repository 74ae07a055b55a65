"""Home: the sentence it opens with, the order of its rows, and what comes next in each."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest

from builders import TODAY, a_cycle, a_handbook, a_log, a_metric, a_team
from drawn import bodies
from goalbook.load import run
from goalbook.model.handbook import Handbook
from goalbook.model.values import Text
from goalbook.present import entries, places
from goalbook.present.answers import Answer, Headline
from goalbook.present.entries import Entry, Group, Heading, Next, Standing
from goalbook.tree import WorkingTree


def an_entry(
    team: str, standing: Standing, *, state: str = "", evidence: bool = False, **fields: Any
) -> Entry:
    """A team's line; `state` is where its running period is heading."""
    act = SimpleNamespace(certainty=SimpleNamespace(is_worse=True))
    lanes: Any = SimpleNamespace(act=act) if evidence else None
    given = {
        "team": team, "name": Text.plain(team), "parent": None, "answer": Answer(headline=Headline.MISSED),
        "lanes": lanes, "standing": standing, "heading": Heading(state=state, chance=None) if state else None,
        "next": None, "record_day": None, "below": 0, "signal": "", "months": (),
    }  # fmt: skip
    return Entry(**{**given, **fields})


def test_what_needs_somebody_comes_first() -> None:
    overdue = Next(review="mid-month", due=date(2026, 11, 18), is_overdue=True)
    in_need = [
        an_entry("unlikely, with evidence", Standing.RUNNING, state="unlikely", evidence=True),
        an_entry("missed", Standing.MISSED),
        an_entry("waiting", Standing.WAITING, next=overdue),
        an_entry("met, review overdue", Standing.MET, next=overdue),
        an_entry("either way", Standing.RUNNING, state="either-way"),
        an_entry("too early", Standing.RUNNING, state="too-few"),
        an_entry("on course", Standing.RUNNING, state="on-course"),
        an_entry("a record, missed", Standing.MISSED, evidence=True, record_day=date(2019, 3, 31)),
    ]

    found = entries.in_order(reversed(in_need))

    assert [one.team for one in found] == [one.team for one in in_need]
    assert [one.group for one in found[4:7]] == [Group.EITHER_WAY, Group.EARLY, Group.FINE]


def home(book: Any, language: str = "en", today: date = TODAY) -> str:
    """What is read on home."""
    body = bodies(book, today=today, language=language, only=["home"])["index.md"]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize(
    ("language", "sentence", "row"),
    [
        (
            "en",
            "Sales team 1 first: ¥0.72M short, act on the appointment rate. Review on Thu 3 Dec.",
            "missed Appointment rate ★ 3 Dec month start",
        ),
        (
            "ja",
            "営業1課が先です。計画に72.0万円届かず、手を打つのはアポ獲得率。次の振り返りは12月3日(木)。",
            "未達 アポ獲得率 ★ 12月3日 月初",
        ),
    ],
)
def test_the_sample_company_opens_with_the_team_to_look_at(language: str, sentence: str, row: str) -> None:
    page = home(run.load(WorkingTree(places.example())), language)

    assert sentence in page
    assert row in page
    signal = {"en": "missed no signal finished record", "ja": "未達 信号なし 記録は2019年3月31日まで"}
    assert signal[language] in page


def a_book(
    *actuals: int | None, day: str = "2026-11-27", target: str | None = "1000", records: int = 0
) -> Handbook:
    """A company of teams with a KGI of 1,000 a month each; None is a team that has recorded nothing.

    The last ones are finished records.
    """
    asked = {"target": target} if target else {}
    cycle = a_cycle(
        metrics={"sales": a_metric(name="Sales", kind="amount", per="month", **asked)}, kgi="sales"
    )
    rows = [() if value is None else (a_log(f"{day},sales,{value}"),) for value in actuals]
    last = len(rows) - records
    return a_handbook(
        *(
            a_team(
                cycle, team_id=f"t{number:02}", logs=logs, **({"as_of": str(TODAY)} if number >= last else {})
            )
            for number, logs in enumerate(rows)
        ),
        languages=["en", "ja"],
    )


@pytest.mark.parametrize(
    ("book", "sentence"),
    [
        (a_book(400, 1200), "A team first: ¥600 away from plan. Review on Thu 3 Dec."),
        (a_book(None, 1200), "A team first: waiting for numbers. Review on Thu 3 Dec."),
        (
            a_book(*(400,) * 3, None, *(1200,) * 8),
            "12 teams: 3 missed or unlikely, 1 waiting for numbers, 8 on course or met. Look at these",
        ),
        (a_book(*(1200,) * 12), "12 teams All 12 teams are on course or have met their plan. Team KGI"),
        (a_book(500, target=None), "1 team The team has no plan or no goals yet. Team KGI"),
        (a_book(500, target="0"), "1 team The team's plan is 0; the gap alone can be told. Team KGI"),
        (a_book(500, 600, target="0"), "2 teams 2 teams: 2 with a plan of 0. Team KGI"),
        (
            a_book(1200, 1200, 400, records=1),
            "All 2 teams are on course or have met their plan. Beside it stands 1 finished record. Team KGI",
        ),
        (a_book(400, records=1), "1 team The team's numbers are a finished record. Team KGI"),
    ],
)
def test_the_first_sentence_says_whom_to_look_at(book: Handbook, sentence: str) -> None:
    assert sentence in home(book)


def test_so_it_does_in_japanese() -> None:
    assert "計画が0のチーム2。 チーム" in home(a_book(500, 600, target="0"), "ja")
    assert "チームの計画は0です。言えるのは差だけです。" in home(a_book(500, target="0"), "ja")
    assert "全2チームが、順調か達成です。" in home(a_book(1200, 1200, 400, records=1), "ja")
    assert "ほかに、終わった記録が1つあります。" in home(a_book(1200, 1200, 400, records=1), "ja")


def test_an_overdue_review_is_said_where_nothing_else_is_wrong() -> None:
    page = home(a_book(1200, day="2026-11-02"), today=date(2026, 11, 20))

    assert "A team first. The review of Wed 18 Nov is overdue." in page
    assert "18 Nov mid-month ▼ overdue" in page


def test_numbers_that_contradict_each_other_are_no_gap() -> None:
    metrics = {
        "rate": a_metric(name="Rate", kind="rate", of="contracts / proposals", target="60%"),
        "contracts": a_metric(name="Contracts", target="5", per="month"),
        "proposals": a_metric(name="Proposals"),
    }
    rows = a_log("2026-11-20,contracts,4", "2026-11-20,proposals,3")
    book = a_handbook(a_team(a_cycle(metrics=metrics, kgi="contracts"), logs=[rows]), languages=["en", "ja"])

    assert "A team first: its numbers contradict each other." in home(book)
    assert "が先です。数字に矛盾があります。" in home(book, "ja")


def test_a_plan_of_zero_is_a_plan() -> None:
    metrics = {"sales": a_metric(name="Sales", kind="amount", per="month", target="0")}
    book = a_handbook(a_team(a_cycle(metrics=metrics, kgi="sales"), logs=[a_log("2026-11-27,sales,1200")]))

    assert "¥1,200 / ¥0 – plan 0" in home(book)
