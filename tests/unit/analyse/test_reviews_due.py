"""Reviews due on a day, by the team's calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goalbook.analyse import reviews_due
from goalbook.cli import _boundary
from goalbook.load.run import load
from goalbook.model.review import ReviewKind
from goalbook.tree import MemoryTree, WorkingTree

FILES = {
    "goals/company.yml": "name: n\ncycles:\n  h2: 2026-10-01..2027-03-31\n",
    "goals/teams/sales/team.yml": "name: Sales\n",
    "goals/teams/sales/h2.yml": "cycle: h2\n",
}
START, MIDDLE = ReviewKind.MONTH_START, ReviewKind.MID_MONTH


def due(day: date, **more: str) -> tuple[ReviewKind, ...]:
    files = {**FILES, **{path.replace("__", "/"): text for path, text in more.items()}}
    return reviews_due.on(load(MemoryTree(files)).handbook, "sales", day)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2026, 12, 3), (START,)),  # the third working day of December
        (date(2026, 11, 18), (MIDDLE,)),
        (date(2026, 12, 2), ()),
        (date(2026, 12, 4), ()),
        (date(2026, 9, 3), ()),  # before the cycle
    ],
)
def test_a_review_is_due_on_its_day_alone(day: date, kinds: tuple[ReviewKind, ...]) -> None:
    assert due(day) == kinds


def test_a_review_that_is_written_is_not_due() -> None:
    review = "---\nkind: month-start\nheld: 2026-12-02\n---\n"

    assert due(date(2026, 12, 3), **{"goals__teams__sales__reviews__2026-12-02-month-start.md": review}) == ()


def test_a_finished_record_has_none() -> None:
    assert (
        due(date(2026, 12, 3), **{"goals__teams__sales__team.yml": "name: Sales\nas_of: 2026-11-30\n"}) == ()
    )


def test_the_command_prints_what_new_review_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    assert load(WorkingTree(tmp_path)).problems == ()

    code = _boundary.run(["reviews-due", "--on", "2026-12-03", "-C", str(tmp_path)])

    assert (code, capsys.readouterr().out) == (0, "sales month-start\n")
