"""Hostile files are cheap: limits hold before anything is built."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from goalbook.load.loaded import Loaded

PATH = "goals/teams/sales-1/fy2026-h2.yml"
MIB = 1 << 20
SECONDS = 5  # what any one hostile file may cost

BOMBS = {
    "brackets": "[" * 100_000,
    "braces": "{a: " * 50_000,
    "hyphens": "- " * 100_000,
    "question marks": "? " * 100_000,
    "indentation": "\n".join(" " * depth + "a:" for depth in range(1000)),
    "laughs": "a: &a [x, x]\n" + "\n".join(f"k{n}: &b{n} [*a, *a, *a]" for n in range(9000)),
    "merge keys": "a: &a {x: 1}\n" + "\n".join(f"k{n}: {{<<: *a}}" for n in range(9000)),
    "entries": "\n".join(f"k{n}: 1" for n in range(50_000)),
    "one key, many times": "a: 1\n" * 100_000,
    "a long text": "why: " + "x" * (MIB - 100),
    "a long line of quotes": "why: '" + "''" * (MIB // 2 - 100),
    "full-width signs": "metrics: " + "｛a：、" * 60_000,
    "full-width lines": "name：x\n" * 60_000,
    "tabs": "\ta: 1\n" * 100_000,
    "remarks": "a #b\n" * 100_000,
    "merge markers": "<<<<<<< x\n=======\n>>>>>>> y\n" * 20_000,
    "anchors": "&a " * 100_000,
    "colons": ": " * 100_000,
    "digits": "why: x\nmetrics: {a: {name: A, kind: count, target: " + "9" * 60_000 + "}}",
    "commas": "metrics: {a: {name: A, kind: count, target: '" + "1,000" * 10_000 + "x'}}",
    "formula": "metrics: {a: {name: A, kind: count, formula: '" + "a * " * 15_000 + "'}}",
    "days": "cycle: fy2026-h2\nmetrics: {a: {name: A, kind: count, target: ["
    + "{from: x, value: y}," * 3000
    + "]}}",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb(name: str, loaded: Callable[..., Loaded]) -> None:
    begin = time.process_time()

    found = loaded({PATH: BOMBS[name][:MIB]})

    assert found.problems
    assert time.process_time() - begin < SECONDS


def test_a_file_above_the_limit_is_not_parsed(loaded: Callable[..., Loaded]) -> None:
    found = loaded({PATH: "why: " + "x" * MIB})

    assert [problem.key for problem in found.problems] == ["file-size"]


@pytest.mark.parametrize(
    "row",
    [
        "2026-11-06,calls," + "9" * 500_000,
        '"' * 500_000,
        "x" + "," * 200_000,
        "2026-11-06,calls,1,\n" * 20_000 + "x",
    ],
    ids=["digits", "quotes", "commas", "rows"],
)
def test_hostile_log(row: str, loaded: Callable[..., Loaded]) -> None:
    begin = time.process_time()

    found = loaded({"goals/teams/sales-1/log/progress/a.csv": f"date,metric,value,note\n{row}\n"})

    assert found.problems
    assert time.process_time() - begin < SECONDS
