"""What could not be read on one side is not compared: nobody knows what it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Diff = Callable[[Any, Any], Any]

GOOD = """\
metrics:
  calls: {name: Calls, kind: count, target: 10, owner: sato}
  asks: {name: Asks, kind: count}
kpis:
  calls: {because: It leaks}
objectives:
  o: {title: Grow, key_results: {k: {title: More, metric: calls, target: 10}}}
practices:
  p: {wish: Better, steps: {a: {text: Ask, now: true}, b: {text: Ask twice}}}
"""
BROKEN = {
    "a metric": ("kind: count, target", "kind: cuont, target"),
    "a target": ("target: 10, owner", "target: 1_0, owner"),
    "an owner": ("owner: sato", "owner: S A"),
    "a chosen KPI": ("{because: It leaks}", "{becuase: It leaks}"),
    "a key result": ("title: More, ", ""),
    "an objective": ("title: Grow, ", ""),
    "a step": ("{text: Ask, now: true}", "{now: true}"),
    "the whole file": ("metrics:\n", "metrics: [\n"),
}


@pytest.mark.parametrize("place", BROKEN)
def test_nothing_is_made_up_about_what_could_not_be_read(place: str, diff: Diff) -> None:
    good, bad = BROKEN[place]
    assert good in GOOD

    for before, after in ((GOOD.replace(good, bad), GOOD), (GOOD, GOOD.replace(good, bad))):
        found = diff(before, after)
        assert found.old.problems or found.new.problems
        assert found.lines == []


def test_what_else_changed_is_told(diff: Diff) -> None:
    found = diff(
        GOOD.replace("kind: count, target", "kind: cuont, target"), GOOD.replace("name: Asks", "name: Ask")
    )

    assert [change.kind for change in found.changes] == ["name-changed"]


def test_a_renamed_entry_that_could_not_be_read_before_is_not_new(diff: Diff) -> None:
    after = GOOD.replace("  asks: {name: Asks, kind: count}", "  tries: {name: Asks, kind: count, was: asks}")
    found = diff(
        GOOD.replace("  asks: {name: Asks, kind: count}", "  asks: {name: Asks, kind: cuont}"), after
    )

    assert found.lines == []


def test_rows_of_a_file_that_could_not_be_read_are_not_new(diff: Diff) -> None:
    log = "goals/teams/sales-1/log/progress/a.csv"
    good = "date,metric,value\n2026-11-06,calls,1\n"

    assert diff({log: "what,ever\n1,2\n"}, {log: good}).lines == []
    assert diff({log: good}, {log: "what,ever\n1,2\n"}).lines == []
