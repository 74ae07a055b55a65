"""What is typed on the wall goes to the repository host's form for the review's file."""

from __future__ import annotations

import html
import re
from pathlib import Path

from drawn import pages
from goalbook.load import run
from goalbook.present.links import RepoLink
from goalbook.tree import WorkingTree

MINIMAL = Path(__file__).resolve().parents[2] / "handbooks" / "minimal"


def test_the_door_leads_to_a_new_file_whose_text_is_filled_in() -> None:
    repo = RepoLink(edit="https://github.com/a/goals/edit/main/{path}#L{line}")
    body = pages(run.load(WorkingTree(MINIMAL)), repo=repo)["teams/sales/meeting/index.md"].body
    found = re.search(r'data-address="([^"]+)"', body)

    assert found is not None
    assert html.unescape(found[1]) == (
        "https://github.com/a/goals/new/main?filename=goals%2Fteams%2Fsales%2Freviews%2F"
        "2026-11-18-mid-month.md&value=%7Btext%7D"
    )
    assert "Take it to GitHub" in body
