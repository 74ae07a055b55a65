"""Every source against its case file: what is said about bad files, what is read from good ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import yaml_cases
from goalbook import registry
from goalbook.load import sources
from goalbook.load.loaded import Loaded
from goalbook.load.source import Source
from goalbook.present import places
from goalbook.validate import report
from goalbook.words import Words, words

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "sources"
SOURCES = registry.collect(sources, "SOURCE", Source)
ENGLISH: Words = words("en", places.locales())


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.yml"))
        for case in yaml_cases.read(path)
    ]


@pytest.mark.parametrize("case", _cases())
def test_case(
    case: dict[str, Any], loaded: Callable[..., Loaded], pick: Callable[[object, str], object]
) -> None:
    found = loaded(case["files"], case.get("encodings"))

    assert [report.line(problem, ENGLISH) for problem in found.problems] == case["problems"]
    values = {path: str(pick(found.handbook, path)) for path in case.get("values", ())}
    assert values == case.get("values", {})
    left_out = sorted("/".join([ref.path, *map(str, ref.keys)]) for ref in found.handbook.left_out)
    assert left_out == case.get("left_out", left_out)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_every_source_has_good_and_bad_cases(source: registry.Entry[Source]) -> None:
    cases = yaml_cases.read(FOLDER / f"{source.key}.yml")

    assert {bool(case["problems"]) for case in cases} == {True, False}


def test_every_case_file_belongs_to_a_source_or_to_all() -> None:
    keys = {path.stem for path in FOLDER.iterdir() if not path.stem.startswith("_")}

    assert keys == {source.key for source in SOURCES}


def test_no_two_sources_match_the_same_file() -> None:
    paths = [path for case in _cases() for path in case.values[0]["files"]]

    assert paths
    assert all(sum(bool(source.value.pattern.fullmatch(path)) for source in SOURCES) <= 1 for path in paths)
