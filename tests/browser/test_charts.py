"""Charts in a real browser, under the policy of the site and from ``file://``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

import chart_page
from goalbook.present import figure
from sound import violations

pytestmark = pytest.mark.browser

DRAWN: Final = ".gb-chart__live .main-svg"


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    def write(folder: Path, _url: str) -> None:
        for language in ("en", "ja"):
            chart_page.write(folder, language, chart_page.drawings(language))

    return served(write, tmp_path_factory.mktemp("charts"))


def _loaded(requests: Iterable[str]) -> int:
    return sum(address.endswith("plotly.min.js") for address in requests)


def _wake(page: Page, number: int = 0) -> None:
    page.locator(".gb-chart__plot").nth(number).hover()
    # The script has 4.8 MB, which a busy machine reads for seconds.
    expect(page.locator(".gb-chart").nth(number).locator(DRAWN).first).to_be_visible(timeout=20_000)
    page.mouse.move(0, 0)


def test_a_chart_wakes_under_the_pointer_and_the_script_comes_once(site: Any, opened: Any) -> None:
    watched = opened(site.url)
    page = watched.go("en.html")
    height = page.evaluate("document.documentElement.scrollHeight")

    assert _loaded(watched.requests) == 0
    _wake(page)
    _wake(page, 1)

    assert _loaded(watched.requests) == 1
    assert page.locator(".gb-chart--live").count() == 2
    assert page.evaluate("document.documentElement.scrollHeight") == height


def test_a_chart_wakes_on_the_keyboard_and_its_tools_come_with_the_focus(site: Any, opened: Any) -> None:
    page = opened(site.url).go("en.html")
    tools = page.locator(".gb-chart").first.locator(".modebar-container")

    page.keyboard.press("Tab")
    expect(page.locator(DRAWN).first).to_be_visible()

    expect(tools).to_have_css("opacity", "1")
    page.evaluate("document.activeElement.blur()")
    expect(tools).to_have_css("opacity", "0")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_live_picture_has_the_size_of_the_still_one(site: Any, opened: Any, width: int) -> None:
    page = opened(site.url, viewport={"width": width, "height": 844}).go("en.html")

    for number in range(3):
        _wake(page, number)
        still, live = (
            page.locator(".gb-chart").nth(number).locator(part).first.bounding_box()
            for part in (".gb-still", DRAWN)
        )
        assert still is not None
        assert live is not None
        assert abs(still["height"] - live["height"]) <= 1
        assert abs(still["width"] - live["width"]) <= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_live_bars_stand_where_the_still_ones_stood(site: Any, opened: Any) -> None:
    page = opened(site.url).go("en.html")
    still = [bar.bounding_box() for bar in page.locator(".gb-chart").first.locator(".gb-still rect").all()]

    _wake(page)
    live = [bar.bounding_box() for bar in page.locator(".gb-chart").first.locator(".bars path").all()]

    assert len(still) == len(live) == 2
    for one, other in zip(still, live, strict=True):
        assert one is not None
        assert other is not None
        assert all(abs(one[side] - other[side]) <= 1.5 for side in ("x", "y", "width", "height"))


def test_labels_that_would_touch_are_left_out_where_it_is_narrow(opened: Any, tmp_path: Path) -> None:
    first = next(iter(chart_page.drawings("en")))
    labels = figure.bar_labels([(0, 90.0, "1,234.5 million")], 8)
    layout = {**first.figure["layout"], "annotations": labels}
    chart_page.write(tmp_path, "en", [replace(first, figure={**first.figure, "layout": layout})])
    page = opened(tmp_path.as_uri() + "/", viewport={"width": 390, "height": 844}).go("en.html")
    still, live = page.locator(".gb-still__wide"), page.locator(".gb-chart__live .annotation")

    expect(still).to_be_hidden()
    _wake(page)
    expect(live).to_have_count(0)
    page.set_viewport_size({"width": 1440, "height": 844})
    expect(still).to_be_visible()
    expect(live).to_have_count(1)


def test_colours_follow_the_scheme(site: Any, opened: Any) -> None:
    page = opened(site.url).go("en.html")
    _wake(page)
    bar, still = page.locator(".bars path").first, page.locator(".gb-still rect").first

    expect(bar).to_have_css("fill", "rgb(43, 58, 77)")
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")

    expect(bar).to_have_css("fill", "rgb(211, 218, 230)")
    expect(still).to_have_css("fill", "rgb(211, 218, 230)")


def test_paper_shows_the_still_picture(site: Any, opened: Any) -> None:
    page = opened(site.url).go("en.html")
    _wake(page)

    page.emulate_media(media="print")

    expect(page.locator(".gb-chart__live")).to_be_hidden()
    expect(page.locator(".gb-still").first).to_have_css("opacity", "1")


def test_tools_speak_the_reader_s_language(site: Any, opened: Any) -> None:
    page = opened(site.url).go("ja.html")
    _wake(page)

    titles = page.locator(".modebar-btn").evaluate_all("found => found.map(one => one.dataset.title)")

    assert titles == ["拡大", "縮小", "元の範囲に戻す"]


@pytest.mark.parametrize("root", ["url", "file"])
def test_numbers_can_be_taken_along(site: Any, opened: Any, root: str) -> None:
    page = opened(getattr(site, root)).go("ja.html")

    with page.expect_download() as download:
        page.locator(".gb-chart__csv").first.click()

    data = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "team-calls-month.csv"
    assert data.startswith(b"\xef\xbb\xbf")
    assert "実績" in data.decode("utf-8-sig")


def test_charts_work_from_a_folder(site: Any, opened: Any) -> None:
    page = opened(site.file).go("en.html")

    _wake(page, 2)

    assert page.locator(".gb-chart--live").count() == 1


def test_a_page_that_is_swapped_keeps_its_charts_alive(site: Any, opened: Any) -> None:
    watched = opened(site.url, anew=True)
    watched.page.add_init_script("window.document$ = { subscribe(react) { window.swapped = react } }")
    page = watched.go("en.html")
    _wake(page)

    page.evaluate("document.querySelector('main').outerHTML = document.querySelector('main').outerHTML")
    page.evaluate("""() => {
        for (const chart of document.querySelectorAll('.gb-chart')) {
            chart.classList.remove('gb-chart--live');
            delete chart.dataset.awake;
            chart.querySelector('.gb-chart__live')?.remove();
        }
        window.swapped();
    }""")
    _wake(page)

    assert _loaded(watched.requests) == 1
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    expect(page.locator(".bars path").first).to_have_css("fill", "rgb(211, 218, 230)")


def test_without_the_script_the_still_picture_stays(opened: Any, tmp_path: Path) -> None:
    chart_page.write(tmp_path, "en", chart_page.drawings("en"))
    (tmp_path / "assets/goalbook/plotly.min.js").unlink()
    watched = opened(tmp_path.as_uri() + "/")
    page = watched.go("en.html")

    with page.expect_event("requestfailed"):
        page.locator(".gb-chart__plot").first.hover()

    expect(page.locator(".gb-still").first).to_have_css("opacity", "1")
    assert all("ERR_FILE_NOT_FOUND" in error for error in watched.errors)
    watched.errors.clear()


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing(site: Any, opened: Any, scheme: str) -> None:
    page = opened(site.url).go("en.html")
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
    page.locator("summary").first.click()
    for number in range(3):
        _wake(page, number)

    assert violations(page) == []
