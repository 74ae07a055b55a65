"""The self-test answers in the browser and tells nobody; the card is one sheet of paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paper import Sheet

pytestmark = [pytest.mark.browser, pytest.mark.site]

Open = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
PAPER = 0.9
"""The least part of a sheet that stays light; a dark screen is not printed."""
STORED = "JSON.stringify([localStorage, sessionStorage])"


@pytest.mark.parametrize("way", ["url", "file"])
def test_the_self_test_leads_to_a_frame_and_sends_nothing(opened: Open, sample: Any, way: str) -> None:
    watched = opened(getattr(sample, way))
    page = watched.go("handbook/self-test/index.html")
    cures, before = page.locator(".gb-symptoms__cure"), len(watched.requests)
    stored = page.evaluate(STORED)

    assert cures.count() == 5
    assert [cures.nth(n).is_visible() for n in range(5)] == [False] * 5
    page.get_by_role("checkbox").nth(1).check()

    assert [cures.nth(n).is_visible() for n in range(5)] == [False, True, False, False, False]
    assert "frame-3-practice" in cures.nth(1).locator("a").get_attribute("href")
    assert page.locator(".gb-symptoms__told").inner_text().startswith("One symptom")
    page.get_by_role("checkbox").nth(3).check()
    assert page.locator(".gb-symptoms__told").inner_text().startswith("Several")
    assert len(watched.requests) == before
    assert page.evaluate(STORED) == stored
    assert page.context.cookies() == []


def test_without_a_script_every_answer_stands_there(opened: Open, sample: Any) -> None:
    page = opened(sample.url, java_script_enabled=False).page
    page.goto(sample.url + "ja/handbook/self-test/index.html")

    assert [page.locator(".gb-symptoms__cure").nth(n).is_visible() for n in range(5)] == [True] * 5


@pytest.mark.parametrize("language", ["", "ja/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_card_is_one_sheet(opened: Open, sample: Any, language: str, scheme: str) -> None:
    page = opened(sample.url, color_scheme=scheme).go(f"{language}teams/sales-1/card/index.html")

    sheet = Sheet.of(page.pdf(prefer_css_page_size=True, print_background=True))

    line = page.locator(".gb-sheet-a4__line").inner_text()
    assert sheet.is_a4_with_margins
    assert sheet.paper > PAPER
    assert "15" in line
    assert sheet.reads(line)
    assert sheet.reads(page.locator(".gb-sheet-a4 li").last.inner_text())


def test_hints_and_both_panels_are_there(opened: Open, sample: Any) -> None:
    page = opened(sample.url).go("teams/sales-1/practice/index.html")

    assert page.locator(".gb-hint").count() == 7
    page.locator("[data-figure]").first.hover()
    page.wait_for_selector(".js-plotly-plot .main-svg")

    assert page.locator(".js-plotly-plot .subplot").count() == 2
