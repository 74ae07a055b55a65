"""The schemas that editors use: as committed, never stricter than the check, and of use."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import yaml_cases
from goalbook.load.run import load
from goalbook.model.company import Limits
from goalbook.model.json_schema import schemas
from goalbook.present import places
from goalbook.tree import MemoryTree

GOALS = places.example() / "goals"
SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
FILES = {
    "company": [GOALS / "company.yml"],
    "team": sorted(GOALS.glob("teams/*/team.yml")),
    "cycle": sorted(path for path in GOALS.glob("teams/*/*.yml") if path.name != "team.yml"),
    "agreement": sorted(GOALS.glob("teams/*/agreements/*/*.yml")),
}
CASES = Path(__file__).resolve().parents[2] / "cases" / "sources"


class _Editor(yaml.SafeLoader):
    """Types scalars as YAML 1.2 does, which is what editors read: no days, no yes and no."""


_Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]*(e[-+]?[0-9]+)?", "-+0123456789"),
):
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))


def _typed(text: str) -> Any:
    return json.loads(json.dumps(yaml.load(text, _Editor)))  # noqa: S506 - a SafeLoader; keys become text


def _errors(name: str, text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMAS[name])
    return [error.json_path for error in validator.iter_errors(_typed(text))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_committed_as_it_is_made(name: str) -> None:
    assert (GOALS / ".schema" / f"{name}.json").read_text(encoding="utf-8") == schemas()[name]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described_in_both_languages(name: str) -> None:
    nouns = [SCHEMAS[name], *SCHEMAS[name].get("$defs", {}).values()]
    keys = [entry for noun in nouns for entry in noun.get("properties", {}).values()]

    assert keys
    assert all(re.search("[\u3041-\u30ff\u4e00-\u9fff]", entry["description"]) for entry in keys)
    assert all(re.match("[A-Z(]|committed|month", entry["description"]) for entry in keys)


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in FILES.items() for path in paths])
def test_the_sample_fits(name: str, path: Path) -> None:
    assert _errors(name, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "path", [path for paths in FILES.values() for path in paths], ids=lambda path: path.stem
)
def test_every_sample_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n")[0]
    reference = first.removeprefix("# yaml-language-server: $schema=")

    assert reference != first
    assert (path.parent / reference).resolve().parent == (GOALS / ".schema").resolve()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("company", "languages: [en]"),
        ("company", "name: x\nlanguage: en"),
        ("company", "name: x\ncurrency: yen"),
        ("company", "name: x\ncycles: {fy2026: 2026-10-01}\nlimits: {kpis_per_team: many}\nas_of: tomorrow"),
        ("company", "name: x\ncycles: {FY 2026: 2026-10-01..2027-03-31}"),
        ("team", "name: x\nmembers: {Sato: {name: Sato}}"),
        ("team", "name: x\nmembers: {sato: {capacity: 80}}"),
        ("team", "name: {}"),
        ("cycle", "metrics: {}"),
        ("cycle", "cycle: x\nleft_out: []"),
        ("cycle", "cycle: x\nmetrics: {calls: {name: Calls}}"),
        ("cycle", "cycle: x\nmetrics: {calls: {name: Calls, kind: cuont}}"),
        ("cycle", "cycle: x\nmetrics: {calls: {name: Calls, kind: count, taget: 5}}"),
        ("cycle", "cycle: x\nmetrics: {calls: {name: Calls, kind: count, target: [{value: 5}]}}"),
        ("cycle", "cycle: x\nmetrics: {Calls: {name: Calls, kind: count}}"),
        ("cycle", "cycle: x\nobjectives: {o: {title: T, key_results: {kr1: {title: T, each: team}}}}"),
        ("cycle", "cycle: x\nobjectives: {o: {title: T, key_results: {kr1: {title: T, smart: specific}}}}"),
        ("agreement", "date: 2026-10-05\nwill_do: x"),
        ("agreement", "- date: 2026-10-05"),
        ("agreement", "- {date: 2026-10-05, will_do: x, score: 5}"),
    ],
)
def test_a_wrong_file_is_underlined(name: str, text: str) -> None:
    assert _errors(name, text) != []


def test_no_schema_is_stricter_than_the_check() -> None:
    judged = 0
    for case in (case for name in SCHEMAS for case in yaml_cases.read(CASES / f"{name}.yml")):
        for path, text in case["files"].items():
            name = next((name for name in SCHEMAS if _is_of(name, path)), None)
            if name and text and not _is_told(path, text):
                judged += 1
                assert _errors(name, text) == [], (path, text)
    assert judged >= 10


def _is_of(name: str, path: str) -> bool:
    folder, _, file = path.rpartition("/")
    kind = {"company.yml": "company", "team.yml": "team"}.get(
        file, "agreement" if "agreements" in folder else "cycle"
    )
    return path.endswith(".yml") and kind == name


def _is_told(path: str, text: str) -> bool:
    return any(problem.location.path == path for problem in load(MemoryTree({path: text})).problems)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_handbook_lists_every_limit_with_what_holds_without_one(language: str) -> None:
    page = (places.content() / language / "handbook/format.md").read_text(encoding="utf-8")
    rows = page.split("{ #limits }")[1].split("\n## ")[0].splitlines()
    told = {
        name: value
        for row in rows
        for cells in [row.split("|")]
        if len(cells) > 3
        for name, value in zip(
            re.findall(r"`(\w+)`", cells[1]), re.findall(r"[0-9]+%?", cells[3]), strict=False
        )
    }

    assert told == {
        name: f"{default:.0%}" if isinstance(default := entry.default, float) else str(default)
        for name, entry in Limits.model_fields.items()
    }
