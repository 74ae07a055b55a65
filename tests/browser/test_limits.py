"""Pages of teams keep their limits: height, what stands on the first screen, kinds of charts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.site]

Open = Callable[..., Any]
DESK = {"width": 1440, "height": 800}
PHONE = {"width": 390, "height": 844}
TALLEST = {1440: 2400, 390: 5500}
MOST_KINDS = 3
KINDS = """
() => {
  const of = (found) => [...found.closest("[class*=gb-]").classList].find((name) => name.startsWith("gb-"));
  const pictures = [...document.querySelectorAll(".gb svg:not(.gb-icon, svg svg)")];
  const drawn = pictures.map((found) => found.parentElement);
  const built = document.querySelectorAll(".gb [aria-hidden=true][style*='--zero'], .gb .gb-strip");
  return [...new Set([...drawn, ...built].map((found) => of(found)))].sort();
}
"""


def bottom(page: Any, selector: str) -> float:
    """Where an element ends, from the top of the page."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return float(box["y"] + box["height"])


@pytest.mark.parametrize("team", ["sales-1", "pipeline", "emergency"])
def test_a_teams_page_keeps_its_limits(opened: Open, sample: Any, team: str) -> None:
    for language in ("", "ja/"):
        for size in (DESK, PHONE):
            page = opened(sample.url, viewport=size).go(f"{language}teams/{team}/index.html")

            height = page.evaluate("document.documentElement.scrollHeight")
            assert height <= TALLEST[size["width"]], (language, size)
            kinds = page.evaluate(KINDS)
            assert 1 <= len(kinds) <= MOST_KINDS, kinds
            if team != "sales-1":
                assert bottom(page, ".gb-tempo, .gb-answer") <= size["height"], (language, size)
            elif size is DESK:
                assert bottom(page, ".gb-outlook") <= size["height"], language
            else:
                button = page.locator(".gb-head__doors .gb-button").first.bounding_box()
                assert bottom(page, ".gb-lane") <= button["y"] <= size["height"], language
