"""The search index: short entries, both languages, a copy for folders, the worker's front part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goalbook.errors import RenderError
from goalbook.present.site import Page
from goalbook.publish import search

LISTENER = 'addEventListener("message",e=>{switch(e.type){case 2:let q=t.data;}})'


@pytest.mark.site
@pytest.mark.parametrize(
    ("folder", "languages", "title"), [("", ["en", "ja"], "Sales 1"), ("ja/", ["ja", "en"], "営業1課")]
)
def test_a_page_has_one_short_entry(sample: Path, folder: str, languages: list[str], title: str) -> None:
    index = json.loads((sample / folder / "search/search_index.json").read_text())
    entries = [entry for entry in index["docs"] if entry["location"].startswith("teams/sales-1/")]

    assert [(entry["location"], entry["title"]) for entry in entries] == [("teams/sales-1/index.html", title)]
    assert "受注率" in entries[0]["text"] or "Win rate" in entries[0]["text"]
    assert index["config"]["lang"] == languages
    assert index["config"]["pipeline"] == []


@pytest.mark.site
def test_handbook_pages_are_found_by_their_sections(sample: Path) -> None:
    index = json.loads((sample / "search/search_index.json").read_text())
    locations = [entry["location"] for entry in index["docs"]]

    assert "handbook/steps.html#step-1" in locations
    assert locations == sorted(locations, key=lambda location: location.partition("#")[0])
    assert locations.index("handbook/steps.html") < locations.index("handbook/steps.html#step-1")


@pytest.mark.site
def test_the_index_is_there_for_a_folder_too(sample: Path) -> None:
    for folder in (sample / "search", sample / "ja/search"):
        script = (folder / "search_index.js").read_text()

        assert script == "var __index = " + (folder / "search_index.json").read_text()


@pytest.mark.site
def test_the_worker_begins_with_our_part(sample: Path) -> None:
    workers = sorted(sample.rglob("workers/search.*.js"))

    assert len(workers) == 2
    assert all("NFKC" in worker.read_text()[:2000] for worker in workers)


@pytest.mark.site
def test_only_the_languages_of_the_site_are_shipped(sample: Path) -> None:
    shipped = {file.name for file in sample.rglob("lunr.*.min.js")}

    assert shipped == {"lunr.ja.min.js", "lunr.multi.min.js", "lunr.stemmer.support.min.js"}
    assert list(sample.rglob("*.map")) == []


@pytest.mark.parametrize(
    "text", ["", LISTENER + LISTENER, LISTENER.replace("case 2", "case 5"), "onmessage = f"]
)
def test_another_worker_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "assets/javascripts/workers").mkdir(parents=True)
    (tmp_path / "assets/javascripts/workers/search.0a1b.min.js").write_text(text)

    with pytest.raises(RenderError, match="search worker"):
        search.prefix_worker(tmp_path, "// ours")


def test_a_missing_worker_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="0 files"):
        search.prefix_worker(tmp_path, "// ours")


def test_a_worker_as_expected_gets_the_front_part(tmp_path: Path) -> None:
    (tmp_path / "assets/javascripts/workers").mkdir(parents=True)
    worker = tmp_path / "assets/javascripts/workers/search.0a1b.min.js"
    worker.write_text(LISTENER)

    search.prefix_worker(tmp_path, "// ours")

    assert worker.read_text() == f"// ours\n{LISTENER}"


def test_an_entry_is_escaped_for_a_theme_that_shows_html() -> None:
    page = Page(path="index.md", title="R&D <b>", body="", template="home", search="<i> & co")

    assert search.entry(page, "index.html") == {
        "location": "index.html",
        "title": "R&amp;D &lt;b&gt;",
        "text": "&lt;i&gt; &amp; co",
    }


def test_a_page_without_words_stays_out() -> None:
    assert search.entry(Page(path="index.md", title="T", body="", template="home"), "index.html") is None
