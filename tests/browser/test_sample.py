"""Every page of the sample site in Chromium: no error, no foreign request, not too wide, axe is silent."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sound import Judged, mistakes

pytestmark = [pytest.mark.browser, pytest.mark.site]

Open = Callable[..., Any]
Known = Callable[[str], Judged | None]
ROOT = Path(__file__).resolve().parents[2]
SIX = (
    "index.html",
    "teams/sales-1/index.html",
    "teams/sales-1/plan/index.html",
    "teams/emergency/trends/index.html",
    "ja/teams/sales-1/okr/index.html",
    "ja/handbook/frame-1-process.html",
)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def addresses(folder: Path, language: str) -> list[str]:
    """Every page of one language, relative to the site's root, the largest first."""
    found = sorted(folder.rglob("*.html"), key=lambda path: (-path.stat().st_size, path))
    pages = [path.relative_to(folder).as_posix() for path in found]
    return [page for page in pages if page.startswith("ja/") == (language == "ja")]


def kinds(file: Path) -> set[str]:
    """What a page is made of: its template, elements, hooks of scripts, the scripts and styles it loads."""
    text = file.read_text(encoding="utf-8")
    return {
        *re.findall(r"<\w+| data-[\w-]+|gb-page--\w+", text),
        *re.findall(r"[\w.-]+\.(?:js|css)\b", text),
    }


def digests(folder: Path) -> dict[str, str]:
    """Name of every file and what it holds, in short."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def judged() -> Callable[[str], Judged | None]:
    """What axe has looked at in a colour scheme; in ``make test-all`` it looks at everything.

    What a page is made of is the same in every scheme; what a text looks like is not.
    """
    known: dict[str, Judged] = {}
    kinds: set[str] = set()
    is_whole = os.environ.get("GOALBOOK_AXE") == "whole"
    return lambda scheme: None if is_whole else known.setdefault(scheme, Judged(kinds=kinds))


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """What the pages are made of that were opened as the first one."""
    return set()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_page_is_sound_on_a_phone(
    opened: Open, sample: Any, language: str, judged: Known, seen: set[str]
) -> None:
    """Reached as readers do, by a link; opened anew when it holds something that no page before held."""
    watched = opened(sample.url, viewport=PHONE)
    listed = (sample.folder / {"ja": "ja"}.get(language, "") / "sitemap.xml").read_text(encoding="utf-8")
    pages, wrong = addresses(sample.folder, language), []
    for address in pages:
        found = kinds(sample.folder / address) | {language}
        is_new = judged("light") is None or not found <= seen or f"{sample.url}{address}<" not in listed
        seen |= found
        page = watched.go(address) if is_new else watched.follow(address)
        wrong += mistakes(page, address, judged("light"))

    assert len(pages) > 100
    assert wrong == []


def test_another_machine_writes_the_same_bytes(sample: Any, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    machine = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "PYTHONUTF8": "0"}
    known = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [Path(sys.executable).parent / "goalbook", "build", "-C", sample.folder.parent / "project"]

    subprocess.run([*command, "--out", out], env=known | machine, check=True)

    assert len(digests(out)) > 300
    assert digests(out) == digests(sample.folder)


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(PHONE, "dark"), (DESK, "light"), (DESK, "dark")],
    ids=["390-dark", "1440-light", "1440-dark"],
)
def test_six_pages_are_sound_in_both_schemes_and_sizes(
    opened: Open, sample: Any, scheme: str, size: dict[str, int], judged: Known
) -> None:
    """Light on a phone is how every page was looked at above."""
    watched, wrong, language = opened(sample.url, viewport=size, color_scheme=scheme), list[str](), ""
    for address in SIX:
        other = "ja" if address.startswith("ja/") else "en"
        page = watched.follow(address) if other == language else watched.go(address)
        language = other
        wrong += mistakes(page, address, judged(scheme))

    assert wrong == []


@pytest.mark.parametrize("way", ["url", "file"])
def test_a_chart_wakes_up_when_it_is_touched(opened: Open, sample: Any, way: str) -> None:
    page = opened(getattr(sample, way)).go("teams/sales-1/index.html")
    chart = page.locator("[data-figure]").first
    still = chart.bounding_box()

    chart.scroll_into_view_if_needed()
    chart.hover()
    page.wait_for_selector(".js-plotly-plot .main-svg")

    live = chart.bounding_box()
    assert abs(still["height"] - live["height"]) <= 1


def test_going_there_and_back_keeps_the_charts(opened: Open, sample: Any) -> None:
    watched = opened(sample.url)
    page = watched.go("teams/sales-1/index.html")
    page.locator("[data-figure]").first.hover()
    page.wait_for_selector(".js-plotly-plot .main-svg")

    page.locator("a[href*='trends/']").first.click()
    page.wait_for_url("**/trends/**")
    page.go_back()
    page.wait_for_url("**/sales-1/index.html")
    page.locator("[data-figure]").first.hover()
    page.wait_for_selector(".js-plotly-plot .main-svg")

    assert len([url for url in watched.requests if "plotly" in url]) == 1


def test_the_switcher_stays_on_the_page_and_the_scheme_toggles(opened: Open, sample: Any) -> None:
    page = opened(sample.url).go("teams/sales-1/plan/index.html")

    page.get_by_role("link", name="日本語").first.click()
    page.wait_for_url("**/ja/teams/sales-1/plan/index.html")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("label[for^=__palette]:visible").first.click()
    page.wait_for_timeout(100)

    assert page.evaluate("document.documentElement.lang") == "ja"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_the_first_screen_of_the_worked_example_has_its_numbers(opened: Open, sample: Any) -> None:
    english = (
        opened(sample.url).go("teams/sales-1/index.html").locator("article.md-content__inner").inner_text()
    )
    japanese = (
        opened(sample.url).go("ja/teams/sales-1/index.html").locator("article.md-content__inner").inner_text()
    )

    for number in (
        "¥1.68M",
        "¥0.72M",
        "70.0 %",
        "26.3",
        "50/190",
        "14.8",
        "4/27",
        "2,600 / 2,500",
        "42 / 48",
    ):
        assert number in english
    for number in (
        "168.0",
        "72.0",
        "240",
        "70.0 %",
        "414.0 / 480.0",
        "86.3 %",
        "26.3",
        "50/190",
        "14.8",
        "4/27",
    ):
        assert number in japanese


def test_the_emergency_team_shows_the_ratio_of_sums(sample: Any) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (sample.folder / "data").rglob("*.json"))

    assert "0.0684" not in text
