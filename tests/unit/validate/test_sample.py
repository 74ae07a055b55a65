"""The sample company passes every check, and its plan is the method's worked example."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goalbook.analyse import plan
from goalbook.load.loaded import Loaded
from goalbook.load.run import load
from goalbook.tree import WorkingTree
from goalbook.validate import report
from goalbook.validate.run import check
from goalbook.words import Words

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def sample() -> Loaded:
    return load(WorkingTree(ROOT))


def test_the_sample_has_no_problem_at_all(sample: Loaded, english: Words) -> None:
    assert report.text(check(sample), english) == ""


def test_the_sample_plan_is_worked_back_from_the_kgi(sample: Loaded) -> None:
    cycle = sample.handbook.teams["sales-1"].cycles["fy2026-h2"]
    planned = plan.plan_values(cycle, date(2026, 11, 30), sample.handbook.span("fy2026-h2"))
    steps = ["calls", "conversations", "asks", "appointments", "meetings", "proposals", "contracts"]

    assert [planned[step].value for step in steps] == [2500, 1000, 200, 60, 48, 30, 6]
