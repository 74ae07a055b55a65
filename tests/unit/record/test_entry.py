"""`new metric` and `new objective` add lines at the end of a group; every other byte stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goalbook.errors import ConfigError
from goalbook.load.run import load
from goalbook.record.entry import Place, Result, new_metric, new_objective
from goalbook.tree import WorkingTree

TODAY = date(2026, 11, 29)
PATH = "goals/teams/sales/h2.yml"
CYCLE = """\
# ours
cycle: h2
metrics:
    calls: {name: Calls,   kind: count}   # by hand

    # the second
    asks:
        name: Asks
        kind: count
# below
objectives:
  trust:
    title: Be trusted
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "goals/teams/sales").mkdir(parents=True)
    (tmp_path / "goals/company.yml").write_text("name: n\ncycles:\n  h2: 2026-10-01..2027-03-31\n")
    (tmp_path / "goals/teams/sales/team.yml").write_text("name: Sales\n")
    (tmp_path / PATH).write_text(CYCLE)
    return tmp_path


def place(name: str, cycle: str | None = None) -> Place:
    return Place(team="sales", id=name, cycle=cycle, day=TODAY)


def test_a_metric_is_added_at_the_end_of_its_group(project: Path) -> None:
    added = new_metric(
        project, place("ask_rate"), 'Ask "rate"', {"kind": "rate", "of": "asks / calls", "target": "20%"}
    )

    assert (added.path, added.problems) == (PATH, ())
    lines = ("ask_rate:", '  name: "Ask \\"rate\\""', "  kind: rate", "  of: asks / calls", "  target: 20%")
    entry = "".join(f"    {line}\n" for line in lines)
    assert (project / PATH).read_text() == CYCLE.replace("# below\n", entry + "# below\n")
    assert str(load(WorkingTree(project)).handbook.teams["sales"].cycles["h2"].metrics["ask_rate"].name) == (
        'Ask "rate"'
    )


def test_an_objective_is_added_with_its_key_results(project: Path) -> None:
    results = (
        Result.read("ask_rate=20%"),
        Result.read("500 calls | calls | 500 | 400"),
        Result.read("Be heard"),
    )

    new_objective(project, place("growth"), "Grow: steadily", results)

    found = load(WorkingTree(project)).handbook.teams["sales"].cycles["h2"].objectives["growth"]
    assert str(found.title) == "Grow: steadily"
    assert [str(result.title) for result in found.key_results.values()] == [
        "ask_rate 20%",
        "500 calls",
        "Be heard",
    ]
    second = found.key_results["kr2"]
    assert second.metric == "calls"
    assert second.baseline is not None
    assert (second.baseline.text, second.target and second.target.steps[0].value.text) == ("400", "500")
    assert (project / PATH).read_text().startswith(CYCLE)


def test_line_ends_of_windows_stay(project: Path) -> None:
    (project / PATH).write_bytes(CYCLE.replace("\n", "\r\n").encode())

    new_metric(project, place("deals"), "Deals", {"kind": "count"})

    data = (project / PATH).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == CYCLE.count("\n") + 3


def test_what_cannot_be_read_is_told_and_not_written(project: Path) -> None:
    added = new_metric(project, place("deals"), "Deals", {"kind": "counts"})

    assert [problem.key for problem in added.problems]
    assert (project / PATH).read_text() == CYCLE


@pytest.mark.parametrize(
    ("wanted", "cycle", "words"),
    [("calls", None, "already"), ("x", "h9", 'no cycle "h9"')],
)
def test_it_says_why_it_refuses(project: Path, wanted: str, cycle: str | None, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        new_metric(project, place(wanted, cycle), "x", {"kind": "count"})

    assert (project / PATH).read_text() == CYCLE


def test_a_group_in_braces_is_left_to_the_author(project: Path) -> None:
    (project / PATH).write_text("cycle: h2\nmetrics: {calls: {name: Calls, kind: count}}\n")

    with pytest.raises(ConfigError) as caught:
        new_metric(project, place("asks"), "Asks", {"kind": "count"})

    assert "Add these lines yourself" in caught.value.hint
    assert (project / PATH).read_text() == "cycle: h2\nmetrics: {calls: {name: Calls, kind: count}}\n"


@pytest.mark.parametrize(
    "text", ["yes", "NO", "1_000", "- a", "a: b", "# no", "240万円", "{x}", "&a", "*b", "1e3", "x\ny"]
)
def test_whatever_is_typed_reads_back_as_text(project: Path, text: str) -> None:
    added = new_metric(project, place("m"), text, {"kind": "count", "unit": text})

    assert added.problems == ()
    found = load(WorkingTree(project)).handbook.teams["sales"].cycles["h2"].metrics["m"]
    assert (str(found.name), found.unit) == (" ".join(text.split()), " ".join(text.split()))
