"""The exported folder is a site that plain MkDocs with Material builds, without our plugin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli

from goalbook.errors import ConfigError
from goalbook.publish import export
from goalbook.publish.source import Prepared

pytestmark = pytest.mark.site

Read = Callable[[Path], Any]
Drawn = Callable[[Prepared], None]
SETTINGS = ("mkdocs.yml", "mkdocs.ja.yml")


@pytest.fixture
def exported(tmp_path: Path, small: ModuleType, drawn: Drawn) -> Path:
    project = small.project(tmp_path / "project")
    (project / "content/ja/handbook").mkdir(parents=True)
    (project / "content/ja/handbook/room.png").write_bytes(b"png")
    drawn(small.with_pages(lambda page: replace(page, description='A "quote": & more')))
    assert export.export(project, tmp_path / "out").is_written
    return tmp_path / "out"


def test_plain_material_builds_it_strictly(exported: Path, sample: Path, read: Read) -> None:
    for settings in SETTINGS:
        text = (exported / settings).read_text()
        result = CliRunner().invoke(cli, ["build", "--strict", "-f", str(exported / settings)])

        assert result.exit_code == 0, result.output
        assert "goalbook" not in text.partition("plugins:")[2].partition("markdown_extensions")[0]
    for address in ("index.html", "teams/sales-1/index.html", "ja/teams/sales-1/plan/index.html"):
        plain, ours = read(exported / "site" / address), read(sample / address)
        body = [page.one("p", data_path=ours.all("p")[0]["data-path"]).text for page in (plain, ours)]

        assert body[0] == body[1] == "*no Markdown* here"
        assert plain.one("h1").text == ours.one("h1").text
        assert plain.one("html")["lang"] == ours.one("html")["lang"]


def test_parts_styles_and_files_are_there(exported: Path, read: Read) -> None:
    for settings in SETTINGS:
        CliRunner().invoke(cli, ["build", "-q", "-f", str(exported / settings)])
    page = read(exported / "site/ja/handbook/frame-1-process.html")
    styles = [page.target(link["href"])[0] for link in page.all("link", rel="stylesheet")]

    assert "part kpi-tree" in page.one("article").text
    assert exported / "site/ja/assets/goalbook/goalbook.css" in styles
    assert (exported / "site/assets/goalbook/plotly.min.js").is_file()
    assert (exported / "site/data/teams/sales-1.json").is_file()
    assert (exported / "docs/ja/handbook/room.png").read_bytes() == b"png"
    assert "https://fonts" not in page.html


def test_the_menu_is_the_same(exported: Path, sample: Path, read: Read) -> None:
    CliRunner().invoke(cli, ["build", "-q", "-f", str(exported / "mkdocs.ja.yml")])

    def tabs(file: Path) -> list[str]:
        return [tab.text.strip() for tab in read(file).all("a", class_="md-tabs__link")]

    assert (
        tabs(exported / "site/ja/index.html")
        == tabs(sample / "ja/index.html")
        == ["ホーム", "チーム", "ハンドブック"]
    )


def test_files_of_others_are_not_replaced(tmp_path: Path, small: ModuleType, drawn: Drawn) -> None:
    drawn(small.prepared())
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")

    with pytest.raises(ConfigError, match="did not write"):
        export.export(small.project(tmp_path / "project"), tmp_path / "out")


def test_broken_goals_write_nothing(tmp_path: Path, small: ModuleType, drawn: Drawn) -> None:
    drawn(small.broken())
    built = export.export(small.project(tmp_path / "project"), tmp_path / "out")

    assert (built.is_written, len(built.problems)) == (False, 1)
    assert not (tmp_path / "out").exists()
