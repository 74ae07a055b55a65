"""The period before and the period after have pages of their own, and every page leads to both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team
from drawn import bodies, sample
from goalbook.model.handbook import Handbook


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def ways(html: str) -> list[tuple[str, str, bool]]:
    """The switch: address, words, whether one is there already."""
    found = re.search(r'<nav class="gb-switch".*?</nav>', html, re.DOTALL)
    if found is None:
        return []
    links = re.findall(r'<a href="([^"]*)"( aria-current="page")?>(.*?)</a>', found[0], re.DOTALL)
    return [(href, words(name), bool(here)) for href, here, name in links]


def answer(html: str) -> str:
    found = re.search(r'<p class="gb-answer">(.*?)</p>', html, re.DOTALL)
    assert found
    return words(found[1])


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["‹ October", "November result", "December plan ›"]),
        ("ja", ["‹ 10月", "11月の結果", "12月の計画 ›"]),
    ],
)
def test_the_switch_of_the_sample_reads_as_agreed(language: str, names: list[str]) -> None:
    found = ways(sample(language)["teams/sales-1/index.md"].body)

    assert [name for _, name, _ in found] == names
    assert [here for _, _, here in found] == [False, True, False]


def test_every_page_of_the_three_leads_to_the_other_two() -> None:
    folders = ["2026-10/", "", "2026-12/"]

    for place, folder in enumerate(folders):
        found = ways(sample("en")[f"teams/sales-1/{folder}index.md"].body)
        up = "../" * (3 if folder else 2)
        assert [href for href, _, _ in found] == [f"{up}teams/sales-1/{each}index.html" for each in folders]
        assert [is_here for _, _, is_here in found] == [other == place for other in range(3)]


def test_a_month_before_is_told_with_its_own_numbers() -> None:
    page = words(sample("en")["teams/sales-1/2026-10/index.md"].body)

    for said in (
        "New revenue in October: ¥2.46M, ¥0.06M above plan.",
        "Cycle to date ¥2.46M / ¥2.40M (102.5 %)",
        "Appointment rate was below plan and average deal made up for it.",
        "24.9 % (48/193) plan 30 %",
        "October: ¥2.46M, within its usual range; plan ¥2.40M",
    ):
        assert said in page
    assert page.count("Appointment rate was below plan and average deal made up for it.") == 2  # copied, too
    assert "¥4.14M" not in page
    assert "Next review" not in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The plan for December: New revenue ¥2.4M, 15 appointments set each."),
        ("ja", "12月の計画は新規売上240万円、1人あたりアポ獲得数15件です。"),
    ],
)
def test_a_month_ahead_is_its_plan(language: str, sentence: str) -> None:
    body = sample(language)["teams/sales-1/2026-12/index.md"].body
    rows = re.findall(r'<tr role="row".*?</tr>', body, re.DOTALL)

    assert answer(body) == sentence
    calls = next(words(row) for row in rows if ("Calls" if language == "en" else "電話数") in words(row)[:6])
    assert calls.split()[-2:] == (["2,500", "2,551"] if language == "en" else ["2,500件", "2,551件"])
    assert "gb-lane" not in body


def test_a_finished_record_has_nothing_ahead() -> None:
    named = [name for _, name, _ in ways(sample("en")["teams/pipeline/index.md"].body)]
    assert named == ["‹ November", "December result"]
    assert "teams/pipeline/2018-01/index.md" not in sample("en")


REVENUE = a_metric(name="Revenue", kind="amount", per="month", target="100")
OCTOBER, NOVEMBER = "2026-10-05,revenue,90", "2026-11-06,revenue,80"
TEAM = f"teams/{a_team().id}"


def a_book(*rows: str, spans: Mapping[str, str]) -> Handbook:
    cycles = [a_cycle(name, kgi="revenue", metrics={"revenue": REVENUE}) for name in spans]
    return a_handbook(a_team(*cycles, logs=[a_log(*rows)]), spans=spans)


def drawn(book: Handbook, today: date) -> Mapping[str, str]:
    """The pages that the switch leads to."""
    return bodies(book, today=today, only=["team", "team_period", "team_cycle"])


HALVES = {"h1": "2026-04-01..2026-09-30", "h2": "2026-10-01..2027-03-31"}


def test_the_first_month_of_a_cycle_leads_back_into_the_cycle_before() -> None:
    pages = drawn(a_book("2026-09-07,revenue,120", OCTOBER, spans=HALVES), today=date(2026, 10, 31))

    assert next(name for _, name, _ in ways(pages[f"{TEAM}/index.md"])) == "‹ September"
    said = answer(pages[f"{TEAM}/2026-09/index.md"])
    assert said.startswith("Revenue in September: ¥120, ¥20 above plan.")
    assert ways(pages[f"{TEAM}/h1/index.md"]) == []


def test_until_its_review_a_closed_month_stays_and_the_running_one_is_next() -> None:
    pages = drawn(a_book(OCTOBER, "2026-11-02,revenue,5", spans=HALVES), today=date(2026, 11, 3))

    assert [name for _, name, _ in ways(pages[f"{TEAM}/index.md"])] == [
        "‹ September",
        "October result",
        "November so far ›",
    ]
    assert answer(pages[f"{TEAM}/2026-11/index.md"]).startswith("Day 1 of 19: ¥5 revenue (plan ¥100, ")


def test_a_running_month_stands_between_the_one_before_and_the_one_after() -> None:
    pages = drawn(a_book(OCTOBER, NOVEMBER, spans=HALVES), today=date(2026, 11, 18))

    assert [name for _, name, _ in ways(pages[f"{TEAM}/index.md"])] == [
        "‹ October",
        "November so far",
        "December plan ›",
    ]


def test_a_cycle_of_the_same_name_keeps_its_address() -> None:
    spans = {"2026-10": "2026-10-01..2026-10-31", "2026-11": "2026-11-01..2026-12-31"}

    pages = drawn(a_book(OCTOBER, NOVEMBER, spans=spans), today=date(2026, 11, 30))

    assert {f"{TEAM}/2026-10/index.md", f"{TEAM}/2026-10-01/index.md"} <= set(pages)


def test_periods_as_long_as_a_cycle_lead_to_the_archive() -> None:
    metrics = {"revenue": a_metric(name="Revenue", kind="amount", per="cycle", target="100", cadence="cycle")}
    cycles = [a_cycle(name, kgi="revenue", metrics=metrics, cadence="cycle") for name in HALVES]
    logs = [a_log("2026-09-30,revenue,90", "2027-03-31,revenue,80")]

    pages = drawn(a_handbook(a_team(*cycles, logs=logs), spans=HALVES), today=date(2027, 3, 31))

    assert [href for href, _, _ in ways(pages[f"{TEAM}/index.md"])] == [
        "../../teams/team/h1/index.html", "../../teams/team/index.html",
    ]  # fmt: skip
    assert {path for path in pages if path.startswith(TEAM)} >= {f"{TEAM}/h1/index.md"}
    assert f"{TEAM}/2026-04/index.md" not in pages
