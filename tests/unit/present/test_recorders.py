"""Who recorded an agreement: a name in git is a member's, a stranger's, or nothing is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import TODAY, a_handbook, a_team
from goalbook.analyse.run import Tables
from goalbook.history.chronicle import Chronicle
from goalbook.load.loaded import Loaded
from goalbook.model.team import Team
from goalbook.present import recorders, subject
from goalbook.present.basis import Basis
from goalbook.present.past import Past

MEMBERS = {
    "sato": {"name": {"en": "Sato Hanako", "ja": "佐藤 花子"}, "account": "hanako-s"},
    "ito": {"name": "Ito"},
    "mori": {"name": "Mori"},
    "mori-2": {"name": "Mori"},
}


def turn(time: int, *authors: str, member: str = "sato", kind: str = "agreement-added") -> dict[str, Any]:
    """What the history tells of one commit that touched an agreement of 17 November."""
    line = {
        "kind": kind, "group": "agreements", "cycle": "h2", "ids": [member, "2026-11-17"],
        "was": "", "bar": "neutral", "said": {}, "why": {},
    }  # fmt: skip
    return {
        "commit": f"{time:040}", "time": time, "authors": list(authors), "title": "", "proposal": "",
        "team": "team", "was": "", "name": {}, "lines": [line], "effects": {}, "unread": [],
    }  # fmt: skip


def told(
    *turns: dict[str, Any], member: str = "sato", is_hidden: bool = False
) -> tuple[list[str], list[str]]:
    """Other members, and strangers, who recorded a member's agreement."""
    files = a_team()
    team = Team.model_validate({"name": "A team", "members": MEMBERS})
    book = a_handbook(replace(files, team=team))
    chronicle = Chronicle(entries=turns, begins=0, is_cut=False)
    past = Past(chronicle=chronicle, time_zone="Asia/Tokyo", names_hidden=is_hidden)
    made = Basis(
        loaded=Loaded(handbook=book, problems=(), positions={}),
        problems=(),
        tables=Tables({}),
        today=TODAY,
        past=past if turns else None,
    )
    found = recorders.of(subject.current(made, "team"), ("h2", member, "2026-11-17"))
    return [str(name) for name in found.members], [str(name) for name in found.strangers]


@pytest.mark.parametrize("author", ["Sato Hanako", "佐藤花子", "佐藤 花子", "SATO", "Hanako-S"])
def test_names_id_and_account_are_the_members_own(author: str) -> None:
    assert told(turn(1, author)) == ([], [])


def test_another_member_is_called_as_the_team_calls_them() -> None:
    assert told(turn(1, "ito")) == (["Ito"], [])


def test_a_name_of_nobody_stands_as_git_has_it() -> None:
    assert told(turn(1, "H. Sato")) == ([], ["H. Sato"])


def test_of_several_authors_the_member_counts_first_then_other_members() -> None:
    assert told(turn(1, "H. Sato", "Ito", "sato")) == ([], [])
    assert told(turn(1, "H. Sato", "Ito")) == (["Ito"], [])


def test_members_of_one_name_are_not_told_apart() -> None:
    assert told(turn(1, "Mori", member="mori-2"), member="mori-2") == ([], [])


def test_the_last_who_touched_the_words_counts() -> None:
    assert told(turn(1, "Sato"), turn(2, "Ito", kind="agreement-changed")) == (["Ito"], [])
    assert told(turn(1, "Ito"), turn(2, "Sato", kind="agreement-changed")) == ([], [])


def test_nothing_is_known_without_git_with_hidden_names_and_of_what_git_does_not_hold() -> None:
    assert told() == ([], [])
    assert told(turn(1, "Ito"), is_hidden=True) == ([], [])
    assert told(turn(1, "Ito", member="mori")) == ([], [])
