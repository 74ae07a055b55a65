"""Every rule of a signal, a judgement withheld, a dated new beginning: from YAML and log to table and words.

The golden files hold the points; what each series is about is asserted beside them. Limits are reckoned by
hand: weeks of 95 and 105 in turn have the centre 100, a mean moving range of 10, and 100 ± 26.6.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, tables
from drawn import bodies
from goalbook.analyse import run
from goalbook.load.loaded import Loaded
from goalbook.load.run import load
from goalbook.tree import WorkingTree

TODAY = date(2027, 3, 31)
STEADY = [95, 105] * 6
"""Twelve weeks, after which the baseline is frozen."""
SERIES = {
    "outside_above": [*STEADY, 101, 99, 127, 101, 99, 101, 99, 101, 99, 101],
    "outside_below": [*STEADY, 101, 99, 73, 101, 99, 101, 99, 101, 99, 101],
    "at_the_limit": [*STEADY, 101, 99, 126, 101, 99, 101, 99, 101, 99, 101],
    "run_above": [*STEADY, 99, 104, 103, 104, 103, 104, 103, 104, 103, 104],
    "run_below": [*STEADY, 101, 96, 97, 96, 97, 96, 97, 96, 97, 96],
    "near_above": [*STEADY, 99, 101, 118, 99, 119, 118, 99, 101, 99, 101],
    "near_below": [*STEADY, 101, 99, 82, 101, 81, 82, 101, 99, 101, 99],
    "moved": [*STEADY, 130, 120, 130, 120, 130, 120, 130, 120, 130, 120],
    "unmoved": [*STEADY, 130, 120, 130, 120, 130, 120, 130, 120, 130, 120],
}
"""A score of 22 weeks."""
WEEKS = [date(2026, 10, 9) + timedelta(days=7 * week) for week in range(22)]
CASES = [20 if week in {12, 20} else 100 for week in range(22)]
HITS = [{12: 0, 15: 80, 20: 10}.get(week, 50) for week in range(22)]
GOALS = """\
cycle: h2
kgi: moved
metrics:
{scores}
  cases: {{name: cases, kind: count}}
  hits: {{name: hits, kind: count}}
  share: {{name: share, kind: rate, of: hits / cases, min_denominator: 30}}
changes:
  - {{date: 2027-01-01, what: moved, why: the form asks another question}}
"""
COMPANY = """\
name: A company
languages: [en, ja]
cycles: {h2: 2026-10-01..2027-03-31}
"""
KEPT = [
    "metric", "first", "value", "denominator", "chart", "centre", "lower", "upper",
    "baseline_points", "is_baseline", "is_provisional", "series", "signal", "side", "run_length", "is_thin",
]  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder: Path = tmp_path_factory.mktemp("signals")
    team = folder / "goals/teams/team"
    (team / "log/progress").mkdir(parents=True)
    scores = "\n".join(f"  {name}: {{name: {name}, kind: score}}" for name in SERIES)
    rows = [
        f"{day},{name},{value}"
        for name, values in SERIES.items()
        for day, value in zip(WEEKS, values, strict=True)
    ]
    rows += [
        f"{day},cases,{cases}\n{day},hits,{hits}" for day, cases, hits in zip(WEEKS, CASES, HITS, strict=True)
    ]
    (folder / "goals/company.yml").write_text(COMPANY, encoding="utf-8")
    (team / "team.yml").write_text("name: A team\nmembers: {ito: {name: Ito}}\n", encoding="utf-8")
    (team / "h2.yml").write_text(GOALS.format(scores=scores), encoding="utf-8")
    (team / "log/progress/2026.csv").write_text("\n".join(["date,metric,value", *rows, ""]), encoding="utf-8")
    found = load(WorkingTree(folder))
    assert found.problems == ()
    return found


@pytest.fixture(scope="module")
def weeks(loaded: Loaded) -> Mapping[str, list[Any]]:
    found = run.build(loaded.handbook, TODAY, ("signals",)).rows("signals", "team")
    names = (*SERIES, "share")
    return {
        name: [row for row in found if (row.metric, row.period) == (name, "week") and row.value is not None]
        for name in names
    }


def signals(rows: list[Any]) -> dict[int, str]:
    """Number of the week to its signal, where there is one."""
    return {place: row.signal for place, row in enumerate(rows) if row.signal not in {"none", "unknown"}}


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("outside_above", {14: "above"}),
        ("outside_below", {14: "below"}),
        ("at_the_limit", {}),
        ("run_above", dict.fromkeys((20, 21), "run-above")),
        ("run_below", dict.fromkeys((20, 21), "run-below")),
        ("near_above", {17: "near-above"}),
        ("near_below", {17: "near-below"}),
    ],
)
def test_each_rule(weeks: Mapping[str, list[Any]], metric: str, expected: dict[int, str]) -> None:
    assert signals(weeks[metric]) == expected
    assert (weeks[metric][20].centre, weeks[metric][20].lower, weeks[metric][20].upper) == pytest.approx(
        (100, 73.4, 126.6)
    )


def test_a_rate_on_fewer_cases_than_it_asks_for_is_not_judged(weeks: Mapping[str, list[Any]]) -> None:
    """0 of 20 lies below .5 - 3 sqrt(.25 / 20) = .165, yet 30 cases are the least; 80 of 100 is judged."""
    rows = weeks["share"]

    assert signals(rows) == {15: "above"}
    assert [place for place, row in enumerate(rows) if row.is_thin] == [12, 20]
    assert rows[12].value < rows[12].lower == pytest.approx(0.1645898)
    assert (rows[15].lower, rows[15].upper) == pytest.approx((0.35, 0.65))


def test_a_baseline_is_frozen_until_a_dated_change_begins_a_new_one(weeks: Mapping[str, list[Any]]) -> None:
    """Nine of the ten weeks after the change: mean of 5 times 130 and 4 times 120, ranges of 10."""
    kept, moved = weeks["unmoved"], weeks["moved"]

    assert [row.baseline_points for row in kept] == [12] * 22
    assert signals(kept) == {
        **dict.fromkeys((12, 14, 16, 18, 20), "above"),
        **dict.fromkeys((15, 17), "near-above"),
        **dict.fromkeys((19, 21), "run-above"),
    }
    assert [row.series for row in moved] == [0] * 12 + [1] * 10
    assert signals(moved) == {}
    assert [row.centre for row in moved[12:]] == pytest.approx([1130 / 9] * 10)
    assert [row.upper for row in moved[12:]] == pytest.approx([1130 / 9 + 26.6] * 10)
    assert {row.is_provisional for row in moved[12:]} == {True}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_words(loaded: Loaded, golden: Callable[[str, str], None], language: str) -> None:
    path = "teams/team/trends/index.md"
    page = bodies(loaded, today=TODAY, language=language, only=["team_trends"])[path]
    articles = re.findall(r'<article id="(\w+)"(.*?)<div class="gb-chart', page, re.DOTALL)
    texts = (f"<p {text}" for _, text in articles)
    said = (" ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split()) for text in texts)
    golden(f"signals/words-{language}.txt", "".join(f"{one}\n" for one in said))
    assert {name for name, _ in articles} >= {*SERIES, "share"}


def test_golden(weeks: Mapping[str, list[Any]], golden: Callable[[str, str], None]) -> None:
    lines = [",".join(KEPT)]
    for rows in weeks.values():
        lines += [",".join(_written(getattr(row, name)) for name in KEPT) for row in rows]
    golden("signals/weeks.csv", "\n".join(lines) + "\n")


def _written(value: Any) -> str:
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("then", ["moved", "was_called"])
def test_what_changed_in_one_cycle_holds_in_the_next(then: str) -> None:
    """The new definition goes on: its numbers and those of the next cycle are one series."""
    before = a_cycle(
        "h1",
        metrics={then: a_metric(kind="score")},
        changes=[{"date": "2026-07-01", "what": then, "why": "the form asks another question"}],
    )
    renamed = {"was": then} if then != "moved" else {}
    after = a_cycle("h2", metrics={"moved": a_metric(kind="score", **renamed)})
    weeks = [date(2026, 5, 8), date(2026, 8, 7), date(2026, 10, 16)]
    names = (then, then, "moved")
    log = a_log(*(f"{day},{name},100" for day, name in zip(weeks, names, strict=True)))

    found = tables(a_handbook(a_team(before, after, logs=[log])), "signals").rows("signals", "team")
    known = {row.first: row.series for row in found if row.period == "week" and row.value is not None}

    assert [known[day - timedelta(days=day.weekday())] for day in weeks] == [0, 1, 1]
