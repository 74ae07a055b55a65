"""Seasonal index, and counts per working day."""

from __future__ import annotations

import numpy as np
import pytest

from goalbook.analyse import season
from goalbook.analyse.groups import Groups

MONTHS = np.arange(36) % 12 + 1
PATTERN = np.tile([0.5, 1.0, 1.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], 3)


def test_months_of_unequal_length_are_compared_per_working_day() -> None:
    assert season.per_workday([190, 230, 5, np.nan], [19, 23, 0, 20]) == pytest.approx(
        [10, 10, np.nan, np.nan], nan_ok=True
    )


def test_a_pure_season_is_found_again() -> None:
    assert season.index(100 * PATTERN, MONTHS, Groups.of(np.zeros(36))) == pytest.approx(PATTERN)


def test_a_level_of_any_size_does_not_matter() -> None:
    groups = Groups.of([0] * 36 + [1] * 36)
    found = season.index(np.tile(PATTERN, 2) * np.repeat([1, 1000], 36), np.tile(MONTHS, 2), groups)

    assert found[:36] == pytest.approx(found[36:])


def test_less_than_two_years_say_nothing() -> None:
    assert np.isnan(season.index(PATTERN[:23], MONTHS[:23], Groups.of(np.zeros(23)))).all()


def test_a_calendar_month_without_a_ratio_leaves_the_series_without_index() -> None:
    values = 100 * PATTERN[:24]
    values[12] = np.nan

    assert np.isnan(season.index(values, MONTHS[:24], Groups.of(np.zeros(24)))).all()


def test_no_rows() -> None:
    assert season.index([], np.array([], dtype=np.int64), Groups.of([])).shape == (0,)
