"""Which period a team's page speaks about, and what a reading says of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_metric, a_team
from goalbook.analyse import run as tables
from goalbook.load.loaded import Loaded
from goalbook.model.values import Direction, Kind, Period, Text
from goalbook.present import readings, subject
from goalbook.present.basis import Basis
from goalbook.present.indicator import Indicator
from goalbook.present.measure import Measure, Style
from goalbook.present.readings import Reading, Stretch
from goalbook.present.subject import Subject


def a_subject(
    today: date, cycle_id: str | None = None, calendar: dict[str, Any] | None = None, **kgi: Any
) -> Subject:
    team = a_team(
        a_cycle(kgi="calls", metrics={"calls": a_metric(**kgi)}),
        **({"calendar": calendar} if calendar else {}),
    )
    loaded = Loaded(handbook=a_handbook(team), problems=(), positions={})
    basis = Basis(
        loaded=loaded, problems=(), tables=tables.build(loaded.handbook, today, readings.NEEDS), today=today
    )
    now = subject.current(basis, team.id)
    return now if cycle_id is None else Subject(basis=basis, team=team.id, cycle_id=cycle_id)


def shown(today: date, **kgi: Any) -> tuple[str, str, str, bool]:
    found = readings.shown(a_subject(today, **kgi))
    assert found is not None
    return found.kind.value, str(found.first), str(found.last), found.is_complete


@pytest.mark.parametrize(
    ("today", "per", "expected"),
    [
        (date(2026, 11, 30), "month", ("month", "2026-11-01", "2026-11-30", True)),
        (date(2026, 11, 10), "month", ("month", "2026-10-01", "2026-10-31", True)),
        (date(2026, 11, 29), "month", ("month", "2026-11-01", "2026-11-30", False)),
        (date(2026, 10, 20), "month", ("month", "2026-10-01", "2026-10-31", False)),
        (date(2026, 9, 20), "month", ("month", "2026-10-01", "2026-10-31", False)),
        (date(2027, 6, 1), "month", ("month", "2027-03-01", "2027-03-31", True)),
        (date(2026, 11, 30), "week", ("month", "2026-11-01", "2026-11-30", True)),
        (date(2026, 11, 30), "quarter", ("quarter", "2026-10-01", "2026-12-31", False)),
        (date(2027, 1, 5), "quarter", ("quarter", "2026-10-01", "2026-12-31", True)),
        (date(2026, 11, 30), "cycle", ("cycle", "2026-10-01", "2027-03-31", False)),
    ],
)
def test_the_last_complete_period_of_the_kgi_else_the_running_one(
    today: date, per: str, expected: tuple[str, str, str, bool]
) -> None:
    assert shown(today, per=per, target="10") == expected


def test_a_rate_or_level_has_a_value_in_every_month_of_a_cycle() -> None:
    assert shown(date(2026, 11, 30), kind="level") == ("month", "2026-11-01", "2026-11-30", True)


def test_quarters_follow_the_fiscal_year() -> None:
    found = readings.shown(a_subject(date(2027, 1, 31), per="quarter", calendar={"fiscal_year_starts": "2"}))

    assert found is not None
    assert (found.first, found.last) == (date(2026, 11, 1), date(2027, 1, 31))


def test_a_cycle_that_is_not_current_is_shown_whole() -> None:
    team = a_team(a_cycle("h1"), a_cycle("h2"))
    loaded = Loaded(handbook=a_handbook(team), problems=(), positions={})
    basis = Basis(
        loaded=loaded,
        problems=(),
        tables=tables.build(loaded.handbook, date(2026, 11, 30), readings.NEEDS),
        today=date(2026, 11, 30),
    )

    (past,) = subject.others(basis, team.id)

    assert readings.shown(past) == Stretch(
        kind=Period.CYCLE, cycle="h1", first=date(2026, 4, 1), last=date(2026, 9, 30), is_complete=True
    )


@pytest.mark.parametrize(
    ("direction", "actual", "expected", "share"),
    [
        (Direction.UP, 30.0, 40.0, 0.75),
        (Direction.DOWN, 40.0, 30.0, 0.75),
        (Direction.UP, 30.0, 0.0, None),
        (Direction.DOWN, 0.0, 30.0, None),
        (Direction.BAND, 30.0, 40.0, None),
        (Direction.UP, None, 40.0, None),
    ],
)
def test_actual_by_the_target_to_date(
    direction: Direction, actual: float | None, expected: float, share: float | None
) -> None:
    indicator = Indicator(
        id="m", name=Text.plain("m"), kind=Kind.COUNT, measure=Measure(Style.COUNT), direction=direction
    )
    stretch = Stretch(
        kind=Period.MONTH, cycle="h2", first=date(2026, 11, 1), last=date(2026, 11, 30), is_complete=False
    )

    assert Reading(indicator=indicator, stretch=stretch, actual=actual, expected=expected).to_date == share
