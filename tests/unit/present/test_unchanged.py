"""What a preview keeps of teams: after an edit the site is as one drawn from scratch, and little is drawn."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goalbook.analyse import run
from goalbook.history.chronicle import Chronicle
from goalbook.present.pages import Pages
from goalbook.present.past import Past
from goalbook.present.site import Page, Site
from goalbook.present.unchanged import Again, Unchanged
from goalbook.publish import source

COMPANY = "name: Company\nlanguages: [en]\nas_of: 2026-11-30\ncycles: {h2: 2026-10-01..2027-03-31}\n"
TEAM = "name: {name}\nparent: {parent}\nmembers: {{sato: {{name: Sato}}}}\n"
CYCLE = """\
cycle: h2
kgi: won
metrics:
  won: {name: Won, kind: count, target: 6, per: month, funnel: [asked, won]}
  asked: {name: Asked, kind: count}
  rate: {name: Win rate, kind: rate, of: won / asked, target: 20%}
objectives:
  o: {title: Grow, key_results: {k: {title: Win more, metric: rate, target: 18%}}}
"""
LOG = "date,metric,value,by\n2026-11-06,asked,30,sato\n2026-11-06,won,5,sato\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A company, a team below it, and one below that; each of the two has goals and numbers."""
    goals = tmp_path / "goals"
    (goals / "teams/company").mkdir(parents=True)
    (goals / "company.yml").write_text(COMPANY)
    (goals / "teams/company/team.yml").write_text("name: All\n")
    for team, parent in (("a", "company"), ("b", "a")):
        folder = goals / "teams" / team
        (folder / "log/progress").mkdir(parents=True)
        (folder / "team.yml").write_text(TEAM.format(name=f"Team {team}", parent=parent))
        (folder / "h2.yml").write_text(CYCLE)
        (folder / "log/progress/2026-11-sato.csv").write_text(LOG)
    return tmp_path


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Teams whose numbers are computed, and whose pages are drawn, in this order."""
    found: list[str] = []
    build, draw = run.build, Pages.of_team

    def noted(handbook: Any, *more: Any) -> Any:
        found.extend(f"numbers of {team}" for team in handbook.teams)
        return build(handbook, *more)

    def drawn(pages: Pages, team: str, *more: Any) -> Any:
        found.append(f"pages of {team}")
        return draw(pages, team, *more)

    monkeypatch.setattr(run, "build", noted)
    monkeypatch.setattr(Pages, "of_team", drawn)
    return found


def _edit(path: str, *change: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        file = project / "goals" / path
        file.write_text(file.read_text().replace(*change, 1))

    return edit


def _remove(project: Path) -> None:
    shutil.rmtree(project / "goals/teams/b")


def _site(project: Path, unchanged: Unchanged | None = None) -> Site:
    found = source.prepare(project, unchanged=unchanged).site
    assert found is not None
    return found


OF_ALL = [f"{what} of {team}" for what in ("numbers", "pages") for team in ("a", "b", "company")]
EDITS: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "target": (
        _edit("teams/b/h2.yml", "target: 6", "target: 7"),
        ["numbers of b", "pages of a", "pages of b"],  # a's page lists what is below it
    ),
    "log row": (
        _edit("teams/a/log/progress/2026-11-sato.csv", "\n2026", "\n2026-11-13,asked,4,sato\n2026"),
        ["numbers of a", "pages of a", "pages of b", "pages of company"],  # b's page names what is above it
    ),
    "parent": (
        _edit("teams/b/team.yml", "parent: a", "parent: company"),
        ["numbers of b", "pages of a", "pages of b", "pages of company"],
    ),
    "team removed": (_remove, ["pages of a", "pages of company"]),
}


def test_after_an_edit_little_is_drawn_and_the_site_is_as_from_scratch(
    project: Path, built: list[str]
) -> None:
    unchanged, did, same = Unchanged(), {}, {}
    _site(project, unchanged)
    for name, (edit, _) in EDITS.items():
        edit(project)
        built.clear()
        after = _site(project, unchanged)
        did[name] = sorted(built)
        same[name] = after == _site(project)

    assert did == {name: expected for name, (_, expected) in EDITS.items()}
    assert all(same.values()), same


def test_a_page_that_goes_ahead_of_the_others_is_as_it_comes_with_them(project: Path) -> None:
    unchanged, ahead = Unchanged(), {}
    before = _site(project, unchanged)
    for name, (edit, _) in EDITS.items():
        edit(project)
        shown: dict[str, Page] = {}

        def look(again: Again, was: Site = before, shown: dict[str, Page] = shown) -> None:
            found = (again("en", page) for page in was.editions[0].pages)
            shown.update({page.path: page for page in found if page is not None})

        unchanged.ahead = look
        before = _site(project, unchanged)
        drawn = {page.path: page for page in before.editions[0].pages}
        assert shown
        ahead[name] = [path for path, page in shown.items() if page != drawn.get(path)]

    assert ahead == {name: [] for name in EDITS}


def test_nothing_goes_ahead_when_what_is_around_all_teams_changes(project: Path) -> None:
    asked: list[Again] = []
    unchanged = Unchanged(ahead=asked.append)
    _site(project, unchanged)
    _edit("company.yml", "name: Company", "name: Other")(project)
    _site(project, unchanged)

    assert asked == []


def test_what_is_around_all_teams_draws_all_of_them_again(
    project: Path, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def template() -> None:
        page = project / "site_templates/pages/own.html.j2"
        page.parent.mkdir(parents=True)
        page.write_text("---\npath: own/index.md\ntitle: Own\n---\n")

    def history() -> None:
        past = Past(chronicle=Chronicle(entries=(), begins=0, is_cut=False), time_zone="UTC")
        monkeypatch.setattr(source, "history", lambda *_: past)

    def company() -> None:
        _edit("company.yml", "name: Company", "name: Other")(project)

    unchanged = Unchanged()
    _site(project, unchanged)
    for change in (template, history, company):
        change()
        built.clear()
        _site(project, unchanged)

        assert sorted(built) == OF_ALL
