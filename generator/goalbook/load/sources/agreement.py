"""agreements/<cycle>/<member>.yml: what one member will do, in their own words."""

from __future__ import annotations

import re
from dataclasses import replace

from goalbook.load.draft import Draft
from goalbook.load.shape import Form
from goalbook.load.source import Given, Part, Source, nouns
from goalbook.model.agreement import Agreement


def read(given: Given) -> Part:
    """Read ``goals/teams/<team>/agreements/<cycle>/<member>.yml``: a list, put in order of date."""
    found, part = nouns(given, Form(kind=Agreement, is_list=True))
    return replace(part, value=tuple(sorted(found, key=lambda agreement: agreement.date)) or None)


def place(draft: Draft, given: Given, agreements: tuple[Agreement, ...]) -> None:
    """One file for each member and cycle."""
    key = (given.names["cycle"], given.names["member"])
    draft.teams[given.names["team"]].agreements[key] = agreements


SOURCE = Source(
    pattern=re.compile(r"goals/teams/(?P<team>[^/]+)/agreements/(?P<cycle>[^/]+)/(?P<member>[^/]+)\.yml"),
    read=read,
    place=place,
)
