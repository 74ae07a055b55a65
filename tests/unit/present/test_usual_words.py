"""What a trend's title says of the usual range."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, tables
from drawn import bodies
from goalbook.model.values import Period
from goalbook.present import places, usual_words
from goalbook.present.chart import Subject
from goalbook.present.charts import trend
from goalbook.present.timeline import Slot
from goalbook.words import words

MONDAY = date(2026, 10, 5)
SUNDAY = date(2026, 11, 29)
STEADY = (20, 22, 19, 21, 20, 22, 19)


def title(numbers: Sequence[int], period: Period = Period.WEEK, language: str = "en") -> str:
    """The title of so many weeks of calls from 5 October on, seen on a Sunday."""
    weeks = [f"{MONDAY + timedelta(days=7 * week)},calls,{number}" for week, number in enumerate(numbers)]
    agreed = a_cycle(metrics={"calls": a_metric()})
    book = a_handbook(a_team(agreed, logs=[a_log(*weeks)]))
    built = tables(book, *trend.CHART.needs, today=SUNDAY)
    subject = Subject(
        team="team", cycle=agreed, words=words(language, places.locales()), first="en", currency="JPY",
        as_of=SUNDAY, metric="calls", period=period,
    )  # fmt: skip
    drawing = trend.CHART.draw(subject, {need: built.rows(need, "team") for need in trend.CHART.needs})
    assert drawing is not None
    return drawing.title


@pytest.mark.parametrize(
    ("newest", "said"),
    [
        (21, "Week of 23 Nov: 21, within its usual range"),
        (60, "Week of 23 Nov: 60, above its usual range"),
        (1, "Week of 23 Nov: 1, below its usual range"),
    ],
)
def test_a_title_says_whether_the_newest_number_is_usual(newest: int, said: str) -> None:
    assert title([*STEADY, newest]) == said


def test_a_month_of_weekly_numbers_says_what_the_newest_week_says() -> None:
    assert title([*STEADY, 60], Period.MONTH) == "November so far: 121; newest week above its usual range"
    assert title([*STEADY, 21], Period.MONTH, "ja") == "11月はここまで82件。直近の週はふだんの幅の中"


def test_without_enough_past_the_title_says_so() -> None:
    assert title(STEADY[:4], Period.MONTH) == "October: 82; no usual range yet"


def test_a_range_without_width_says_nothing() -> None:
    assert title([20] * 8) == "Week of 23 Nov: 20"


def _slot(*, is_running: bool = False, **row: Any) -> Slot:
    known = {"lower": 10.0, "upper": 20.0, "signal": "none", "is_thin": False, "value": 15.0}
    signal = SimpleNamespace(**(known | row))
    return Slot(
        first=MONDAY, last=SUNDAY, actual=signal, target=None, is_running=is_running, signal=signal
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "15, within its usual range"),
        ({"signal": "above", "value": 21.0}, "15, above its usual range"),
        ({"signal": "run-below"}, "15, within its usual range, but with a signal"),
        ({"value": 25.0}, "15, within its usual range per working day"),
        ({"is_thin": True, "value": 25.0}, "15, too few cases to judge"),
        ({"lower": None, "upper": None, "signal": "unknown"}, "15, no usual range yet"),
    ],
)
def test_every_verdict_has_its_words(row: dict[str, Any], said: str) -> None:
    message = usual_words.of_slot(_slot(**row), "15")

    assert message is not None
    assert words("en", places.locales()).say(message) == said


@pytest.mark.parametrize(
    "slot", [_slot(is_running=True), _slot(signal="unknown"), _slot(value=None), _slot(lower=20.0)]
)
def test_what_is_not_judged_has_no_words(slot: Slot) -> None:
    assert usual_words.of_slot(slot, "15") is None


def test_numbers_that_were_always_equal_make_no_range_to_be_outside_of() -> None:
    rows = [f"2026-{month:02}-28,calls,{12 if month == 11 else 10}" for month in range(3, 12)]
    metrics = {"calls": a_metric(cadence="month", per="month", target="11")}
    cycles = (a_cycle(name, kgi="calls", metrics=metrics) for name in ("h1", "h2"))
    book = a_handbook(a_team(*cycles, logs=[a_log(*rows)]))
    built = tables(book, "headlines", today=date(2026, 12, 2))
    november = date(2026, 11, 1)
    row = next(row for row in built.rows("headlines", "team") if row.first == november)

    page = bodies(book, only=["team"], today=date(2026, 12, 2))["teams/team/index.md"]

    assert row.lower == row.upper == 10
    assert "its usual range" not in page
