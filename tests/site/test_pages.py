"""What a built page says: language, title, body, menu, links, parts, the way to the other languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import Result

from goalbook.publish.source import Prepared

pytestmark = pytest.mark.site

Read = Callable[[Path], Any]
Drawn = Callable[[Prepared], None]
MkDocs = Callable[..., Result]

PAGES = (
    "index.html",
    "teams/index.html",
    "teams/sales-1/index.html",
    "teams/sales-1/plan/index.html",
    "handbook/index.html",
    "handbook/steps.html",
    "handbook/rules/index.html",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("language", "folder"), [("en", ""), ("ja", "ja/")])
def test_a_page_is_in_its_language(
    sample: Path, read: Read, address: str, language: str, folder: str
) -> None:
    page = read(sample / folder / address)

    assert page.one("html")["lang"] == language
    assert page.one("input", name="query")["placeholder"] == {"en": "Search", "ja": "検索"}[language]


def test_a_generated_page_has_the_title_description_and_body_of_the_model(sample: Path, read: Read) -> None:
    page = read(sample / "ja/teams/sales-1/index.html")

    assert page.one("title").text == "営業1課 - サンプル株式会社"
    assert page.one("meta", name="description")["content"] == "About 営業1課"
    assert page.one("div", class_="gb-page--team").text.count("営業1課") == 1
    assert page.one("p", data_path="teams/sales-1/index.md").text == "*no Markdown* here"
    assert page.one("a", class_="md-skip")["href"] == "#top"


def test_each_page_leads_to_itself_in_the_other_language(sample: Path, read: Read) -> None:
    for address in PAGES:
        for here, there, code in (("", "ja/", "ja"), ("ja/", "", "en")):
            page = read(sample / here / address)
            switch = next(
                link for link in page.all("a", class_="gb-languages__link") if link["hreflang"] == code
            )
            machine = page.one("link", hreflang=code)

            assert page.target(switch["href"])[0] == sample / there / address
            assert page.target(machine["href"])[0] == sample / there / address
            assert machine["rel"].split() == ["alternate"]


def test_languages_are_named_in_themselves_and_the_current_one_is_marked(sample: Path, read: Read) -> None:
    links = read(sample / "ja/index.html").all("a", class_="gb-languages__link")

    assert [(link.text, link["lang"], link["aria-current"]) for link in links] == [
        ("English", "en", ""),
        ("日本語", "ja", "true"),
    ]


def test_every_link_of_every_page_leads_somewhere(sample: Path, read: Read) -> None:
    pages = {file: read(file) for file in sorted(sample.rglob("*.html")) if file.name != "404.html"}
    dead = []
    for page in pages.values():
        for address in page.addresses():
            file, anchor = page.target(address)
            if not file.is_file() or (anchor and file in pages and anchor not in pages[file].anchors):
                dead.append(f"{page.file.relative_to(sample)}: {address}")

    assert len(pages) > 2 * len(PAGES)
    assert dead == []


def test_the_menu_holds_pages_that_ask_for_it_in_order(sample: Path, read: Read) -> None:
    page = read(sample / "handbook/steps.html")
    tabs = [tab.text.strip() for tab in page.all("a", class_="md-tabs__link")]
    menu = [link.text.strip() for link in page.all("a", class_="md-nav__link")]

    assert tabs == ["Home", "Teams", "Handbook"]
    assert menu.index("Why goals fail") < menu.index("Five steps") < menu.index("Rules")
    assert "Sales 1" not in menu


def test_live_parts_stand_in_the_handbook_and_not_in_the_search(sample: Path, read: Read) -> None:
    page = read(sample / "ja/handbook/frame-1-process.html")

    assert "part kpi-tree" in page.one("article").text
    assert "goalbook:" not in page.one("article").text
    assert "part kpi-tree" not in (sample / "ja/search/search_index.json").read_text()


def test_a_part_nobody_draws_stops_a_strict_build(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs
) -> None:
    project = small.project(tmp_path)
    (project / "content/en").mkdir()
    (project / "content/en/new.md").write_text(
        "---\ntitle: New\n---\n\n# New\n\n<!-- goalbook: no-such-part -->\n"
    )
    drawn(small.prepared())

    result = mkdocs(project, "build", "--strict")

    assert result.exit_code == 1
    assert "new.md asks for the part no-such-part" in result.output
    assert "kpi-tree" in result.output


def test_what_an_author_calls_a_team_stays_text(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs, read: Read
) -> None:
    def rename(page: Any) -> Any:
        nav = tuple(small.HOSTILE for _ in page.nav)
        return replace(page, title=small.HOSTILE, description=small.HOSTILE, search=small.HOSTILE, nav=nav)

    found = small.with_pages(rename)
    site = replace(
        found.site, editions=tuple(replace(each, name=small.HOSTILE) for each in found.site.editions)
    )
    project = small.project(tmp_path)
    drawn(replace(found, site=site))

    assert mkdocs(project, "build", "--strict").exit_code == 0

    for file in (project / "site").rglob("*.html"):
        page = read(file)
        assert [script for script in page.all("script") if "alert(1)" in script.text] == [], file
    home = read(project / "site/index.html")
    assert home.one("title").text == f"{small.HOSTILE} - {small.HOSTILE}"
    assert home.one("meta", name="description")["content"] == small.HOSTILE
    assert home.one("a", class_="md-header__button")["title"] == small.HOSTILE
    assert "<script>" not in (project / "site/search/search_index.json").read_text()


def test_a_missing_page_speaks_every_language(sample: Path, read: Read) -> None:
    page = read(sample / "404.html")

    assert [(part["lang"], bool(part.text.strip())) for part in page.all("section")] == [
        ("en", True),
        ("ja", True),
    ]
    assert {link["href"] for link in page.all("a") if link["hreflang"]} == {"/index.html", "/ja/index.html"}


def test_a_pencil_leads_to_the_line_behind_the_page(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs, read: Read
) -> None:
    project = small.project(tmp_path, mkdocs=small.MKDOCS + "repo_url: https://github.com/acme/goals\n")
    (project / "content/ja/handbook").mkdir(parents=True)
    (project / "content/ja/handbook/own.md").write_text("---\ntitle: 自社\n---\n\n# 自社\n")
    drawn(small.prepared())
    mkdocs(project, "build")

    def pencils(address: str) -> list[str]:
        return [link["href"] for link in read(project / "site" / address).all("a", rel="edit")]

    root = "https://github.com/acme/goals/edit/main/"
    assert pencils("ja/teams/sales-1/index.html") == [root + "goals/teams/sales-1/fy2026-h2.yml#L41"]
    assert pencils("ja/handbook/own.html") == [root + "content/ja/handbook/own.md#L1"]
    assert pencils("handbook/steps.html") == []  # ours, not in the company's repository
    assert "api.github.com" not in (project / "site/index.html").read_text()
    assert read(project / "site/index.html").all("a", class_="md-source") == []
