"""`mkdocs build` and `goalbook build`: the same site, or nothing and the reason."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import Result

from goalbook.errors import ConfigError, RenderError
from goalbook.problems import Severity
from goalbook.publish import build, stamp
from goalbook.publish.source import Prepared

pytestmark = pytest.mark.site

Drawn = Callable[[Prepared], None]
MkDocs = Callable[..., Result]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_both_commands_write_the_same_files(
    tmp_path: Path, small: ModuleType, drawn: Drawn, sample: Path
) -> None:
    project = small.project(tmp_path)
    drawn(small.prepared())

    built = build.build(project, out=tmp_path / "out")

    assert built.is_written
    assert built.notices == ()
    assert files(tmp_path / "out") == files(sample)
    assert filecmp.cmpfiles(tmp_path / "out", sample, files(sample), shallow=False)[1:] == ([], [])


def test_a_project_without_mkdocs_yml_is_built(
    tmp_path: Path, small: ModuleType, drawn: Drawn, read: Any
) -> None:
    project = small.project(tmp_path, mkdocs=None)
    drawn(small.prepared("ja"))

    assert build.build(project, out=project / "site").is_written
    assert read(project / "site/index.html").one("html")["lang"] == "ja"
    assert (project / "site/handbook/steps.html").is_file()
    assert not (project / "site/ja").exists()


def test_an_error_in_the_goals_stops_both_commands(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs
) -> None:
    project = small.project(tmp_path)
    drawn(small.broken())

    result = mkdocs(project, "build")
    built = build.build(project, out=tmp_path / "out")

    assert result.exit_code == 1
    assert "goals/teams/sales-1/fy2026-h2.yml:41:13: error[metric-has-denominator] Metric" in result.output
    assert "Traceback" not in result.output
    assert not built.is_written
    assert [problem.key for problem in built.problems] == ["metric-has-denominator"]
    assert not (tmp_path / "out").exists()


def test_a_warning_in_the_goals_is_shown_and_stops_nothing(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs
) -> None:
    project = small.project(tmp_path)
    drawn(small.broken(Severity.WARNING))

    result = mkdocs(project, "build", "--strict")

    assert result.exit_code == 0, result.output
    assert "fy2026-h2.yml:41:13: warning[metric-has-denominator] Metric" in result.output


def test_a_dead_link_is_a_notice_and_stops_a_strict_build(
    tmp_path: Path, small: ModuleType, drawn: Drawn
) -> None:
    project = small.project(tmp_path)
    (project / "content/ja").mkdir()
    (project / "content/ja/own.md").write_text("---\ntitle: 自社\n---\n\n[x](gone.md)\n")
    drawn(small.prepared())

    assert any("gone.md" in notice for notice in build.build(project, out=tmp_path / "out").notices)
    with pytest.raises(RenderError, match=r"gone\.md"):
        build.build(project, out=tmp_path / "strict", strict=True)
    assert not (tmp_path / "strict").exists()


def test_a_build_that_fails_leaves_the_old_site(tmp_path: Path, small: ModuleType, drawn: Drawn) -> None:
    project, out = small.project(tmp_path), tmp_path / "out"
    drawn(small.prepared())
    build.build(project, out=out)
    before = files(out)
    doubled = small.site()
    page = small.page("handbook/steps.md", "Takes the address of a handbook page")
    first = replace(doubled.editions[0], pages=(*doubled.editions[0].pages, page))
    drawn(small.prepared(made=replace(doubled, editions=(first, doubled.editions[1]))))

    with pytest.raises(ConfigError, match=r"steps\.md has the address of a page that Goalbook makes"):
        build.build(project, out=out)

    assert files(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("mkdocs", "reason"),
    [
        ("site_name: S\ndocs_dir: content\ntheme: material\n", "does not name the plugin goalbook"),
        ("site_name: S\ndocs_dir: nowhere\ntheme: material\nplugins: [goalbook]\n", "docs_dir"),
        ("docs_dir: content\ntheme: material\nplugins: [goalbook]\n", "site_name"),
        ("site_name: [\n", "mkdocs.yml"),
        (
            "site_name: S\ndocs_dir: content\ntheme: material\nplugins: [{goalbook: {as_of: soon}}]\n",
            "2026-11-30",
        ),
    ],
)
def test_settings_that_do_not_fit_are_named(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: str, reason: str
) -> None:
    project = small.project(tmp_path, mkdocs=mkdocs)
    drawn(small.prepared())

    with pytest.raises(ConfigError, match=reason):
        build.build(project, out=tmp_path / "out")


def test_another_theme_is_refused(tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs) -> None:
    project = small.project(tmp_path, mkdocs=small.MKDOCS.replace("material", "readthedocs"))
    drawn(small.prepared())

    result = mkdocs(project, "build")

    assert result.exit_code == 1
    assert "Write theme: material in mkdocs.yml." in result.output


def test_a_site_without_search_says_so(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs
) -> None:
    project = small.project(tmp_path, mkdocs=small.MKDOCS.replace("search, ", ""))
    drawn(small.prepared())

    result = mkdocs(project, "build", "--strict")

    assert result.exit_code == 0, result.output
    assert "add search to the plugins" in result.output
    assert not (project / "site/search").exists()


def test_the_day_comes_from_the_call_then_the_option(
    tmp_path: Path, small: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[date | None] = []

    def prepare(*_args: Any, as_of: date | None, **_options: Any) -> Prepared:
        asked.append(as_of)
        return small.broken()  # type: ignore[no-any-return]

    monkeypatch.setattr("goalbook.publish.source.prepare", prepare)
    option = small.MKDOCS.replace("goalbook]", "{goalbook: {as_of: 2026-10-31}}]")
    project = small.project(tmp_path, mkdocs=option)
    build.build(project, out=tmp_path / "out")
    build.build(project, out=tmp_path / "out", as_of=date(2026, 12, 1))

    assert asked == [date(2026, 10, 31), date(2026, 12, 1)]


def test_the_time_of_a_build_is_its_day_and_is_forgotten_after_it(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(stamp.VARIABLE, raising=False)
    project = small.project(tmp_path, mkdocs=small.MKDOCS + "site_url: https://goals.example/\n")
    drawn(small.prepared())
    mkdocs(project, "build")

    assert "<lastmod>2026-11-30</lastmod>" in (project / "site/ja/sitemap.xml").read_text()
    assert stamp.VARIABLE not in os.environ


def test_a_time_that_was_set_is_kept(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(stamp.VARIABLE, "1000000000")
    project = small.project(tmp_path, mkdocs=small.MKDOCS + "site_url: https://goals.example/\n")
    drawn(small.prepared())
    mkdocs(project, "build")

    assert "<lastmod>2001-09-09</lastmod>" in (project / "site/sitemap.xml").read_text()
    assert os.environ[stamp.VARIABLE] == "1000000000"


def test_machines_find_the_other_language_at_its_full_address(
    tmp_path: Path, small: ModuleType, drawn: Drawn, mkdocs: MkDocs, read: Any
) -> None:
    project = small.project(tmp_path, mkdocs=small.MKDOCS + "site_url: https://goals.example/a/\n")
    drawn(small.prepared())
    mkdocs(project, "build")

    page = read(project / "site/ja/teams/index.html")
    links = {link["hreflang"]: link["href"] for link in page.all("link") if link["hreflang"]}
    assert links == {
        "en": "https://goals.example/a/teams/index.html",
        "ja": "https://goals.example/a/ja/teams/index.html",
    }
    assert page.one("link", rel="canonical")["href"] == links["ja"]
    assert read(project / "site/404.html").all("a", hreflang="ja")[-1]["href"] == "/a/ja/index.html"


def test_long_steps_are_told(tmp_path: Path, small: ModuleType, drawn: Drawn) -> None:
    told: list[str] = []
    drawn(small.prepared())
    build.build(
        small.project(tmp_path), out=tmp_path / "out", progress=lambda step: told.append(str(step.values))
    )

    assert told == ["{'language': 'English'}", "{'language': '日本語'}"]
