"""The team above is a team of the company.

``parent:`` names the folder of another team; the company itself is the team ``company``.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import team_ref
from goalbook.problems import Severity
from goalbook.validate import nearest
from goalbook.validate.check import Check, Finding

_COMPANY = "company"


def _find(handbook: Handbook) -> Iterator[Finding]:
    known = {*handbook.teams, _COMPANY}
    for name, files in handbook.teams.items():
        parent = files.team.parent
        if parent is not None and parent not in known and not handbook.is_left_out(team_ref(parent)):
            yield Finding(
                ref=team_ref(name).at("parent"),
                message=msg('There is no team "{team}".', team=parent),
                hint=nearest.hint(
                    parent, known - {name}, msg("Remove the line, or add a folder for that team.")
                ),
            )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#team",
    why=msg("Goals are read from the company down to the team; a gap in between hides the team."),
    bad="""\
# goals/teams/sales-1/team.yml
name: Sales team 1
parent: compny
""",
    good="""\
# goals/teams/sales-1/team.yml
name: Sales team 1
parent: company
""",
)
