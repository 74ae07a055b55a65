"""An issue form becomes an entry; its text is data whatever it says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from goalbook.errors import ConfigError
from goalbook.load.run import load
from goalbook.record.issue import add, body, read
from goalbook.tree import WorkingTree

TODAY = date(2026, 11, 29)
METRIC = """\
### Team

sales

### Cycle

_No response_

### Short name

ask_rate

### Name of the measure

Ask rate

### Sort of number

rate (a part of a whole)

### Numerator and denominator

asks / calls

### Target

20%
"""
OBJECTIVE = """\
<!-- Write below each heading. -->
## チーム
sales
## 期
h2
## 短い名前
trust
## 目標
信頼される
## 主要な成果
- 打診率 20% | ask_rate | 20%
- 月500件 | calls | 500 | 400
"""
HOSTILE = '$(touch pwned) `id` ${{ github.token }} "; rm -rf / #\n::set-output name=x::y'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "goals/teams/sales").mkdir(parents=True)
    (tmp_path / "goals/company.yml").write_text("name: n\ncycles:\n  h2: 2026-10-01..2027-03-31\n")
    (tmp_path / "goals/teams/sales/team.yml").write_text("name: Sales\n")
    (tmp_path / "goals/teams/sales/h2.yml").write_text("cycle: h2\n")
    return tmp_path


def github(text: str) -> bytes:
    return json.dumps({"action": "opened", "issue": {"number": 7, "body": text}}).encode()


def gitlab(text: str) -> bytes:
    return json.dumps({"object_kind": "issue", "object_attributes": {"description": text}}).encode()


def test_a_measure_is_added(project: Path) -> None:
    added = add(project, github(METRIC.replace("\n", "\r\n")), TODAY)

    assert (added.path, added.problems) == ("goals/teams/sales/h2.yml", ())
    found = load(WorkingTree(project)).handbook.teams["sales"].cycles["h2"].metrics["ask_rate"]
    assert (str(found.name), found.kind.value, found.target and found.target.steps[0].value.text) == (
        "Ask rate",
        "rate",
        "20%",
    )


@pytest.mark.parametrize("wrap", [github, gitlab, str.encode])
def test_an_objective_is_added_from_either_forge(project: Path, wrap: object) -> None:
    assert callable(wrap)

    add(project, wrap(OBJECTIVE), TODAY)

    found = load(WorkingTree(project)).handbook.teams["sales"].cycles["h2"].objectives["trust"]
    assert [(str(each.title), each.metric) for each in found.key_results.values()] == [
        ("打診率 20%", "ask_rate"),
        ("月500件", "calls"),
    ]


def test_hostile_words_stay_words(project: Path) -> None:
    add(project, github(METRIC.replace("Ask rate", HOSTILE)), TODAY)

    found = load(WorkingTree(project)).handbook.teams["sales"].cycles["h2"].metrics["ask_rate"]
    assert str(found.name) == " ".join(HOSTILE.split())
    assert [path.name for path in project.iterdir()] == ["goals"]


@pytest.mark.parametrize("team", ["../../etc", "sales/../sales", "company.yml", "SALES"])
def test_a_team_is_an_id_and_never_a_path(project: Path, team: str) -> None:
    with pytest.raises(ConfigError, match="no team"):
        add(project, github(METRIC.replace("sales", team)), TODAY)


@pytest.mark.parametrize("name", ["x:\n  y", "../x", "a b", "__proto__"])
def test_a_short_name_that_is_none_is_refused(project: Path, name: str) -> None:
    before = (project / "goals/teams/sales/h2.yml").read_text()

    with pytest.raises(ConfigError, match="cannot be an id"):
        add(project, github(METRIC.replace("ask_rate", name)), TODAY)

    assert (project / "goals/teams/sales/h2.yml").read_text() == before


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (github("Hello"), 'no text under "Team / チーム"'),
        (github(METRIC + METRIC), "twice"),
        (github("### Team\nsales\n### Short name\nx\n"), "neither a measure nor an objective"),
        (b'{"issue": 1}', "no issue in it"),
        (b"{", "cannot be read"),
        (b"[" * 100_000, "too long"),
        (b"\xff", "UTF-8"),
        (github(METRIC.replace("Ask", "A\u202esk")), "invisible"),
        (b"x" * (1 << 21), "too long"),
    ],
)
def test_whatever_is_no_form_is_refused_in_words(project: Path, data: bytes, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        add(project, data, TODAY)


def test_headings_of_other_forms_are_passed_over() -> None:
    assert read(body(b"### Team\n\nsales\n\n### Anything else\n\nx\n")) == {"team": "sales"}
