"""Every table of the small handbooks in tests/handbooks, held against its golden file."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from math import sqrt
from pathlib import Path
from typing import Final

import pytest

from goalbook.analyse import run
from goalbook.load.run import load
from goalbook.tree import WorkingTree

ROOT = Path(__file__).parents[2]
GOLDEN: Final = ROOT / "golden" / "tables"
KEYS = [entry.key for entry in run.entries()]
SEGMENTS: Final = ("drift", "mix", "peers", "repetitions", "sessions")
"""Tables that need segments, a KPI that drifts or a practice: from tests/handbooks/segments."""


def tables_of(name: str, keys: list[str]) -> run.Tables:
    loaded = load(WorkingTree(ROOT / "handbooks" / name))
    assert loaded.problems == ()
    return run.build(loaded.handbook, date(2026, 12, 31), keys)


@pytest.fixture(scope="module")
def built() -> run.Tables:
    return tables_of("minimal", [key for key in KEYS if key not in SEGMENTS])


@pytest.fixture(scope="module")
def in_segments() -> run.Tables:
    return tables_of("segments", list(SEGMENTS))


@pytest.mark.parametrize("key", KEYS)
def test_table(
    key: str, built: run.Tables, in_segments: run.Tables, golden: Callable[[str, str], None]
) -> None:
    frame = (in_segments if key in SEGMENTS else built).frame(key)

    assert len(frame) > 0
    golden(f"tables/{key}.csv", frame.to_csv(index=False, float_format="%.10g", lineterminator="\n"))


def test_every_golden_table_is_a_table() -> None:
    assert {path.stem for path in GOLDEN.glob("*")} == set(KEYS)


def rows_of(key: str, **asked: str) -> dict[str, dict[str, str]]:
    """Rows of a golden table by segment."""
    with (GOLDEN / f"{key}.csv").open(encoding="utf-8") as file:
        found = [row for row in csv.DictReader(file) if all(row[name] == asked[name] for name in asked)]
    return {row["segment"]: row for row in found}


def test_the_segments_of_november_by_hand() -> None:
    """31 of 70 and 22 of 130 are 53 of 200; limits are three standard errors of so many cases."""
    found = rows_of("peers", period="month", first="2026-11-01")
    pooled = 53 / 200
    half = {"web": 3 * sqrt(pooled * (1 - pooled) / 70), "fair": 3 * sqrt(pooled * (1 - pooled) / 130)}

    for name, counts in (("web", (31, 70)), ("fair", (22, 130))):
        k, n = counts
        assert [float(found[name][column]) for column in ("k", "n", "pooled")] == [k, n, pooled]
        assert float(found[name]["rate"]) == pytest.approx(k / n)
        assert float(found[name]["lower"]) == pytest.approx(pooled - half[name])
        assert float(found[name]["upper"]) == pytest.approx(pooled + half[name])
    # 44.3 % is above 42.3 %, 16.9 % is not below 14.9 %.
    assert (found["web"]["standing"], found["web"]["side"]) == ("above", "better")
    assert found["fair"]["standing"] == "within"


def test_the_mix_of_november_by_hand() -> None:
    """Worked example D4 of the method: both segments rise, the whole falls from 30 to 26.5 %."""
    found = rows_of("mix", period="month", first="2026-11-01", base="previous", metric="rate")
    web, fair = (120 / 200, 70 / 200, 48 / 120, 31 / 70), (80 / 200, 130 / 200, 12 / 80, 22 / 130)
    mean = (60 / 200 + 53 / 200) / 2

    for name, (w0, w1, r0, r1) in (("web", web), ("fair", fair)):
        assert float(found[name]["rate_effect"]) == pytest.approx((w0 + w1) / 2 * (r1 - r0))
        assert float(found[name]["mix_effect"]) == pytest.approx((w1 - w0) * ((r0 + r1) / 2 - mean))
        assert found[name]["is_simpson"] == "True"
    effects = [float(row[f"{kind}_effect"]) for row in found.values() for kind in ("rate", "mix")]
    assert sum(effects) == pytest.approx(-0.035)
