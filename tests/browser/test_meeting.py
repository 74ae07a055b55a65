"""A review on the wall: row by row with the arrow keys, words typed there as the text of a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

from goalbook.load.run import load
from goalbook.tree import MemoryTree
from goalbook.validate.run import check
from paper import Sheet

Open = Callable[..., Any]
NARROW = {"width": 390, "height": 844}
PAGE = "teams/sales-1/meeting/index.html"
ROWS = ".gb-process tbody tr"
HIDDEN = "rows => rows.filter(row => getComputedStyle(row).visibility === 'hidden').length"


def ahead(page: Page) -> int:
    found: int = page.eval_on_selector_all(ROWS, HIDDEN)
    return found


def test_rows_come_one_by_one_and_go_back(opened: Open, sample: Any) -> None:
    page = opened(sample.file).go(PAGE)
    rows = page.locator(ROWS).count()

    assert ahead(page) == rows > 5
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert ahead(page) == rows - 2
    page.keyboard.press("ArrowUp")
    assert ahead(page) == rows - 1
    page.keyboard.press("End")
    assert ahead(page) == 0
    page.keyboard.press("Home")
    assert ahead(page) == rows


def test_it_is_large_and_stands_alone(opened: Open, sample: Any) -> None:
    page = opened(sample.url).go(PAGE)
    size = page.eval_on_selector(".gb-meeting", "node => getComputedStyle(node).fontSize")
    cells = page.eval_on_selector(f"{ROWS} td", "node => getComputedStyle(node).fontSize")

    assert (size, cells) == ("22px", "20px")
    for shell in (".md-header", ".md-sidebar", ".md-footer"):
        assert not page.locator(shell).first.is_visible()
    page.keyboard.press("Escape")
    page.wait_for_url("**/teams/sales-1/index.html")


@pytest.mark.parametrize("root", ["url", "file"])
def test_what_is_typed_becomes_a_review_that_check_accepts(opened: Open, sample: Any, root: str) -> None:
    page = opened(getattr(sample, root)).go(PAGE)
    page.fill("[name=keep]", "Two asks a day.")
    page.keyboard.press("ArrowDown")  # in a field the arrows move the cursor
    assert ahead(page) == page.locator(ROWS).count()
    page.fill("[name=try]", '"Ask": for the budget')
    page.fill("[name=what]", 'Write down "three" ways: to ask')
    page.select_option("[name=owner]", "suzuki")
    page.fill("[name=due]", "2026-12-10")
    page.check("[name=present][value=sato]")
    path = page.get_attribute(".gb-meeting__form", "data-path") or ""
    text = page.text_content("#meeting-text") or ""

    assert path == "goals/teams/sales-1/reviews/2026-12-03-month-start.md"
    assert unquote((page.get_attribute("[data-load]", "href") or "").partition(",")[2]) == text
    team = "name: Sales\nmembers:\n  sato: {name: Sato}\n  suzuki: {name: Suzuki}\n"
    found = load(
        MemoryTree({"goals/company.yml": "name: A\n", "goals/teams/sales-1/team.yml": team, path: text})
    )
    assert [problem for problem in check(found) if problem.location.path == path] == []
    review = found.handbook.teams["sales-1"].reviews["2026-12-03-month-start"]
    assert (review.kind.value, review.held, review.present) == ("month-start", date(2026, 12, 3), ("sato",))
    assert str(review.actions["action-1"].what) == 'Write down "three" ways: to ask'
    assert review.actions["action-1"].due == date(2026, 12, 10)
    assert '## Try\n"Ask": for the budget' in review.typed
    page.reload()
    assert page.input_value("[name=keep]") == "Two asks a day."


def test_on_a_phone_nothing_is_wider_than_the_screen(opened: Open, sample: Any) -> None:
    page = opened(sample.url, viewport=NARROW).go(PAGE)

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_without_scripts_everything_is_there(opened: Open, sample: Any) -> None:
    watched = opened(sample.url, java_script_enabled=False)
    watched.page.goto(watched.root + PAGE)

    assert ahead_without_scripts(watched.page)
    assert watched.page.locator(".gb-meeting__form").is_hidden()
    assert "2026-12-03-month-start.md" in (watched.page.text_content("noscript") or "")


def ahead_without_scripts(page: Page) -> bool:
    """Whether every row of the table is shown."""
    rows = page.locator(ROWS)
    return all(rows.nth(place).is_visible() for place in range(rows.count()))


@pytest.mark.parametrize("language", ["", "ja/"])
def test_a_review_prints_on_one_sheet(opened: Open, sample: Any, language: str) -> None:
    watched = opened(sample.file)
    for review in ("2026-10-16-mid-month", "2026-11-05-month-start", "2026-11-18-mid-month"):
        page = watched.go(f"{language}teams/sales-1/reviews/{review}/index.html")
        sheet = Sheet.of(page.pdf(prefer_css_page_size=True, print_background=True))

        assert sheet.is_a4_with_margins, review
        assert sheet.paper > 0.9, review
        assert sheet.reads(page.locator("h1").first.inner_text()), review
        assert sheet.reads(page.locator(".gb-review tbody td").last.inner_text()), review
