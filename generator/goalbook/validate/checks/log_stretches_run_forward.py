"""A row that speaks of several days begins before it ends.

``from`` is the first day of the stretch, ``date`` the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.log import LogFile
from goalbook.problems import Location, Severity
from goalbook.validate import rows
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for _, log in rows.files(handbook, "progress"):
        if "from" in log.columns:
            for row, first, last in islice(_backward(log), rows.MOST):
                yield Finding(
                    ref=Location(log.path, log.line(row)),
                    message=msg(
                        "The row begins on {first} and ends on {last}, before it.", first=first, last=last
                    ),
                    hint=msg("Write the first day under from and the last one under date."),
                )


def _backward(log: LogFile) -> Iterator[tuple[int, str, str]]:
    """Row from 0, first and last day where the first comes later; both are ISO days, which sort as text."""
    before = rb"[^,\n]*," * (log.columns.index("from") - 1)
    for match in re.finditer(rb"(?m)^([0-9-]+)," + before + rb"([0-9-]+)(?=,|$)", log.data):
        last, first = match[1], match[2]
        if first > last:
            yield log.data.count(b"\n", 0, match.start()), first.decode(), last.decode()


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    is_of_logs=True,
    origin="house",
    page="record.md#file",
    why=msg("A stretch that ends before it begins has no days, and one of its two days is a slip."),
    bad="""\
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value,from
2026-11-06,calls,540,2026-11-30
""",
    good="""\
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value,from
2026-11-06,calls,540,2026-11-02
""",
)
