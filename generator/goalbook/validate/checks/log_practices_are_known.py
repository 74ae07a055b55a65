"""Every row of the practice log is about a practice of the team.

The column ``practice`` holds an id from ``practices:`` in one of the team's cycle files.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import cycle_ref
from goalbook.problems import Severity
from goalbook.validate import agreed, nearest, rows
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for files, log in rows.files(handbook, "practice"):
        practices = [found for cycle in files.cycles.values() for found in cycle.practices.items()]
        known = {name for practice_id, practice in practices for name in (practice_id, *practice.was)}
        is_known = bool(files.cycles) and agreed.are_all_read(handbook, files)
        places = [cycle_ref(files.id, cycle).at("practices") for cycle in files.cycles]
        strange = frozenset(
            name
            for name in log.names("practice") - known
            if is_known and not any(handbook.is_left_out(place.at(name)) for place in places)
        )
        for name, place in rows.unknown(log, "practice", strange):
            yield Finding(
                ref=place,
                message=msg('The team has no practice "{practice}".', practice=name),
                hint=nearest.hint(name, known, msg("Add it under practices: in the cycle file.")),
            )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    is_of_logs=True,
    origin="house",
    page="frame-3-practice.md#yaml",
    why=msg("Repetitions that belong to no practice are shown nowhere."),
    bad="""\
practices:
  hearing: {wish: A better win rate, steps: {spin: {text: One role play, now: true}}}
# goals/teams/sales-1/log/practice/2026-11-sato.csv
date,member,practice,step,reps
2026-11-10,sato,listening,spin,1
""",
    good="""\
practices:
  hearing: {wish: A better win rate, steps: {spin: {text: One role play, now: true}}}
# goals/teams/sales-1/log/practice/2026-11-sato.csv
date,member,practice,step,reps
2026-11-10,sato,hearing,spin,1
""",
)
