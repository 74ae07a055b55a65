"""A number that is said to be recorded is there: with many writers, whenever one is killed; short form."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from faults.trials import Figures

TRIALS = Path(__file__).with_name("trials.py")


@pytest.mark.parametrize(("name", "times"), [("race", 50), ("append", 20), ("correct", 20), ("tidy", 8)])
def test_nothing_that_was_said_is_lost(name: str, times: int) -> None:
    done = subprocess.run(
        [sys.executable, str(TRIALS), name, str(times)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found = Figures(**json.loads(done.stdout))
    assert found.is_good(), found
    assert name != "race" or found.said == 8 * times
