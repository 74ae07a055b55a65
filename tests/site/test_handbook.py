"""Handbook pages: whose file is shown, in which language, and what is never published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import Result

from goalbook.publish import handbook, menu
from goalbook.publish.menu import Entry
from goalbook.publish.source import Prepared


def put(root: Path, path: str, text: str = "---\ntitle: T\n---\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_a_file_of_the_project_replaces_ours_and_others_are_added(tmp_path: Path) -> None:
    own, ours = tmp_path / "own", tmp_path / "ours"
    put(own, "en/handbook/steps.md")
    put(own, "en/handbook/house.md")
    put(ours, "en/handbook/steps.md")
    put(ours, "en/handbook/glossary.md")

    found = handbook.sheets((own, ours), "en", "en")

    assert {path: sheet.folder.parent.name for path, sheet in found.items()} == {
        "handbook/glossary.md": "ours",
        "handbook/house.md": "own",
        "handbook/steps.md": "own",
    }


def test_what_a_language_lacks_is_taken_from_the_first_then_from_english(tmp_path: Path) -> None:
    put(tmp_path, "ja/handbook/a.md")
    put(tmp_path, "de/handbook/b.md")
    put(tmp_path, "en/handbook/b.md")
    put(tmp_path, "en/handbook/c.md")

    found = handbook.sheets((tmp_path,), "ja", "de")

    assert [(path, sheet.language) for path, sheet in found.items()] == [
        ("handbook/a.md", "ja"),
        ("handbook/b.md", "de"),
        ("handbook/c.md", "en"),
    ]


def test_only_markdown_and_pictures_are_published(tmp_path: Path) -> None:
    for name in (
        "page.md",
        "chart.png",
        "script.html",
        "script.svg",
        ".secret.md",
        ".git/config.md",
        "code.js",
    ):
        put(tmp_path, f"en/{name}")
    secret = put(tmp_path, "secret.md")
    (tmp_path / "en/link.md").symlink_to(secret)
    (tmp_path / "outside").mkdir()
    put(tmp_path, "outside/page.md")
    (tmp_path / "en/folder").symlink_to(tmp_path / "outside")

    assert set(handbook.sheets((tmp_path,), "en", "en")) == {"chart.png", "page.md"}


@pytest.mark.parametrize(
    ("text", "title", "order"),
    [
        ("---\ntitle: A title\norder: 10\n---\n", "A title", 10),
        ("---\norder: soon\n---\n", "Own page", handbook.LAST),
        ("# Heading only\n", "Own page", handbook.LAST),
        ("---\ntitle: 2026\n---\n", "2026", handbook.LAST),
        ("---\ntitle: [\n---\n", "Own page", handbook.LAST),
    ],
)
def test_title_and_order_stand_above_the_text(tmp_path: Path, text: str, title: str, order: int) -> None:
    put(tmp_path, "en/own-page.md", text)
    sheet = handbook.sheets((tmp_path,), "en", "en")["own-page.md"]

    assert (sheet.title, sheet.order) == (title, order)


def test_parts_are_put_in_at_their_line() -> None:
    text = "<p>a</p>\n<!-- goalbook: kpi-tree -->\n<!-- another -->\n<!--goalbook:okr-->"

    assert handbook.parts_in(text) == ("kpi-tree", "okr")
    assert handbook.fill(text, lambda name: name.upper()) == "<p>a</p>\nKPI-TREE\n<!-- another -->\nOKR"


def test_a_table_heading_without_words_becomes_a_cell() -> None:
    html = '<th></th><th style="text-align: left;"></th><th>Word</th>'

    assert handbook.name_headings(html) == '<td></td><td style="text-align: left;"></td><th>Word</th>'


def test_the_menu_sorts_by_order_then_path_and_merges_sections() -> None:
    entries = [
        Entry(titles=("Handbook", "Steps"), order=30, path="handbook/steps.md"),
        Entry(titles=("Handbook", "Rules"), order=900, path="handbook/rules/index.md"),
        Entry(titles=("Handbook",), order=20, path="handbook/index.md"),
        Entry(titles=("Home",), order=1, path="index.md"),
        Entry(titles=("Handbook", "Also"), order=30, path="handbook/also.md"),
        Entry(titles=("Notes", "One"), order=10, path="notes/one.md"),
    ]

    assert menu.arrange(entries) == [
        {"Home": "index.md"},
        {"Notes": [{"One": "notes/one.md"}]},
        {
            "Handbook": [
                "handbook/index.md",
                {"Also": "handbook/also.md"},
                {"Steps": "handbook/steps.md"},
                {"Rules": "handbook/rules/index.md"},
            ]
        },
    ]


@pytest.mark.site
def test_a_company_s_own_pages_in_a_built_site(
    tmp_path: Path,
    small: ModuleType,
    drawn: Callable[[Prepared], None],
    mkdocs: Callable[..., Result],
    read: Callable[[Path], Any],
) -> None:
    project = small.project(tmp_path)
    put(project, "content/en/handbook/index.md", "---\ntitle: Our book & rules\norder: 0\n---\n\n# Our own\n")
    put(project, "content/en/handbook/house/room.md", "---\ntitle: Room\n---\n\n# Room\n\n![x](room.png)\n")
    put(project, "content/en/handbook/house/room.png", "png")
    drawn(small.prepared())

    result = mkdocs(project, "build", "--strict")

    assert result.exit_code == 0, result.output
    english = read(project / "site/handbook/house/room.html")
    japanese = read(project / "site/ja/handbook/house/room.html")
    assert english.all("a", class_="md-tabs__link")[0].text.strip() == "Our book & rules"
    assert "Rules" in [link.text.strip() for link in english.all("a", class_="md-nav__link")]
    assert english.one("div", class_="gb-page--handbook")["lang"] == ""
    assert japanese.one("div", class_="gb-page--handbook")["lang"] == "en"
    assert japanese.one("html")["lang"] == "ja"
    assert (project / "site/ja/handbook/house/room.png").is_file()
    assert "ハンドブック" in read(project / "site/ja/handbook/index.html").one("h1").text


@pytest.mark.site
def test_a_project_keeps_its_pages_in_another_folder(
    tmp_path: Path, small: ModuleType, drawn: Callable[[Prepared], None], mkdocs: Callable[..., Result]
) -> None:
    project = small.project(tmp_path, mkdocs=small.MKDOCS.replace("docs_dir: content", "docs_dir: docs"))
    put(project, "docs/ja/own.md", "---\ntitle: 自社\n---\n\n# 自社\n")
    drawn(small.prepared())

    assert mkdocs(project, "build", "--strict").exit_code == 0
    assert (project / "site/ja/own.html").is_file()
    assert not (project / "site/own.html").exists()
    assert (project / "site/handbook/steps.html").is_file()
