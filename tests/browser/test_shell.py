"""The shell around every page, in a real browser: search, policy, languages, schemes, instant navigation."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


def search(page, text: str) -> list[str]:
    box = page.locator(".md-search__input")
    page.keyboard.press("/")
    box.fill(text)
    box.press("End")
    page.locator(".md-search-result__meta", has_text="見つかり").or_(
        page.locator(".md-search-result__meta", has_text="match")
    ).wait_for()
    page.wait_for_timeout(150)
    return [link.get_attribute("href") for link in page.locator(".md-search-result__link").all()]


@pytest.mark.parametrize("query", ["営業チーム", "KPIツリー", "売上アップ", "ＫＰＩ", "受注率", "受注率を改善する", "営業1課", "Sales"])
@pytest.mark.parametrize("way", ["url", "file"])
def test_mixed(opened, shell, query, way):
    site = opened(getattr(shell, way))
    page = site.go("ja/index.html")
    found = search(page, query)
    assert any("ja/teams/sales-1/index.html" in link for link in found), found
