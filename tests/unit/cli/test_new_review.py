"""`goalbook new review` writes a draft that `check` accepts and that is not held until somebody writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from goalbook.analyse import review_calendar
from goalbook.cli import _boundary
from goalbook.load.run import load
from goalbook.model.review import NUMBERS
from goalbook.tree import WorkingTree
from goalbook.validate.run import check

EARLIER = """\
---
kind: month-start
held: 2026-11-05
actions:
  ask: {what: "Ask <b>five</b> --> customers", owner: sato, due: 2026-11-10}
---
Kept.
"""


def project(team: Callable[..., Path], language: str = "en") -> Path:
    folder = team(language=language, week="date,metric,value\n2026-11-06,calls,520\n2026-11-13,calls,500\n")
    # A team with a day of its own is a finished record, which holds no reviews.
    move_day_to_the_company(folder)
    reviews = folder / "goals/teams/sales/reviews"
    reviews.mkdir()
    (reviews / "2026-11-05-month-start.md").write_text(EARLIER, encoding="utf-8")
    return folder


def move_day_to_the_company(folder: Path) -> None:
    company, members = folder / "goals/company.yml", folder / "goals/teams/sales/team.yml"
    day = "as_of: 2026-11-20\n"
    members.write_text(members.read_text(encoding="utf-8").replace(day, ""), encoding="utf-8")
    company.write_text(company.read_text(encoding="utf-8") + day, encoding="utf-8")


def written(folder: Path, *options: str) -> str:
    assert _boundary.run(["-C", str(folder), "new", "review", "sales", *options]) == 0
    files = sorted((folder / "goals/teams/sales/reviews").glob("*.md"))
    return files[-1].read_text(encoding="utf-8")


def test_a_draft_holds_numbers_and_actions_and_waits_for_words(team: Callable[..., Path]) -> None:
    folder = project(team)
    text = written(folder, "--kind", "mid-month", "--on", "2026-11-18")
    loaded = load(WorkingTree(folder))
    review = loaded.handbook.teams["sales"].reviews["2026-11-18-mid-month"]

    assert [one for one in check(loaded) if "/reviews/" in one.location.path] == []
    assert (review.kind.value, review.held, review.is_draft) == ("mid-month", date(2026, 11, 18), True)
    assert text.count(NUMBERS[0]) == text.count(NUMBERS[1]) == 1
    assert "- ▼ past its day: Ask <b>five</b> -- > customers (Sato, 10 Nov)" in text
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Keep",
        "## Problem",
        "## Try",
    ]
    states = {one.review: one.state.value for one in planned(folder) if one.review}
    assert states["2026-11-18-mid-month"] == "overdue"  # the small team's day is the 20th


def test_words_under_a_heading_make_it_held(team: Callable[..., Path]) -> None:
    folder = project(team)
    text = written(folder, "--kind", "mid-month", "--on", "2026-11-18")
    path = folder / "goals/teams/sales/reviews/2026-11-18-mid-month.md"
    path.write_text(text.replace("## Keep\n", "## Keep\nTwo asks a day.\n"), encoding="utf-8")
    review = load(WorkingTree(folder)).handbook.teams["sales"].reviews["2026-11-18-mid-month"]

    assert not review.is_draft
    assert review.typed.startswith("## Keep\nTwo asks a day.")
    assert {one.review: one.state.value for one in planned(folder)}["2026-11-18-mid-month"] == "done"


def test_it_speaks_the_teams_language_and_has_other_forms(team: Callable[..., Path]) -> None:
    text = written(project(team, "ja"), "--form", "ywt", "--on", "2026-11-19", "--kind", "mid-month")

    assert "2026年11月19日時点の数字です。" in text
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## やったこと", "## わかったこと", "## 次にやること"]


def test_without_a_day_it_is_the_next_review_and_a_late_one_is_held_today(team: Callable[..., Path]) -> None:
    folder = project(team)
    written(folder)

    assert (folder / "goals/teams/sales/reviews/2026-11-20-mid-month.md").is_file()


def test_nothing_that_exists_is_changed(
    team: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project(team)
    options = ["--kind", "month-start", "--on", "2026-11-05"]

    assert _boundary.run(["-C", str(folder), "new", "review", "sales", *options]) == 2
    assert "exists already; nothing was changed" in capsys.readouterr().err
    path = folder / "goals/teams/sales/reviews/2026-11-05-month-start.md"
    assert path.read_text(encoding="utf-8") == EARLIER


def planned(folder: Path) -> tuple[review_calendar.PlannedReview, ...]:
    """The team's reviews on its day."""
    return review_calendar.planned(load(WorkingTree(folder)).handbook, "sales", date(2026, 11, 20))
