"""Every row of the log is about a metric of the team.

The column ``metric`` holds an id from one of the team's cycle files, or an earlier id that ``was:`` names.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.ref import cycle_ref
from goalbook.problems import Severity
from goalbook.validate import agreed, nearest, rows
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for files, log, names in rows.named(handbook):
        known = {name for cycle in files.cycles.values() for name in cycle.metrics}
        earlier = {name for cycle in files.cycles.values() for name in cycle.renames}
        if not known or not agreed.are_all_read(handbook, files):
            continue
        strange = frozenset(
            name for name in names - known - earlier if not _is_left_out(handbook, files, name)
        )
        for name, place in rows.unknown(log, "metric", strange):
            yield Finding(
                ref=place,
                message=msg('The log names "{metric}", which is no metric of the team.', metric=name),
                hint=nearest.hint(name, known, msg("Add it under metrics: in the cycle file.")),
            )


def _is_left_out(handbook: Handbook, files: TeamFiles, name: str) -> bool:
    return any(handbook.is_left_out(cycle_ref(files.id, cycle).at("metrics", name)) for cycle in files.cycles)


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    is_of_logs=True,
    origin="house",
    page="record.md#wrong",
    why=msg("A slip in a name loses the numbers of a week without anybody noticing."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count}
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value
2026-11-06,call,540
""",
    good="""\
metrics:
  calls: {name: Calls, kind: count}
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value
2026-11-06,calls,540
""",
)
