"""What finished cycles say of confidence and aim."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from builders import a_cycle, a_handbook, a_key_result, a_log, a_metric, a_team, table
from goalbook.analyse import portfolio
from goalbook.model.handbook import Handbook
from goalbook.model.log import LogFile

SPANS = {
    "q1": "2026-01-01..2026-03-31",
    "q2": "2026-04-01..2026-06-30",
    "q3": "2026-07-01..2026-09-30",
    "q4": "2026-10-01..2026-12-31",
    "q5": "2027-01-01..2027-03-31",
}
TODAY = date(2027, 2, 1)
STATED = ("2026-01-12,kr,8", "2026-02-09,kr,6", "2026-05-11,kr,9", "2026-12-14,kr,2")


def book(*reached: int, stated: tuple[str, ...] = STATED, **result: Any) -> Handbook:
    """A team with a quarter for each number of calls, 100 of which are the target."""
    cycles = [
        a_cycle(name, metrics={"calls": a_metric()}, key_results={"kr": a_key_result(target="100", **result)})
        for name in SPANS
    ]
    days = ("2026-03-02", "2026-06-01", "2026-09-01", "2026-12-01", "2027-01-11")
    rows = [f"{day},calls,{value}" for day, value in zip(days, reached, strict=False)]
    felt = "".join(f"{row}\n" for row in stated).encode()
    logs = [a_log(*rows), LogFile("felt.csv", "confidence", ("date", "key_result", "value"), felt)]
    return a_handbook(a_team(*cycles, logs=logs), spans=SPANS)


def record(handbook: Handbook, today: date = TODAY) -> dict[str, Any]:
    frame = table(handbook, "track-record", today)
    return {} if frame.empty else dict(frame.iloc[0])


def test_after_a_year_confidence_is_held_against_what_came_of_it() -> None:
    found = record(book(100, 100, 50, 0, 9))

    # q1 reached: (.04 + .16) / 2 = .1; q2 reached: .01; q4 missed: .04; q3 has no statement.
    assert (found["key_results"], found["reached"]) == (3, 2)
    assert found["brier"] == pytest.approx((0.1 + 0.01 + 0.04) / 3)
    assert found["share"] == pytest.approx((0.7 + 0.9 + 0.2) / 3)


def test_before_a_year_it_is_too_early() -> None:
    found = record(book(100, 100, 50, stated=STATED[:3]), date(2026, 12, 15))

    assert found["key_results"] == 2
    assert pd.isna(found["brier"])


def test_what_is_stated_on_the_last_day_is_no_forecast() -> None:
    assert record(book(100, stated=("2026-03-31,kr,10",)))["key_results"] == 0


@pytest.mark.parametrize(
    ("reached", "aim", "means"),
    [
        ((20, 20, 95, 100), "too-low", (0.95, 1.0)),
        ((95, 95, 90, 100), "fits", (0.9, 1.0)),
        ((95, 95, 10, 20), "too-high", (0.1, 0.2)),
        ((95, 95, 100, 20), "fits", (1.0, 0.2)),
    ],
)
def test_two_finished_cycles_running_say_how_high_the_team_aims(
    reached: tuple[int, ...], aim: str, means: tuple[float, float]
) -> None:
    found = record(book(*reached, stated=(), type="aspirational"))

    assert found["aim"] == aim
    assert (found["before"], found["newest"]) == pytest.approx(means)


def test_one_finished_cycle_is_too_few() -> None:
    found = record(book(95, type="aspirational"), date(2026, 4, 30))

    assert (found["cycles"], found["aim"]) == (1, portfolio.Aim.TOO_FEW)


@pytest.mark.parametrize(
    ("reached", "without", "cycles", "means"),
    [
        ((95, 95, 95, 95), "q3", 1, (None, 0.95)),  # q2 and q4 do not follow each other
        ((95, 95, 95, 95), "q4", 1, (0.95, None)),
        ((95, 95, 95, 95), "q2", 2, (0.95, 0.95)),
    ],
)
def test_a_finished_cycle_without_a_score_is_not_passed_over(
    reached: tuple[int, ...], without: str, cycles: int, means: tuple[float | None, float | None]
) -> None:
    known = book(*reached, stated=(), type="aspirational").teams["team"]
    kept = [
        a_cycle(without, metrics={"calls": a_metric()}) if name == without else cycle
        for name, cycle in known.cycles.items()
    ]
    found = record(a_handbook(a_team(*kept, logs=known.logs), spans=SPANS))

    assert found["cycles"] == cycles
    assert tuple(None if pd.isna(found[name]) else found[name] for name in ("before", "newest")) == means
    assert (found["aim"] == portfolio.Aim.TOO_FEW) == (cycles < len(means))


def test_a_committed_key_result_says_nothing_of_the_aim() -> None:
    assert record(book(100, 100, 100, 100, stated=(), type="committed")) == {}
