"""Every row of the log is about a member of the team, or about the whole team.

The column ``member`` holds an id from team.yml, or nothing. Somebody who has left stays in team.yml.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import team_ref
from goalbook.problems import Severity
from goalbook.validate import nearest, rows
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for files, log in rows.files(handbook):
        members = files.team.members
        ref = team_ref(files.id).at("members")
        strange = frozenset(
            name
            for name in log.names("member") - members.keys() - {""}
            if not handbook.is_left_out(ref.at(name))
        )
        for name, place in rows.unknown(log, "member", strange):
            yield Finding(
                ref=place,
                message=msg(
                    'The log names "{member}", who is no member of the team "{team}".',
                    member=name,
                    team=files.id,
                ),
                hint=nearest.hint(name, members, msg("Add the member under members: in team.yml.")),
            )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    is_of_logs=True,
    origin="house",
    page="record.md#file",
    why=msg("A slip in a name makes two people of one; the team's total stays right, theirs does not."),
    bad="""\
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value,member
2026-11-06,calls,540,satou
""",
    good="""\
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value,member
2026-11-06,calls,540,sato
""",
)
