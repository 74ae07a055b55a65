"""Data files: unrounded, the same values as the pages, every field explained in the handbook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from drawn import basis, needs, templates
from goalbook.load import run
from goalbook.present import machine, places, subject
from goalbook.tree import WorkingTree

TEXTS = {"name", "title", "owner", "numerator", "denominator", "note"}
MINIMAL = Path(__file__).resolve().parents[2] / "handbooks" / "minimal"


@cache
def files(root: Path) -> dict[str, Any]:
    found = basis(run.load(WorkingTree(root)))
    teams = ((subject.current(found, team), *subject.others(found, team)) for team in found.handbook.teams)
    files = [machine.team_file(needs(), [(one, {}) for one in subjects]) for subjects in teams]
    return {file.path: json.loads(file.data) for file in (machine.index(found), *files)}


def keys(value: Any) -> Iterator[str]:
    """Every key and column whose name we give; ids of cycles, measures and languages are the author's."""
    if isinstance(value, dict) and value.keys() == {"columns", "rows"}:
        yield from (*value, *value["columns"])
    elif isinstance(value, list):
        for one in value:
            yield from keys(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(one, (dict, list)) or key not in {"cycles", "metrics", "series"}:
                yield key
                yield from (
                    keys(one)
                    if key not in {"name", "title", "owner", "numerator", "denominator", "note"}
                    else ()
                )
            else:
                yield key
                yield from (inner for entry in one.values() for inner in keys(entry))


def test_numbers_are_not_rounded() -> None:
    november = files(places.example())["data/teams/sales-1.json"]["cycles"]["fy2026-h2"]

    rows = {row["metric"]: row for row in november["process"]["rows"] if row["rate"]}
    assert rows["contracts"]["rate"]["value"] == 4 / 27
    assert november["answer"]["kgi"]["actual"] == 1_680_000
    assert november["answer"]["kgi"]["gap"] == -720_000


def test_a_table_has_its_rows_unrounded() -> None:
    tables = files(places.example())["data/teams/sales-1.json"]["cycles"]["fy2026-h2"]["tables"]

    parts = [
        dict(zip(tables["contributions"]["columns"], row, strict=True))
        for row in tables["contributions"]["rows"]
    ]
    november = {
        part["factor"]: part["contribution"]
        for part in parts
        if (part["period"], part["first"], part["base"], part["kind"])
        == ("month", "2026-11-01", "plan", "leaf")
    }
    assert november["win_rate"] == pytest.approx(-605_804.557444, abs=1e-6)
    assert sum(november.values()) == pytest.approx(-720_000)


def test_every_table_behind_a_teams_page_is_written() -> None:
    shown = {need for page in templates().pages if page.each not in {"site", "check"} for need in page.needs}
    written = {needs().tables[name] for name in (*machine.TABLES, *machine.CARRIED)}
    cycle = files(places.example())["data/teams/sales-1.json"]["cycles"]["fy2026-h2"]

    assert needs().tables_of(shown) - written == set()
    assert set(machine.CARRIED.values()) <= cycle.keys()


def test_missing_is_null_and_never_zero() -> None:
    cycles = files(MINIMAL)["data/teams/sales.json"]["cycles"]["h2"]

    assert cycles["series"]["waiting"][1]["actual"] is None


def test_every_team_is_listed_with_its_file() -> None:
    found = files(places.example())

    assert [team["id"] for team in found["data/index.json"]["teams"]] == [
        "company",
        "emergency",
        "pipeline",
        "sales-1",
    ]
    assert {team["data"] for team in found["data/index.json"]["teams"]} == found.keys() - {"data/index.json"}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_handbook_explains_every_field_and_no_other(language: str) -> None:
    text = (places.content() / language / "handbook" / "data.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| (`[^|]+`) \|", text, re.MULTILINE)
    explained = {name for cell in cells for name in re.findall(r"`([a-z_0-9]+)`", cell)}
    used = {
        key for root in (places.example(), MINIMAL) for value in files(root).values() for key in keys(value)
    }
    inner = {
        "kind", "cycle", "style", "unit", "recorded", "members", "rate", "value", "rows", "letter",
        "is_stressed", "evidence", "questions", "not_known", "key_results", "is_complete",
    }  # fmt: skip

    assert used - explained - inner - {"en", "ja", ""} == set()
    assert explained - used == set()
    assert all(f"`{name}`" in text for name in inner & used)
