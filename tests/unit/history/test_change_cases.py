"""Every kind of change against its case file: told once, nothing beside it, the same from the other side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mirror
import yaml_cases
from goalbook.history.compare import kinds

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "changes"

Diff = Callable[[Any, Any], Any]


def _cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.yml"))
        for case in yaml_cases.read(path)
    ]


CASES = _cases()


@pytest.mark.parametrize(("key", "case"), CASES)
def test_case(key: str, case: dict[str, Any], diff: Diff) -> None:
    assert diff(case["before"], case["after"]).lines == case["changes"], key


@pytest.mark.parametrize(("key", "case"), CASES)
def test_the_other_side_tells_the_same(key: str, case: dict[str, Any], diff: Diff) -> None:
    there = diff(case["before"], case["after"]).changes
    back = diff(case["after"], case["before"]).changes

    assert mirror.seen(back) == mirror.seen([mirror.turned(change) for change in there]), key


@pytest.mark.parametrize(("key", "case"), CASES)
def test_nothing_changed_between_a_thing_and_itself(key: str, case: dict[str, Any], diff: Diff) -> None:
    assert diff(case["before"], case["before"]).lines == [], key
    assert diff(case["after"], case["after"]).lines == [], key


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_a_case_file_tells_its_kind_and_names_its_cases(path: Path) -> None:
    cases = yaml_cases.read(path)

    told = [sum(f": {path.stem}: " in line for line in case["changes"]) for case in cases]
    assert 1 in told
    assert len({case["name"] for case in cases}) == len(cases)


def test_every_kind_has_a_case_file() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {entry.key for entry in kinds()}
