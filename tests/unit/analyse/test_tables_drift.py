"""A chosen KPI that keeps improving while the KGI does not is a standing question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import builders

MONTHS = ("2026-10-30", "2026-11-30", "2026-12-30", "2027-01-29")
FLAT = (100, 90, 110, 90)  # per working day 4.8, 4.7, 4.8, 4.7


def drift(calls: tuple[int, ...], sales: tuple[int, ...] = FLAT, **kpi: Any) -> list[Any]:
    """Rows of the table for a KPI ``calls`` and a KGI ``sales``, one number a month."""
    metrics = {
        "calls": builders.a_metric(cadence="month", **kpi),
        "sales": builders.a_metric(cadence="month"),
    }
    rows = [
        f"{day},{metric},{value}"
        for metric, values in (("calls", calls), ("sales", sales))
        for day, value in zip(MONTHS, values, strict=False)
    ]
    cycle = builders.a_cycle(metrics=metrics, kgi="sales", kpis={"calls": {}})
    book = builders.a_handbook(builders.a_team(cycle, logs=[builders.a_log(*rows)]))
    return list(builders.table(book, "drift", date(2027, 2, 10)).itertuples(index=False))


def test_three_rises_while_the_result_stands_still() -> None:
    (found,) = drift((100, 120, 170, 180))

    assert (found.metric, found.kgi, found.periods) == ("calls", "sales", 3)
    assert (found.first.date(), found.last.date()) == (date(2026, 10, 1), date(2027, 1, 31))
    assert (found.kpi_first, found.kpi_last, found.kgi_first, found.kgi_last) == (100, 180, 100, 90)


@pytest.mark.parametrize(
    ("calls", "sales"),
    [
        pytest.param((100, 120, 170, 180), (100, 110, 130, 150), id="the result rises too"),
        pytest.param((100, 120, 130, 180), FLAT, id="one month fell by working day"),
        pytest.param((100, 120, 170), FLAT[:3], id="two rises are not enough"),
        pytest.param((180, 170, 120, 100), FLAT, id="the KPI falls"),
        pytest.param((100, 120, 170, 180), FLAT[:3], id="the result of a month is not known"),
    ],
)
def test_no_question_is_asked(calls: tuple[int, ...], sales: tuple[int, ...]) -> None:
    assert drift(calls, sales) == []


def test_better_is_lower_where_lower_is_better() -> None:
    assert len(drift((180, 150, 120, 80), direction="down")) == 1
