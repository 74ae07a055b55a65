"""Reviews as a calendar file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from drawn import basis, templates
from goalbook.load import run
from goalbook.present import editions, icalendar
from goalbook.present.icalendar import Event
from goalbook.tree import WorkingTree

ROOT = Path(__file__).resolve().parents[3]


def files() -> dict[str, str]:
    loaded = run.load(WorkingTree(ROOT))
    first = editions.languages(loaded.handbook.company, templates())[0]
    return {file.path: file.data.decode() for file in icalendar.assets(basis(loaded), first)}


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_team_has_its_reviews_of_the_cycle_each_once() -> None:
    found = files()
    lines = unfolded(found["teams/sales-1/reviews.ics"])
    uids = [line for line in lines if line.startswith("UID:")]

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert len(uids) == len(set(uids)) == lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 10
    place = lines.index("UID:sales-1.2026-11.mid-month@reviews.goalbook")
    assert lines[place + 1 : place + 5] == [
        "DTSTAMP:20261130T000000Z",
        "DTSTART;VALUE=DATE:20261118",
        "DTEND;VALUE=DATE:20261119",
        "SUMMARY:Sales team 1: Mid-month review",
    ]
    assert "UID:sales-1.2026-10.month-start@reviews.goalbook" not in lines  # it was not held
    assert set(uids) <= set(unfolded(found["reviews.ics"]))
    assert "BEGIN:VEVENT" not in found["teams/emergency/reviews.ics"]  # a finished record


def test_every_line_is_short_and_no_character_is_cut() -> None:
    title = "営業1課;第二チーム,\\ " * 12
    data = icalendar.calendar(
        "会社", [Event(uid="a@b", day=date(2026, 12, 31), title=title)], date(2026, 11, 30)
    )

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    escaped = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}" in unfolded(data.decode())
    assert "DTEND;VALUE=DATE:20270101" in unfolded(data.decode())


def test_a_line_break_cannot_begin_another_property() -> None:
    data = icalendar.calendar(
        "x", [Event(uid="a@b", day=date(2026, 12, 31), title="a\r\nATTACH:b")], date(2026, 11, 30)
    )

    assert "SUMMARY:a\\nATTACH:b" in unfolded(data.decode())
