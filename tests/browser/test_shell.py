"""The shell around every page, in a real browser: search, policy, languages, schemes, keyboard, print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from sound import violations

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
NARROW = {"width": 390, "height": 844}
TEAM = "teams/sales-1/index.html"


QUERIES = (
    "営業チーム",
    "KPIツリー",
    "売上アップ",
    "ＫＰＩ",
    "受注率",
    "受注率を改善する",
    "営業1課",
    "Sales",
    "win rate",
)


def found(page: Page, query: str) -> list[str]:
    """Search and give the addresses of the results."""
    page.keyboard.press("/")
    box = page.locator(".md-search__input")
    box.fill(query)
    box.press("End")  # the theme listens to keys, not to input
    page.wait_for_timeout(100)
    results = page.locator(".md-search-result__link")
    results.first.wait_for(state="attached")
    return [link.get_attribute("href") or "" for link in results.all()]


@pytest.mark.parametrize("way", ["url", "file"])
def test_queries_in_any_script_find_their_page(opened: Open, shell: Any, way: str) -> None:
    page = opened(getattr(shell, way)).go("ja/index.html")
    results = {query: found(page, query) for query in QUERIES}

    assert [
        query for query, addresses in results.items() if not any(TEAM in each for each in addresses)
    ] == []


@pytest.mark.parametrize("way", ["url", "file"])
def test_a_result_of_the_handbook_opens_at_its_section(opened: Open, shell: Any, way: str) -> None:
    page = opened(getattr(shell, way)).go(TEAM)
    found(page, "deliberate practice")
    page.locator(".md-search-result__link", has_text="Frame 3: deliberate practice").first.click()
    page.wait_for_url("**/handbook/frame-3-practice.html*")
    page.locator("main h1", has_text="Frame 3").wait_for()


def test_without_the_front_part_the_theme_finds_nothing(opened: Open, shell: Any) -> None:
    """The query tests above prove something only as long as the theme alone fails them."""
    site = opened(shell.url)
    worker = next(shell.folder.glob("ja/assets/javascripts/workers/search.*.js")).read_text()
    bare = worker[worker.index('"use strict"') :]
    site.page.route(
        "**/workers/search.*.js", lambda route: route.fulfill(body=bare, content_type="text/javascript")
    )
    page = site.go("ja/index.html")
    page.keyboard.press("/")
    page.locator(".md-search__input").fill("営業チーム")
    page.locator(".md-search__input").press("End")
    page.locator(".md-search-result__meta", has_text="何も見つかりませんでした").wait_for()

    assert page.locator(".md-search-result__link").count() == 0


@pytest.mark.parametrize("turn", ["key", "click", "point"])
def test_the_index_is_asked_for_when_the_reader_turns_to_the_search(
    opened: Open, shell: Any, turn: str
) -> None:
    site = opened(shell.url)
    page = site.go(TEAM)
    page.wait_for_load_state("networkidle")
    early = [request for request in site.requests if "search_index" in request]
    with page.expect_response("**/search/search_index.json"):
        if turn == "key":
            page.keyboard.press("s")
        elif turn == "click":
            page.locator(".md-search__input").click()
        else:
            page.locator(".md-search__form").hover()

    assert early == []


def test_a_link_with_a_query_searches_at_once(opened: Open, shell: Any) -> None:
    page = opened(shell.url).go("ja/index.html?q=営業チーム")
    page.locator(".md-search-result__link").first.wait_for(state="attached")

    assert page.locator(".md-search-result__link").count() >= 1


def test_the_open_search_is_sound(opened: Open, shell: Any) -> None:
    page = opened(shell.url).go("ja/index.html")
    found(page, "営業")
    page.wait_for_timeout(400)

    assert violations(page) == []


@pytest.mark.parametrize("way", ["url", "file"])
def test_the_switch_stays_on_the_page(opened: Open, shell: Any, way: str) -> None:
    page = opened(getattr(shell, way)).go(TEAM)
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url(f"**/ja/{TEAM}")
    assert page.locator("html").get_attribute("lang") == "ja"
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/{TEAM}")

    assert page.locator("html").get_attribute("lang") == "en"


def test_the_switch_follows_instant_navigation(opened: Open, shell: Any) -> None:
    page = opened(shell.url).go("index.html")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name=TEAM).click()
    page.wait_for_url(f"**/{TEAM}")
    page.locator(".gb-page--team").wait_for()
    assert page.evaluate("window.stays") is True
    page.go_back()
    page.locator(".gb-page--home").wait_for()
    page.go_forward()
    page.locator(".gb-page--team").wait_for()
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url(f"**/ja/{TEAM}")

    assert page.locator("main h1").inner_text() == "営業1課"


def test_no_page_asks_for_what_is_not_there(opened: Open, shell: Any) -> None:
    site = opened(shell.url, anew=True)
    missing: list[str] = []
    site.page.on("response", lambda answer: missing.extend([answer.url] if answer.status >= 400 else []))
    for address in ("index.html", f"ja/{TEAM}", "ja/handbook/steps.html"):
        site.go(address).wait_for_load_state("networkidle")

    assert missing == []


def test_the_chosen_scheme_holds_in_every_language(opened: Open, shell: Any) -> None:
    page = opened(shell.url, color_scheme="light").go(TEAM)
    page.locator("label[for=__palette_1]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url(f"**/ja/{TEAM}")

    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_the_scheme_is_the_system_s_until_chosen(opened: Open, shell: Any) -> None:
    for scheme, expected in (("light", "default"), ("dark", "slate")):
        page = opened(shell.url, color_scheme=scheme).go("index.html")
        page.locator(f"body[data-md-color-scheme={expected}]").wait_for()


def test_a_script_that_slipped_into_a_page_does_not_run(opened: Open, shell: Any) -> None:
    site = opened(shell.url)
    attack = '<img src="x" onerror="window.taken=1"><script>window.taken=1</script>'

    def slip(route: Any) -> None:
        html = route.fetch().text()
        route.fulfill(body=html.replace("<ul>", f"{attack}<ul>", 1), content_type="text/html")

    site.page.route(f"**/{TEAM}", slip)
    page = site.go(TEAM)
    page.wait_for_timeout(300)

    assert page.evaluate("window.taken") is None
    assert [error for error in site.errors if "Content Security Policy" in error]
    site.errors.clear()


def test_the_keyboard_passes_the_header(opened: Open, shell: Any) -> None:
    page = opened(shell.url).go(TEAM)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className").startswith("md-skip")
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("#top")


def test_a_wide_table_scrolls_by_keyboard(opened: Open, shell: Any) -> None:
    page = opened(shell.url, viewport=NARROW).go("handbook/frame-1-process.html")
    box = page.locator(".md-typeset__scrollwrap").first
    box.wait_for()
    narrow = box.get_attribute("tabindex")
    box.locator("table").evaluate(
        "table => { table.style.minWidth = '900px' }"
    )  # ours fit; a company's may not
    page.evaluate("dispatchEvent(new Event('resize'))")

    assert narrow is None
    assert box.get_attribute("tabindex") == "0"


def test_print_leaves_the_shell_out(opened: Open, shell: Any) -> None:
    page = opened(shell.url).go(TEAM)
    page.emulate_media(media="print")

    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".gb-languages").is_visible()
    assert page.locator("main h1").is_visible()
