"""The preview: a broken goal file shows what is wrong on every page; mended, the site follows."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from goalbook.errors import ConfigError, SourceUnreadable
from goalbook.messages import Message
from goalbook.present.site import Page
from goalbook.publish import build, policy, preview, serve, sheet_pages, shell
from goalbook.publish.serve import Site
from goalbook.publish.source import Prepared

pytestmark = pytest.mark.site

Read = Callable[[Path], Any]
Drawn = Callable[[Prepared], None]
URL = "http://127.0.0.1:8000/"


@pytest.fixture
def site(tmp_path: Path, small: ModuleType) -> Site:
    (tmp_path / "out").mkdir()
    said: list[Message] = []
    found = Site(
        small.project(tmp_path / "project"),
        tmp_path / "out",
        url=URL,
        progress=said.append,
    )
    found.said = said  # type: ignore[attr-defined]
    return found


def edited(page: Page) -> Page:
    is_plan = page.path.endswith("plan/index.md")
    return replace(page, body=page.body + "<p>edited</p>") if is_plan else page


def _more(small: ModuleType, project: Path) -> Prepared:
    page = project / "content/en/handbook/own.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Own\n\nOne.\n\n<!-- goalbook: okr -->\n")
    found: Prepared = small.with_pages(edited)
    return found


def _other(small: ModuleType, project: Path) -> Prepared:
    page = project / "content/en/handbook/own.md"
    page.write_text(page.read_text().replace("One.", "Two.\n\n## More"))
    made = small.site()
    parts = {name: html + "<p>moved</p>" for name, html in small.PARTS.items()}
    found: Prepared = small.prepared(
        made=replace(made, editions=tuple(replace(each, parts=parts) for each in made.editions))
    )
    return found


def _less(small: ModuleType, project: Path) -> Prepared:
    (project / "content/en/handbook/own.md").unlink()
    made = small.site()
    editions = (
        replace(each, pages=tuple(page for page in each.pages if "plan" not in page.path))
        for each in made.editions
    )
    found: Prepared = small.prepared(made=replace(made, editions=tuple(editions), assets=()))
    return found


EDITS: dict[str, Callable[[ModuleType, Path], Prepared]] = {
    "a page edited, a handbook page more": _more,
    "a handbook page and live parts edited": _other,
    "a page, a file and a handbook page less": _less,
    "a language less": lambda small, _: small.prepared("ja"),
    "all as it was": lambda small, _: small.prepared(),
}


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The content of every page that is laid out."""
    found: list[str] = []
    finish = shell.finish

    def noted(output: str, **options: Any) -> str:
        if options["content"]:
            found.append(options["content"])
        return finish(output, **options)

    monkeypatch.setattr(shell, "finish", noted)
    return found


def _from_scratch(project: Path, folder: Path) -> Path:
    folder.mkdir()
    config = build.load(project, site_dir=str(folder), site_url=URL)
    build.plugin_of(config).kept = None
    config.plugins.on_startup(command="build", dirty=False)
    build.run_mkdocs(config)
    return folder


def _differing(one: Path, other: Path) -> list[str]:
    known, found = (
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (one, other)
    )
    return sorted(path for path in {*known, *found} if known.get(path) != found.get(path))


def test_trouble_stands_on_the_pages_as_they_were(
    site: Site, tmp_path: Path, small: ModuleType, drawn: Drawn, read: Read
) -> None:
    drawn(small.prepared())
    site.build()
    drawn(small.broken())
    site.rebuild()

    page = read(tmp_path / "out/ja/teams/sales-1/index.html")
    trouble = page.one("div", class_="gb-trouble")
    assert "goals/teams/sales-1/fy2026-h2.yml:41:13" in trouble.text
    assert 'Metric "win_rate" has no <denominator>.' in trouble.text
    assert "body of" not in trouble.text
    assert page.one("p", data_path="teams/sales-1/index.md").text == "*no Markdown* here"

    drawn(small.prepared())
    site.rebuild()
    assert read(tmp_path / "out/ja/teams/sales-1/index.html").all("div", class_="gb-trouble") == []
    assert _differing(tmp_path / "out", _from_scratch(tmp_path / "project", tmp_path / "cold")) == []


def test_after_an_edit_only_what_changed_is_laid_out(
    site: Site, small: ModuleType, drawn: Drawn, laid_out: list[str]
) -> None:
    drawn(small.prepared())
    site.build()
    laid_out.clear()
    drawn(small.with_pages(edited))
    site.rebuild()

    assert len(laid_out) == len(("en", "ja"))
    assert all("edited" in html for html in laid_out)


def test_after_every_kind_of_edit_all_files_are_as_from_scratch(
    site: Site, tmp_path: Path, small: ModuleType, drawn: Drawn
) -> None:
    project, written = tmp_path / "project", {}
    drawn(small.prepared())
    site.build()
    for name, edit in EDITS.items():
        drawn(edit(small, project))
        site.rebuild()
        written[name] = _differing(tmp_path / "out", _from_scratch(project, tmp_path / name))

    assert written == {name: [] for name in EDITS}


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("", "yes"),
        ("markdown_extensions: [pymdownx.details]\n", "yes"),
        ("markdown_extensions: [pymdownx.snippets]\n", "no"),
        ("nav: [index.md]\n", "no"),
        ("hooks: [own.py]\n", "no"),
    ],
)
def test_a_page_that_may_show_another_file_is_left_to_mkdocs(
    tmp_path: Path, small: ModuleType, line: str, kept: str
) -> None:
    project = small.project(tmp_path)
    (project / "own.py").write_text("")
    (project / "mkdocs.yml").write_text(small.MKDOCS + line)

    assert sheet_pages.may_keep(build.load(project)) is (kept == "yes")


@pytest.mark.parametrize("change", ["mkdocs.yml", "name"])
def test_what_stands_around_every_page_lays_all_of_them_out_again(
    site: Site, tmp_path: Path, small: ModuleType, drawn: Drawn, change: str
) -> None:
    drawn(small.prepared())
    site.build()
    if change == "name":
        made = small.site()
        editions = tuple(replace(each, name="Start") for each in made.editions)
        drawn(small.prepared(made=replace(made, editions=editions)))
    else:
        settings = tmp_path / "project/mkdocs.yml"
        settings.write_text(settings.read_text() + "copyright: Start\n")
    site.rebuild()

    assert "Start" in (tmp_path / "out/ja/teams/sales-1/plan/index.html").read_text()


def test_goals_that_were_never_whole_give_one_page_and_the_handbook(
    site: Site, tmp_path: Path, small: ModuleType, drawn: Drawn, read: Read
) -> None:
    drawn(small.broken())
    site.build()

    for address in ("index.html", "404.html", "ja/index.html"):
        assert "fy2026-h2.yml:41:13" in read(tmp_path / "out" / address).one("main").text
    assert (tmp_path / "out/handbook/steps.html").is_file()
    assert any("41:13" in str(message.values) for message in site.said)  # type: ignore[attr-defined]


def test_goals_that_cannot_be_opened_are_trouble_too(
    site: Site, tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_options: Any) -> Prepared:
        raise SourceUnreadable("{path} is not a regular file.", path="goals/company.yml")

    monkeypatch.setattr("goalbook.publish.source.prepare", fail)
    site.build()

    assert "goals/company.yml is not a regular file." in read(tmp_path / "out/index.html").one("main").text


def test_broken_settings_keep_the_old_site_and_are_said(
    site: Site, tmp_path: Path, small: ModuleType, drawn: Drawn
) -> None:
    drawn(small.prepared())
    site.build()
    before = (tmp_path / "out/index.html").read_text()
    (tmp_path / "project/mkdocs.yml").write_text("site_name: [\n")
    site.rebuild()

    assert (tmp_path / "out/index.html").read_text() == before
    assert "mkdocs.yml" in str(site.said[-1].values)  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:web", ":8000"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, small: ModuleType, address: str) -> None:
    with pytest.raises(ConfigError, match="is no address"):
        serve.serve(small.project(tmp_path), address=address)


def test_an_address_in_use_is_said_before_anything_is_built(tmp_path: Path, small: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(ConfigError, match="cannot be served"):
            serve.serve(small.project(tmp_path), address=address)


def test_the_script_that_the_server_adds_is_allowed() -> None:
    html = f"<html><head>{policy.meta('<script>own</script>')}</head><body><script>own</script></body></html>"
    added = "livereload(1, 2)"
    page = html.replace("</body>", f"<script>{added}</script></body>").encode()
    told: list[tuple[str, dict[str, str]]] = []

    def server(_environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))])
        return [page]

    body = b"".join(
        preview.allowing_reload(server)({}, lambda status, headers: told.append((status, dict(headers))))
    )

    assert policy.digest(added) in body.decode().partition("style-src")[0]
    assert policy.digest("own") in body.decode()
    assert told == [("200 OK", {"Content-Type": "text/html", "Content-Length": str(len(body))})]


def test_other_files_pass_as_they_are() -> None:
    def server(_environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", "2")])
        return [b"{}"]

    assert list(preview.allowing_reload(server)({}, lambda *_args: None)) == [b"{}"]


def test_the_folders_of_the_project_and_ours_are_followed(tmp_path: Path, small: ModuleType) -> None:
    names = [folder.name for folder in preview.watched(small.project(tmp_path))]

    assert names == ["goals", "content", "content", "site_templates"]
