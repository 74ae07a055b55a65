"""<cycle>.yml: what a team agreed for one cycle."""

from __future__ import annotations

import re
from dataclasses import replace

from goalbook.load.draft import Draft
from goalbook.load.shape import Form
from goalbook.load.source import Given, Part, Source, nouns
from goalbook.messages import msg
from goalbook.model.cycle import Cycle
from goalbook.problems import Location, Problem, Severity


def read(given: Given) -> Part:
    """Read ``goals/teams/<team>/<cycle>.yml``; the name inside must be the file's."""
    name = given.names["cycle"]
    found, part = nouns(given, Form(kind=Cycle, stand_ins={"cycle": name}))
    if not found:
        return part
    left_out = frozenset(
        ("/".join(str(key) for key in keys[:-1]), str(keys[-1])) for keys in part.left_out if keys
    )
    problems = part.problems
    if found[0].cycle != name:
        problems += (_other_name(given, part, found[0].cycle),)
    cycle = found[0].model_copy(update={"cycle": name, "left_out": left_out})
    return replace(part, value=cycle, problems=problems)


def _other_name(given: Given, part: Part, found: str) -> Problem:
    return Problem(
        location=Location(given.path, *part.positions.get(("cycle",), (1, 1))),
        severity=Severity.ERROR,
        key="cycle-matches-file",
        message=msg(
            'The file is called {name}.yml, but its cycle is "{found}".',
            name=given.names["cycle"],
            found=found,
        ),
        hint=msg(
            "Write cycle: {name}, or rename the file to {found}.yml.", name=given.names["cycle"], found=found
        ),
    )


def place(draft: Draft, given: Given, cycle: Cycle) -> None:
    """One file for each team and cycle."""
    draft.teams[given.names["team"]].cycles[given.names["cycle"]] = cycle


SOURCE = Source(
    pattern=re.compile(r"goals/teams/(?P<team>[^/]+)/(?!(?i:team)\.yml)(?P<cycle>[^/]+)\.yml"),
    read=read,
    place=place,
)
