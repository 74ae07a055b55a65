"""Problems that authors accept with a reason are set apart; what does not hold is told at the remark."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import yaml_cases
from goalbook.load import acceptance
from goalbook.load.yaml import parse
from goalbook.problems import Location
from goalbook.registry import Entry
from goalbook.validate import report
from goalbook.validate.accepted import Verdict
from goalbook.validate.check import Check
from goalbook.validate.run import rules
from goalbook.words import Words

CASES = Path(__file__).resolve().parents[2] / "cases" / "acceptances.yml"

Judge = Callable[..., Verdict]


@pytest.mark.parametrize("case", yaml_cases.read(CASES), ids=lambda case: case["name"])
def test_case(case: dict[str, Any], verdict: Judge, english: Words) -> None:
    found = verdict(case["files"], case.get("before"))
    shown = [
        report.line(problem, english)
        for problem in found.problems
        if problem.key in case["rules"] or problem.key.startswith("acceptance-")
    ]

    assert shown == case["problems"]
    assert [report.accepted_line(one, english) for one in found.accepted] == case["accepted"]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.key)
def test_nobody_is_told_to_accept_what_is_found_in_a_log(
    rule: Entry[Check], verdict: Judge, fragment: Any
) -> None:
    before = fragment(rule.value.before) if rule.value.before else None
    found = verdict(fragment(rule.value.bad), before).problems
    places = {one.location.path.endswith(".csv") for one in found if one.key == rule.key}

    assert places == {rule.value.is_of_logs}


def test_above_the_first_entry_the_beginning_of_the_file_is_meant() -> None:
    text = "# Ours.\n# goalbook: accept a-rule because of that\na: x\nb: y\n"

    [found], _ = acceptance.read(text, "a.yml", parse(text, "a.yml").positions)

    assert [found.covers(Location("a.yml", line)) for line in (1, 3, 4)] == [True, True, False]
    assert not found.covers(Location("b.yml", 3))


def test_ten_thousand_remarks_cost_no_more_than_their_number() -> None:
    remark = "# goalbook: accept a-rule because of that"
    text = "a:\n" + "".join(f"  k{number}: x  {remark}\n" for number in range(9_000))
    marks = parse(text, "a.yml").positions
    begin = time.process_time()

    found, problems = acceptance.read(text, "a.yml", marks)

    assert (len(found), problems) == (9_000, ())
    assert all(one.first == one.last == one.location.line for one in found)
    assert time.process_time() - begin < 5
