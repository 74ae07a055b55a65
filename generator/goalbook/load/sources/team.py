"""team.yml: a team and its members."""

from __future__ import annotations

import re
from dataclasses import replace

from goalbook.load.draft import Draft
from goalbook.load.shape import Form
from goalbook.load.source import Given, Part, Source, nouns
from goalbook.model.team import Team


def read(given: Given) -> Part:
    """Read ``goals/teams/<team>/team.yml``."""
    found, part = nouns(given, Form(kind=Team, stand_ins={"name": given.names["team"]}))
    return replace(part, value=found[0] if found else None)


def place(draft: Draft, given: Given, team: Team) -> None:
    """One file for each team."""
    draft.teams[given.names["team"]].team = team


SOURCE = Source(pattern=re.compile(r"goals/teams/(?P<team>[^/]+)/team\.yml"), read=read, place=place)
