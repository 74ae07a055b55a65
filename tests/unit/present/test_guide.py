"""The guide of an empty new team leads, edit by edit, to a team without errors."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from builders import a_cycle, a_metric
from drawn import needs, templates
from goalbook.analyse import run as tables
from goalbook.load import run as load
from goalbook.present import editions, places, stages, subject
from goalbook.present.basis import Basis
from goalbook.present.pages import Pages
from goalbook.present.sections import guide
from goalbook.present.sections.guide import Edit, Guide
from goalbook.problems import Severity
from goalbook.record.new import new_team
from goalbook.tree import WorkingTree
from goalbook.validate import run as validate

TODAY = date(2026, 11, 30)
MOST = 20


def basis(project: Path) -> Basis:
    loaded = load.load(WorkingTree(project))
    built = tables.build(loaded.handbook, TODAY, guide.SECTION.needs)
    return Basis(loaded=loaded, problems=validate.check(loaded), tables=built, today=TODAY)


def asked(made: Basis) -> Guide:
    return guide.SECTION.build(subject.current(made, "team"))


def text(made: Basis, language: str, edit: Edit) -> str:
    """What the page shows to be written, read as a browser reads it."""
    one = next(
        found for found in editions.languages(made.handbook.company, templates()) if found.code == language
    )
    page = Pages(basis=made, needs=needs(), languages=(one,), templates=())
    values = page.values(("guide",), subject.current(made, "team"), one, {})
    values |= {"link": lambda *_: "#", "asset": lambda *_: "#"}
    body = one.press.body("partials/guide_edit.html.j2", values)
    shown = re.search(r'<code id="edit" tabindex="0">(.*?)</code>', body, re.DOTALL)
    assert shown is not None, edit
    return unescape(shown[1])


def write(project: Path, edit: Edit, written: str) -> None:
    """Do what the guide says, and nothing else."""
    file = project / edit.location.path
    if edit.way == "create":
        file.parent.mkdir(parents=True, exist_ok=True)
        assert not file.exists()
        file.write_text(written, encoding="utf-8")
        return
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    place = edit.location.line
    first = place - 1 if edit.way == "replace" else place
    lines[first:place] = [written]
    file.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_empty_team_is_led_to_one_without_errors(tmp_path: Path, language: str) -> None:
    new_team(tmp_path, "team", name="A team", language=language)
    ways, before, made = [], 0, basis(tmp_path)
    for _ in range(MOST):
        found = asked(made)
        assert found.edit is not None
        assert found.done >= before, "no edit takes a step back"
        before = found.done
        if found.edit.way == "record":
            break
        write(tmp_path, found.edit, text(made, language, found.edit))
        ways.append((found.edit.key, found.edit.way))
        made = basis(tmp_path)
        assert [one for one in made.problems if one.severity is Severity.ERROR] == [], found.edit

    assert ways == [
        ("members", "after"),
        ("cycle-days", "after"),
        ("cycle", "create"),
        ("process", "after"),
        ("kpis", "after"),
        ("objectives", "after"),
        ("practices", "after"),
        ("agreement", "create"),
        ("agreement", "create"),
        ("review", "create"),
    ]
    assert asked(made).done == 4
    (project := tmp_path / "goals/teams/team/log/progress").mkdir(parents=True)
    (project / "2026-11.csv").write_text("date,metric,value\n2026-11-27,proposals,5\n", encoding="utf-8")
    made = basis(tmp_path)
    assert (asked(made).edit, asked(made).done) == (None, 5)


def test_empty_braces_of_members_are_replaced(tmp_path: Path) -> None:
    new_team(tmp_path, "team", name="A team", language="en")
    file = tmp_path / "goals/teams/team/team.yml"
    file.write_text("name: A team\nmembers: {}\nmission: To be there\n", encoding="utf-8")
    made = basis(tmp_path)
    edit = asked(made).edit

    assert edit is not None
    assert (edit.key, edit.way, edit.location.line) == ("members", "replace", 2)
    write(tmp_path, edit, text(made, "en", edit))
    assert [one for one in basis(tmp_path).problems if one.severity is Severity.ERROR] == []


def test_a_mistake_comes_first(tmp_path: Path) -> None:
    new_team(tmp_path, "team", name="A team", language="en")
    file = tmp_path / "goals/teams/team/team.yml"
    file.write_text(file.read_text(encoding="utf-8") + "leed: sato\n", encoding="utf-8")

    edit = asked(basis(tmp_path)).edit

    assert edit is not None
    assert (edit.way, edit.location.path) == ("look", "goals/teams/team/team.yml")
    assert edit.problem is not None


def test_the_sample_knows_its_line() -> None:
    loaded = load.load(WorkingTree(places.example()))
    keys = {*guide.SECTION.needs}
    made = Basis(
        loaded=loaded,
        problems=(),
        tables=tables.build(loaded.handbook, TODAY, keys),
        today=TODAY,
    )

    found = guide.SECTION.build(subject.current(made, "sales-1"))

    assert found.done == 4
    assert found.edit.key == "agreement"
    assert found.edit.location.path == "goals/teams/sales-1/agreements/fy2026-h2/ito.yml"


@pytest.mark.parametrize(
    ("metrics", "is_split"),
    [
        ({"late": {}, "all": {}}, False),  # both counts of the KGI's rate are the rate itself
        ({"late": {}, "all": {}, "staff": {"supports": "kgi"}}, True),
        ({"late": {"formula": "night + day"}, "all": {}, "night": {}, "day": {}}, True),
    ],
)
def test_a_rate_is_not_broken_down_by_its_own_counts(
    metrics: dict[str, dict[str, str]], *, is_split: bool
) -> None:
    known = {name: a_metric(**fields) for name, fields in metrics.items()}
    kgi = a_metric(kind="rate", of="late / all", direction="down", target="5%")

    assert stages.is_split(a_cycle(kgi="kgi", metrics={"kgi": kgi, **known})) == is_split
