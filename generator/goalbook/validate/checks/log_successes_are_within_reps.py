"""No more repetitions succeed than were done.

``reps`` counts the tries of a day, ``succeeded`` those of them that went as the step says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.log import LogFile
from goalbook.problems import Location, Severity
from goalbook.validate import rows
from goalbook.validate.check import Check, Finding

_COLUMNS: Final = ("reps", "succeeded")


def _find(handbook: Handbook) -> Iterator[Finding]:
    for _, log in rows.files(handbook, "practice"):
        if all(column in log.columns for column in _COLUMNS):
            for row, reps, succeeded in _beyond(log):
                yield Finding(
                    ref=Location(log.path, log.line(row)),
                    message=msg(
                        "{succeeded} of {reps} repetitions cannot have succeeded.",
                        succeeded=succeeded,
                        reps=reps,
                    ),
                    hint=msg("Write all tries under reps, and under succeeded those that went well."),
                )


def _beyond(log: LogFile) -> Iterator[tuple[int, int, int]]:
    """Row from 0, repetitions and successes where there are more of the latter."""
    for match in _pattern(log.columns).finditer(log.data):
        reps, succeeded = int(match["reps"]), int(match["succeeded"])
        if succeeded > reps:
            yield log.data.count(b"\n", 0, match.start()), reps, succeeded


def _pattern(columns: tuple[str, ...]) -> re.Pattern[bytes]:
    """A row that has both numbers; the fields are proven already."""
    last = max(columns.index(column) for column in _COLUMNS)
    fields = [f"(?P<{name}>[0-9]+)" if name in _COLUMNS else r"[^,\n]*" for name in columns[: last + 1]]
    return re.compile(f"(?m)^{','.join(fields)}(?=,|$)".encode())


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    is_of_logs=True,
    origin="house",
    page="frame-3-practice.md#yaml",
    why=msg("A share above one hundred per cent says nothing about how hard the step is."),
    bad="""\
practices:
  hearing: {wish: A better win rate, steps: {spin: {text: One role play, now: true}}}
# goals/teams/sales-1/log/practice/2026-11-sato.csv
date,member,practice,step,reps,succeeded
2026-11-10,sato,hearing,spin,3,5
""",
    good="""\
practices:
  hearing: {wish: A better win rate, steps: {spin: {text: One role play, now: true}}}
# goals/teams/sales-1/log/practice/2026-11-sato.csv
date,member,practice,step,reps,succeeded
2026-11-10,sato,hearing,spin,5,3
""",
)
