"""Pages of the minimal handbook as golden bodies; pictures and figures are held by the tests of charts."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import Golden
from drawn import pages
from goalbook.load import run
from goalbook.present import places
from goalbook.present.site import Page
from goalbook.publish import handbook
from goalbook.tree import WorkingTree

MINIMAL = Path(__file__).resolve().parents[2] / "handbooks" / "minimal"
LANGUAGES = ("en", "ja")


@cache
def drawn(language: str) -> dict[str, Page]:
    return dict(pages(run.load(WorkingTree(MINIMAL)), language=language))


RULES = "handbook/rules/index.md"  # grows with every check; held by the tests of checks


def shown(page: Page) -> str:
    """A body without its charts, one element a line."""
    body = re.sub(
        r'<div class="gb-chart".*?</details>.*?</div>\s*</div>', "<!-- chart -->", page.body, flags=re.DOTALL
    )
    body = re.sub(r'<div class="gb-thumbnail">.*?</div>', "<!-- thumbnail -->", body, flags=re.DOTALL)
    body = re.sub(r"<svg.*?</svg>", "<svg/>", body, flags=re.DOTALL)
    lines = (line.strip() for line in body.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def test_bodies(golden: Golden, subtests: pytest.Subtests) -> None:
    for path, page in drawn("en").items():
        name = path.removesuffix("/index.md").removesuffix("index.md").replace("/", "-") or "home"
        if path != RULES:
            with subtests.test(path):
                golden(f"pages/{name}.html", shown(page))


def test_both_languages_have_the_same_pages() -> None:
    assert set(drawn("ja")) == set(drawn("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_one_heading_of_the_first_rank_and_skips_none(language: str) -> None:
    ranks = {
        path: [int(rank) for rank in re.findall(r"<h([1-6])", page.body)]
        for path, page in drawn(language).items()
    }

    assert len(ranks) > 15
    assert {path for path, found in ranks.items() if found[:1] != [1] or found.count(1) != 1} == set()
    assert {path for path, found in ranks.items() if any(b - a > 1 for a, b in pairwise(found))} == set()


def test_ids_are_unique() -> None:
    ids = {path: re.findall(r'\sid="([^"]+)"', page.body) for path, page in drawn("en").items()}

    assert {path for path, found in ids.items() if len(set(found)) != len(found)} == set()


def test_every_link_leads_to_a_page_a_file_or_the_handbook() -> None:
    known = {path.removesuffix(".md") + ".html" for path in drawn("en")}
    for path, page in drawn("en").items():
        folder = path.count("/")
        for address in re.findall(r'href="(?!data:|#)([^"]+)"', page.body):
            target = address.removeprefix("../" * folder).partition("#")[0]
            assert address.startswith("../" * folder)
            assert (
                target in known or target.startswith(("handbook/", "data/")) or target.endswith("reviews.ics")
            ), (
                path,
                address,
            )


def test_a_page_leads_to_its_goal_file() -> None:
    sources = {path: page.source for path, page in drawn("en").items() if page.source}

    assert sources["teams/sales/index.md"] == ("goals/teams/sales/h2.yml", 1)
    assert sources["teams/sales/okr/index.md"] == ("goals/teams/sales/h2.yml", 42)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_handbook_s_pages_from_templates_stand_under_headings_that_it_has(language: str) -> None:
    sheets = handbook.sheets((places.content(),), language, language).values()
    pages = [page for path, page in drawn(language).items() if path.startswith("handbook/") and page.nav]

    assert sorted(page.path.split("/")[1] for page in pages) == ["goal-sheet", "rules", "self-test"]
    assert {page.nav[1:-1] for page in pages} <= {sheet.section for sheet in sheets if sheet.section}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("page", ["index", "start-lead", "start-manager", "start-member", "why-goals-fail"])
def test_a_reader_is_led_to_the_self_test(language: str, page: str) -> None:
    text = (places.content() / language / f"handbook/{page}.md").read_text(encoding="utf-8")

    assert "](self-test/index.md)" in text


def test_teams_stay_out_of_the_menu_and_only_their_own_page_is_found() -> None:
    teams = {path: page for path, page in drawn("en").items() if path.startswith("teams/sales")}

    assert {page.nav for page in teams.values()} == {()}
    assert [path for path, page in teams.items() if page.search] == ["teams/sales/index.md"]
    assert teams["teams/sales/index.md"].search == (
        "Sales, Revenue, Average deal, Contracts, Asks, Win rate, Open deals, Days to an answer, Win trust"
    )


def test_the_same_input_gives_the_same_bytes() -> None:
    again = pages(run.load(WorkingTree(MINIMAL)), language="en")

    assert {path: page.body for path, page in again.items()} == {
        path: page.body for path, page in drawn("en").items()
    }
