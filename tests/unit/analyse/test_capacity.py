"""What a volume asks of each person."""

from __future__ import annotations

import pytest

from goalbook.analyse import capacity


def test_calls_per_person_and_day() -> None:
    assert capacity.per_person_day(2500, (1, 1, 1, 1), 19) == pytest.approx(32.894737, abs=5e-7)
    assert capacity.per_person_day(3125, (1, 1, 1, 1), 20) == pytest.approx(39.0625)


@pytest.mark.parametrize(("people", "days"), [((), 19), ((0.0,), 19), ((1.0,), 0)])
def test_without_people_or_days_nothing_is_asked(people: tuple[float, ...], days: int) -> None:
    assert capacity.per_person_day(2500, people, days) is None


@pytest.mark.parametrize(
    ("days", "expected"), [([], None), ([30], 30), ([10, 20, 30, 40, 50], 46), (range(11), 9)]
)
def test_a_persons_usual_most(days: list[float], expected: float | None) -> None:
    assert capacity.usual_most(list(days)) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("asked", "limit", "expected"),
    [(33.0, 40.0, False), (41.0, 40.0, True), (None, 40.0, None), (33.0, None, None)],
)
def test_unknown_is_neither_too_much_nor_not(
    asked: float | None, limit: float | None, *, expected: bool | None
) -> None:
    assert capacity.is_too_much(asked, limit) is expected
