"""The goal sheet in Chromium: what it writes is a goal file without mistakes, whatever is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import short_handbook
from goalbook.load.run import load
from goalbook.publish import build
from goalbook.record.init import Wanted, init
from goalbook.tree import MemoryTree
from goalbook.validate.run import check

pytestmark = [pytest.mark.browser, pytest.mark.site]

HOST = "https://github.com/acme"
SHEET = "handbook/goal-sheet/index.html"
PATH = "goals/teams/sales-1/fy2026-h2.yml"
COMPANY = "name: Acme\nlanguages: [en]\ncycles:\n  fy2026-h2: 2026-10-01..2027-03-31\n"
HOSTILE = '"]: {x} # \\ <script>alert(1)</script> - &a *b !!c\t| > % @ `'
PLAIN = {
    "team": "sales-1",
    "cycle": "fy2026-h2",
    "why": "Repeat orders no longer grow.",
    "one_line": "Ask better",
    "kgi": "New revenue",
    "target": "2,400,000",
    "average": "400,000",
    "step1": "Calls",
    "step2": "Appointments",
    "rate2": "2.4%",
    "step3": "契約",
    "id3": "contracts",
    "rate3": "10%",
    "objective": "Grow steadily by earning new customers' trust",
    "result1": "10 % of the appointments become contracts",
    "baseline1": "8%",
    "goal1": "10%",
    "wish": "I want a better win rate",
    "practice": "Prepare 5 questions before each meeting",
    "minutes": "20",
    "per_week": "3",
}


@pytest.fixture(scope="session")
def site(served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory, few_pages: Path) -> Any:
    """A project as init begins it, in two languages, its repository on GitHub; built and served."""
    root = tmp_path_factory.mktemp("sheet")
    project = root / "project"
    init(project, Wanted(), date(2026, 11, 29))
    company = project / "goals/company.yml"
    company.write_text(company.read_text().replace("#  - ja ", "  - ja "))
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text().replace("# repo_url: https://github.com/example", f"repo_url: {HOST}")
    )
    with short_handbook.shipped(few_pages):
        return served(lambda folder, _url: _built(project, folder), root / "site")


def _built(project: Path, folder: Path) -> None:
    assert build.build(project, out=folder).is_written


def fill(page: Page, **values: str) -> str:
    """Fill the form; returns the file it writes."""
    page.wait_for_selector("form[data-sheet]:not([hidden])")
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    return page.text_content("#sheet-file") or ""


def loaded(text: str) -> Any:
    files = {"goals/company.yml": COMPANY, "goals/teams/sales-1/team.yml": "name: Sales\n", PATH: text}
    return load(MemoryTree(files))


def test_it_writes_a_goal_file_without_mistakes(site: Any, opened: Callable[..., Any]) -> None:
    page = opened(site.url).go(SHEET)
    fill(page, **PLAIN)
    page.select_option("[name=kpi1]", "contracts_rate")
    page.fill("[name=because1]", "The largest lift.")
    page.select_option("[name=kpi2]", "calls")
    page.select_option("[name=metric1]", "contracts_rate")
    page.fill("[name=because2]", "Volume comes first.")
    text = page.text_content("#sheet-file") or ""

    found = loaded(text)
    assert [str(problem.location) for problem in check(found) if problem.is_error] == [], text
    cycle = found.handbook.teams["sales-1"].cycles["fy2026-h2"]
    assert (cycle.kgi, list(cycle.kpis)) == ("kgi", ["contracts_rate", "calls"])
    assert list(cycle.metrics) == [
        "kgi",
        "average",
        "contracts",
        "appointments",
        "calls",
        "appointments_rate",
        "contracts_rate",
    ]
    assert cycle.metrics["contracts"].funnel == ("calls", "appointments", "contracts")
    assert cycle.objectives["objective-1"].key_results["kr1"].metric == "contracts_rate"
    assert cycle.practices["practice-1"].steps["step-1"].minutes == 20


def test_a_result_that_is_counted_is_the_last_step(site: Any, opened: Callable[..., Any]) -> None:
    page = opened(site.url).go(SHEET)
    text = fill(
        page, team="sales-1", cycle="fy2026-h2", kgi="Visits", target="120", step1="Calls", step2="Visits"
    )

    found = loaded(text)
    assert [problem for problem in check(found) if problem.is_error] == [], text
    assert found.handbook.teams["sales-1"].cycles["fy2026-h2"].kgi == "visits"


def test_whatever_is_typed_stays_text(site: Any, opened: Callable[..., Any]) -> None:
    page = opened(site.url).go(SHEET)
    needed = {"team": "sales-1", "cycle": "fy2026-h2", "step1": HOSTILE, "id1": "calls", "target": "120"}
    text = fill(
        page, **needed, kgi=HOSTILE, why=HOSTILE, objective=HOSTILE, result1="yes", wish="null", skill="NO"
    )

    found = loaded(text)
    assert found.problems == (), text
    cycle = found.handbook.teams["sales-1"].cycles["fy2026-h2"]
    words = " ".join(HOSTILE.split())
    assert (str(cycle.why), str(cycle.metrics["calls"].name)) == (words, words)
    assert str(cycle.objectives["objective-1"].key_results["kr1"].title) == "yes"
    assert str(cycle.practices["practice-1"].wish) == "null"


def test_it_says_where_the_file_goes_and_opens_it(site: Any, opened: Callable[..., Any]) -> None:
    page = opened(site.url).go(SHEET)
    page.wait_for_selector("form[data-sheet]:not([hidden])")
    assert page.is_visible("[data-missing]")
    assert page.is_hidden("[data-open]")
    assert page.is_hidden("[data-copies=sheet-file]")

    fill(page, **PLAIN)

    assert "goals/teams/sales-1/fy2026-h2.yml" in (page.text_content("[data-where]") or "")
    address = page.get_attribute("[data-open]", "href") or ""
    assert address.startswith(
        "https://github.com/acme/goals/new/main/goals/teams/sales-1?filename=fy2026-h2.yml&value=%23"
    )
    assert page.is_hidden("[data-missing]")


def test_without_scripts_the_file_is_there_to_copy(site: Any, opened: Callable[..., Any]) -> None:
    watched = opened(site.url, java_script_enabled=False)
    watched.page.goto(f"{watched.root}ja/{SHEET}")

    assert watched.page.is_hidden("form[data-sheet]")
    assert "cycle: fy2026-h2" in watched.page.inner_text("#sheet-by-hand")
    assert "最終目標(KGI)" in watched.page.inner_text("#sheet-by-hand")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_form_fits_the_screen(site: Any, opened: Callable[..., Any], width: int) -> None:
    page = opened(site.url, viewport={"width": width, "height": 844}).go(SHEET)
    fill(page, **PLAIN)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.eval_on_selector_all(
        ".gb-sheet input, .gb-sheet select", "all => all.map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
