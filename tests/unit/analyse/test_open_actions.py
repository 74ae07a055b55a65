"""Actions come back until they are closed."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from builders import a_team
from goalbook.analyse import open_actions
from goalbook.model.handbook import TeamFiles
from goalbook.model.review import Review


def a_review(held: str, **actions: Any) -> tuple[str, Review]:
    given = {name: {"what": name, "owner": "sato", **fields} for name, fields in actions.items()}
    return f"{held}-mid-month", Review.model_validate({"kind": "mid-month", "held": held, "actions": given})


def team() -> TeamFiles:
    reviews = dict(
        [
            a_review(
                "2026-10-16", asked={"due": "2026-10-30", "done": "2026-10-28"}, old={"due": "2026-10-30"}
            ),
            a_review(
                "2026-11-05",
                reasons={"due": "2026-12-03"},
                **{"given-up": {"due": "2026-11-10", "dropped": "true"}},
            ),
            a_review("2026-11-18", listen={"due": "2026-11-25", "done": "2026-12-01"}),
        ]
    )
    return dataclasses.replace(a_team(), reviews=reviews)


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2026-10-15", {}),
        ("2026-10-27", {"asked": "open", "old": "open"}),
        ("2026-10-28", {"asked": "done", "old": "open"}),
        ("2026-10-31", {"asked": "done", "old": "late"}),
        (
            "2026-11-26",
            {"asked": "done", "old": "late", "reasons": "open", "given-up": "dropped", "listen": "late"},
        ),
    ],
)
def test_the_state_of_every_action_on_a_day(day: str, states: dict[str, str]) -> None:
    found = open_actions.tasks(team(), date.fromisoformat(day))

    assert {task.id: task.state.value for task in found} == states


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        ("2026-10-16", []),
        ("2026-11-05", ["asked", "old"]),
        ("2026-11-18", ["old", "reasons", "given-up"]),
        ("2026-12-03", ["old", "reasons", "listen"]),
    ],
)
def test_a_review_begins_with_what_the_one_before_left_open(day: str, ids: list[str]) -> None:
    assert [task.id for task in open_actions.returning(team(), date.fromisoformat(day))] == ids
