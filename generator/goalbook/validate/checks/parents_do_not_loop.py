"""No team is above itself.

Following ``parent:`` from team to team leads to the company, never back to where it began.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import team_ref
from goalbook.problems import Severity
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    parents = {name: files.team.parent for name, files in handbook.teams.items()}
    done: set[str] = set()
    for start in parents:
        way: dict[str, None] = {}
        team: str | None = start
        while team is not None and team not in done and team not in way:
            way[team] = None
            team = parents.get(team)
        done.update(way)
        if team in way:
            steps = list(way)
            yield _finding(steps[steps.index(team) :])


def _finding(loop: list[str]) -> Finding:
    return Finding(
        ref=team_ref(loop[0]).at("parent"),
        message=msg(
            'The team "{team}" is above itself: {way}.', team=loop[0], way=" → ".join((*loop, loop[0]))
        ),
        hint=msg("Change parent: in one of these teams."),
    )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#team",
    why=msg("Teams in a circle have no place in the organisation."),
    bad="""\
# goals/teams/sales-1/team.yml
name: Sales team 1
parent: sales-1
""",
    good="""\
# goals/teams/sales-1/team.yml
name: Sales team 1
parent: company
""",
)
