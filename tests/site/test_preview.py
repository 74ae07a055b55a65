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
from goalbook.publish import build, policy, preview, serve, shell
from goalbook.publish.serve import Site
from goalbook.publish.source import Prepared

pytestmark = pytest.mark.site

Read = Callable[[Path], Any]
Drawn = Callable[[Prepared], None]


@pytest.fixture
def site(tmp_path: Path, small: ModuleType) -> Site:
    (tmp_path / "out").mkdir()
    said: list[Message] = []
    found = Site(
        small.project(tmp_path / "project"),
        tmp_path / "out",
        url="http://127.0.0.1:8000/",
        progress=said.append,
    )
    found.said = said  # type: ignore[attr-defined]
    return found


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


def test_after_an_edit_only_what_changed_is_laid_out_and_the_rest_is_as_from_scratch(
    site: Site, tmp_path: Path, small: ModuleType, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(page: Page) -> Page:
        return (
            replace(page, body=page.body + "<p>edited</p>") if page.path.endswith("plan/index.md") else page
        )

    laid_out: list[str] = []
    finish = shell.finish

    def noted(output: str, **options: Any) -> str:
        laid_out.append(options["content"])
        return finish(output, **options)

    drawn(small.prepared())
    site.build()
    monkeypatch.setattr(shell, "finish", noted)
    drawn(small.with_pages(edited))
    site.rebuild()
    generated = [html for html in laid_out if "no Markdown" in html]
    after = _pages(tmp_path / "out")
    cold = tmp_path / "cold"
    cold.mkdir()
    project = tmp_path / "project"
    config = build.load(project, site_dir=str(cold), site_url="http://127.0.0.1:8000/")
    config.plugins.on_startup(command="build", dirty=False)
    build.run_mkdocs(config)

    assert len(generated) == len(("en", "ja"))
    assert all("edited" in html for html in generated)
    assert after == _pages(cold)


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


def _pages(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.html")}


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
