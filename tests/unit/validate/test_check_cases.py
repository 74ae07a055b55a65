"""Every check against its case file: exact lines where the claim does not hold, silence where it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import yaml_cases
from goalbook.problems import Problem
from goalbook.registry import Entry
from goalbook.validate import report, rules
from goalbook.validate.check import Check
from goalbook.words import Words

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "checks"
LEFT_OUT_OF_EXCERPTS = ("cycle-has-a-kgi", "metrics-are-known")
"""A fragment shows the lines that matter; it may leave out the KGI and metrics it only names."""

Run = Callable[..., tuple[Problem, ...]]


def _cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.yml"))
        for case in yaml_cases.read(path)
    ]


@pytest.mark.parametrize(("key", "case"), _cases())
def test_case(key: str, case: dict[str, Any], problems: Run, english: Words) -> None:
    found = [problem for problem in problems(case["files"], case.get("before")) if problem.key == key]

    assert [report.line(problem, english) for problem in found] == case["problems"]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.key)
def test_every_check_has_a_case_that_fails_and_one_that_passes(rule: Entry[Check]) -> None:
    cases = yaml_cases.read(FOLDER / f"{rule.key}.yml")

    assert {bool(case["problems"]) for case in cases} == {True, False}
    assert len({case["name"] for case in cases}) == len(cases)


def test_every_case_file_has_a_check() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {rule.key for rule in rules()}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.key)
def test_the_bad_fragment_fails_and_the_good_one_does_not(
    rule: Entry[Check], problems: Run, fragment: Callable[[str], dict[str, str]]
) -> None:
    before = fragment(rule.value.before) if rule.value.before else None
    bad = problems(fragment(rule.value.bad), before)
    good = problems(fragment(rule.value.good), before)

    assert rule.key in {problem.key for problem in bad}
    assert rule.key not in {problem.key for problem in good}
    assert {problem.key for problem in good if problem.is_error} <= {*LEFT_OUT_OF_EXCERPTS}
    assert max(rule.value.bad.count("\n"), rule.value.good.count("\n")) <= 14


def test_titles_are_claims_of_their_own() -> None:
    titles = [rule.title for rule in rules()]

    assert len(set(titles)) == len(titles)
    assert all(rule.text and rule.value.why.text for rule in rules())
    assert {rule.value.origin for rule in rules()} <= {"column", "research", "house"}
