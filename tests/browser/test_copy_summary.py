"""The button puts the summary on the clipboard: plain lines, with the numbers that the page shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.site]

MOST_LINES = 5


WORDS = {
    "": ("Copy summary", "Copied"),
    "ja/": ("要約をコピー", "コピーしました"),
}
SAID = {
    "": (
        "Act on: Appointment rate 26.3 % (50/190) plan 30 %: Probably really low (87 %)",
        "Find out: Win rate 14.8 % (4/27) plan 20 %: Largest part of the gap (−¥606k)",
    ),
    "ja/": (
        "手を打つ: アポ獲得率 26.3 % (50/190) 計画30 %: おそらく本当に低い(87 %)",
        "見極める: 受注率 14.8 % (4/27) 計画20 %: 差の最大(−60.6万円)だが、偶然かもしれない(74 %)。",
    ),
}


@pytest.mark.parametrize("language", ["", "ja/"])
def test_the_summary_is_copied(opened: Callable[..., Any], sample: Any, language: str) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    page = opened(sample.url, permissions=allowed).go(f"{language}teams/sales-1/index.html")
    shown = page.locator("article.md-content__inner").inner_text()
    summary = page.locator("#summary").text_content().strip()
    before, after = WORDS[language]

    page.get_by_role("button", name=before).click()
    page.get_by_role("button", name=after).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied == summary
    assert len(copied.splitlines()) == MOST_LINES
    assert "<" not in copied
    for one in SAID[language]:
        assert one in copied
    for number in re.findall(r"[0-9][0-9,.]*[0-9]|[0-9]", copied):
        assert number in shown
