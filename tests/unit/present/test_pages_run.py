"""A whole site from goals, and a project that brings templates of its own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from builders import TODAY, a_cycle, a_handbook, a_log, a_team
from goalbook.errors import ConfigError, RenderError
from goalbook.load.loaded import Loaded
from goalbook.present import parts
from goalbook.present.run import Around, render
from goalbook.present.site import Site

HEAD = "---\npath: {path}\ntitle: Mine\n{more}---\n"


def a_site(project: Path | None = None, **fields: object) -> Site:
    team = a_team(a_cycle(kgi="calls"), logs=[a_log("2026-11-06,calls,10")])
    loaded = Loaded(handbook=a_handbook(team, **fields), problems=(), positions={})
    return render(loaded, (), TODAY, Around(project=project))


def a_project(root: Path, body: str, path: str = "mine/index.md", more: str = "") -> Path:
    page = root / "site_templates" / "pages" / "mine.html.j2"
    page.parent.mkdir(parents=True)
    page.write_text(HEAD.format(path=path, more=more) + body, encoding="utf-8")
    return root


def test_a_site_has_every_language_its_parts_and_its_files() -> None:
    site = a_site(languages=["ja", "en"])

    assert [edition.language for edition in site.editions] == ["ja", "en"]
    assert {page.path for page in site.editions[0].pages} == {page.path for page in site.editions[1].pages}
    assert all(set(edition.parts) == set(parts.PARTS) for edition in site.editions)
    data = [asset.path for asset in site.assets if asset.path.startswith("data/")]
    assert data == ["data/index.json", "data/teams/team.json"]
    assert json.loads(site.assets[1].data)["cycles"]["h2"]["answer"]["kgi"]["actual"] == 10


def test_pages_of_a_further_language_reach_the_files_of_the_root() -> None:
    english, japanese = (
        {page.path: page.body for page in edition.pages}["teams/team/index.md"]
        for edition in a_site(languages=["en", "ja"]).editions
    )

    assert 'href="../../data/teams/team.json"' in english
    assert 'href="../../../data/teams/team.json"' in japanese


def test_a_project_adds_a_page_that_reads_a_table(tmp_path: Path) -> None:
    body = "{% for row in freshness %}{{ row.team }} {{ row.last_row|day }}{% endfor %}"
    project = a_project(tmp_path, body, more="needs: freshness\nnav: Mine\n")

    (page,) = (page for page in a_site(project).editions[0].pages if page.path == "mine/index.md")

    assert (page.body, page.nav) == ("team 6 Nov 2026\n", ("Mine",))


@pytest.mark.parametrize(
    ("body", "path", "more", "said"),
    [
        ("", "teams/index.md", "", r"both write teams/index\.md"),
        ("", "mine.md", "", "mine.md is not the path of an index.md"),
        ("", "../index.md", "", "is not the path of an index.md"),
        ("", "mine/index.md", "needs: freshnes\n", "there is no section, chart or table freshnes"),
        ("", "mine/index.md", "needs: answer\n", "The section answer speaks of one team"),
        ("{{ draw('trend', 'calls') }}", "mine/index.md", "", "line needs: does not name it"),
        ("{{ draw('trend', 'calls') }}", "mine/index.md", "needs: trend\n", "chart trend speaks of one team"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_drawn_is_refused(
    tmp_path: Path, body: str, path: str, more: str, said: str
) -> None:
    with pytest.raises(RenderError, match=said):
        a_site(a_project(tmp_path, body, path, more))


def test_a_language_without_a_catalogue_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError) as refused:
        a_site(languages=["en", "xx"])

    assert refused.value.values["code"] == "xx"
    assert "ja" in str(refused.value.values["known"]).split(", ")


def test_a_team_is_shown_on_its_own_day() -> None:
    team = a_team(a_cycle(kgi="calls"), logs=[a_log("2026-10-06,calls,10")], as_of="2026-10-31")
    loaded = Loaded(handbook=a_handbook(team), problems=(), positions={})

    site = render(loaded, (), date(2027, 3, 31))

    body = next(page.body for page in site.editions[0].pages if page.path == "teams/team/index.md")
    assert "finished record, shown as of 31 Oct 2026" in body
    assert "Record numbers" not in body
