"""What a team is reminded of: by the day, silent where nobody waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team
from goalbook.analyse import reminders
from goalbook.analyse.reminders import Reminder
from goalbook.model.agreement import Agreement
from goalbook.model.handbook import Handbook
from goalbook.model.review import Review

AGREED = Agreement.model_validate({"date": "2026-10-05", "will_do": "Ask first."})
HELD = Review.model_validate(
    {
        "kind": "mid-month",
        "held": "2026-11-18",
        "actions": {
            "late": {"what": "Late", "owner": "ito", "due": "2026-11-19"},
            "soon": {"what": "Soon", "owner": "ito", "due": "2026-11-26"},
            "far": {"what": "Far", "owner": "ito", "due": "2026-12-24"},
            "done": {"what": "Done", "owner": "ito", "due": "2026-11-19", "done": "2026-11-19"},
        },
    }
)


def a_book(**team: object) -> Handbook:
    """Two members who record calls, one of whom has agreed; a review with four actions."""
    metrics = {"calls": a_metric(owner="sato"), "asks": a_metric(owner="ito"), "visits": a_metric()}
    rows = ("2026-11-13,calls,3,sato", "2026-11-20,asks,1,ito", "2026-11-20,visits,1,")
    log = a_log(*rows, columns="date,metric,value,by")
    files = a_team(a_cycle(metrics=metrics, kgi="calls"), logs=[log], **team)  # type: ignore[arg-type]
    return a_handbook(
        replace(files, agreements={("h2", "sato"): (AGREED,)}, reviews={"2026-11-18-mid-month": HELD})
    )


def on(day: str, book: Handbook | None = None) -> Reminder | None:
    return reminders.of(book or a_book(), "team", date.fromisoformat(day))


def test_what_waits_is_named_with_who_is_asked() -> None:
    found = on("2026-11-20")

    assert found is not None
    assert dict(found.numbers) == {"sato": ("calls",)}
    assert [task.id for task in found.actions] == ["late", "soon"]
    assert (found.renew, found.silent, found.reviews) == ((), ("ito",), ())


@pytest.mark.parametrize(
    ("day", "due"), [("2026-11-30", []), ("2026-12-01", ["2026-12-03"]), ("2026-12-07", ["2026-12-03"])]
)
def test_a_review_waits_from_its_window_until_it_is_held(day: str, due: list[str]) -> None:
    found = on(day)

    assert found is not None
    assert [one.due.isoformat() for one in found.reviews] == due


def test_each_is_asked_for_what_they_recorded_last_and_anybody_for_the_rest() -> None:
    found = on("2026-11-27")

    assert found is not None
    assert dict(found.numbers) == {"sato": ("calls",), "ito": ("asks",), "": ("visits",)}


@pytest.mark.parametrize(
    "book",
    [a_book(as_of="2026-11-20"), a_handbook(a_team(logs=[a_log("2026-11-20,calls,1")], members=()))],
    ids=["a record", "nothing waits"],
)
def test_a_finished_record_and_a_team_without_anything_are_left_out(book: Handbook) -> None:
    assert on("2026-11-20", book) is None


def test_outside_every_cycle_nothing_waits() -> None:
    assert on("2027-04-01") is None
