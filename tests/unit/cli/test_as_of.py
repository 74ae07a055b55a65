"""A day that somebody asks for goes before the day of a sample or an archive."""

from __future__ import annotations

from datetime import date

import pytest

from builders import a_cycle, a_handbook, a_team
from goalbook.cli import _boundary
from goalbook.present import places

EXAMPLE = str(places.example())


def test_the_status_is_told_of_the_day_that_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert _boundary.run(["status", "-C", EXAMPLE, "sales-1", "--as-of", "2026-11-18"]) == 0

    assert "Day 12 of 19: 27 appointments set" in capsys.readouterr().out


def test_so_are_reminders_even_in_another_cycle(capsys: pytest.CaptureFixture[str]) -> None:
    assert _boundary.run(["remind", "-C", EXAMPLE, "sales-1", "--on", "2026-09-30"]) == 0

    assert "Still to agree" in capsys.readouterr().out


def test_a_finished_record_keeps_its_day() -> None:
    book = a_handbook(a_team(a_cycle(), as_of="2026-10-31"), as_of="2026-11-30").shown_on(date(2026, 12, 1))

    assert book.as_of("team", date(2026, 12, 2)) == date(2026, 10, 31)
    assert book.company.as_of == date(2026, 12, 1)
