"""What the headings of other programs mean is known.

``log:`` in team.yml says which metric or member a heading or name stands for. Each is a metric of one of the
team's cycles, or a member of the team.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.load.columns import PROGRESS
from goalbook.messages import msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.ref import Ref, team_ref
from goalbook.model.team import IGNORED
from goalbook.problems import Severity
from goalbook.validate import agreed, nearest
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for files in handbook.teams.values():
        if files.team.log is None:
            continue
        ref = team_ref(files.id)
        yield from _members(handbook, files, ref)
        if agreed.are_all_read(handbook, files):
            yield from _metrics(files, ref.at("log"))


def _metrics(files: TeamFiles, ref: Ref) -> Iterator[Finding]:
    known = {name for cycle in files.cycles.values() for name in (*cycle.metrics, *cycle.renames)}
    mapping = files.team.log
    if mapping is None or not known:
        return
    sections = {
        "columns": {key: name for key, name in mapping.columns.items() if name not in {*PROGRESS, IGNORED}},
        "metrics": mapping.metrics,
    }
    for section, entries in sections.items():
        for heading, name in entries.items():
            if name not in known and not _is_left_out(files, name):
                yield Finding(
                    ref=ref.at(section, heading),
                    message=msg(
                        '"{heading}" stands for "{name}", which is no metric of the team.',
                        heading=heading,
                        name=name,
                    ),
                    hint=nearest.hint(
                        name, known, msg("Write the id of a metric of the cycle file, or ignore.")
                    ),
                )


def _members(handbook: Handbook, files: TeamFiles, ref: Ref) -> Iterator[Finding]:
    members = files.team.members
    for name, member in (files.team.log.members if files.team.log else {}).items():
        if member not in members and not handbook.is_left_out(ref.at("members", member)):
            yield Finding(
                ref=ref.at("log", "members", name),
                message=msg(
                    '"{heading}" stands for "{name}", who is no member of the team.',
                    heading=name,
                    name=member,
                ),
                hint=nearest.hint(member, members, msg("Add the member under members: in team.yml.")),
            )


def _is_left_out(files: TeamFiles, name: str) -> bool:
    return any(cycle.is_left_out("metrics", name) for cycle in files.cycles.values())


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="record.md#upload",
    why=msg("A slip here loses a whole column of numbers, in every file that comes."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count}
# goals/teams/sales-1/team.yml
name: Sales team 1
log: {columns: {Day: date, Phone calls: call}}
""",
    good="""\
metrics:
  calls: {name: Calls, kind: count}
# goals/teams/sales-1/team.yml
name: Sales team 1
log: {columns: {Day: date, Phone calls: calls}}
""",
)
