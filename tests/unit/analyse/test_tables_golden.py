"""Every table of the small handbook tests/handbooks/minimal, held against its golden file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from goalbook.analyse import run
from goalbook.load.run import load
from goalbook.tree import WorkingTree

ROOT = Path(__file__).parents[2]
KEYS = [entry.key for entry in run.entries()]


@pytest.fixture(scope="module")
def built() -> run.Tables:
    loaded = load(WorkingTree(ROOT / "handbooks" / "minimal"))
    assert loaded.problems == ()
    return run.build(loaded.handbook, date(2026, 12, 31), KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_table(key: str, built: run.Tables, golden: Callable[[str, str], None]) -> None:
    golden(
        f"tables/{key}.csv", built.frame(key).to_csv(index=False, float_format="%.10g", lineterminator="\n")
    )


def test_every_golden_table_is_a_table() -> None:
    assert {path.stem for path in (ROOT / "golden" / "tables").glob("*")} == set(KEYS)
