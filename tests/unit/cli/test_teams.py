"""Which teams a command is about: as named, else all that have goals or nothing below them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_handbook, a_team
from goalbook.cli import _teams
from goalbook.cli._refused import Refused
from goalbook.present import places
from goalbook.words import words

ENGLISH = words("en", places.locales())
COMPANY = replace(a_team(team_id="company"), cycles={})
BOOK = a_handbook(
    COMPANY,
    a_team(team_id="sales", parent="company"),
    replace(a_team(team_id="new", parent="company"), cycles={}),
)


def test_a_team_that_only_holds_others_is_told_when_it_is_named() -> None:
    assert _teams.asked(BOOK, (), ENGLISH) == ("new", "sales")
    assert _teams.asked(BOOK, ("company", "sales", "company"), ENGLISH) == ("company", "sales")


@pytest.mark.parametrize(
    ("name", "hint"), [("salse", "Did you mean sales?"), ("x\n::error", "Start it with: goalbook new team")]
)
def test_a_slip_is_refused_with_the_nearest_name(name: str, hint: str) -> None:
    with pytest.raises(Refused) as refused:
        _teams.asked(BOOK, (name,), ENGLISH)

    assert hint in refused.value.message
    assert "\n" not in refused.value.message
