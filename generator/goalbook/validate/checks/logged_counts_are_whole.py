"""A logged count is a whole number of cases.

Negative and fractional counts add up wrongly in rates, intervals and forecasts.
An empty value says that nothing was reported, ``0`` that nothing happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.log import LogFile
from goalbook.model.values import Kind
from goalbook.problems import Location, Severity
from goalbook.validate import rows
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for files, log, names in rows.named(handbook):
        if b",-" not in log.data and b"." not in log.data:
            continue
        counts = _counts(files) & names
        found = _pattern(log, counts).search(log.data) if counts else None
        if found is not None:
            line = log.line(log.data.count(b"\n", 0, found.start()))
            yield Finding(
                ref=Location(log.path, line),
                message=msg(
                    '"{found}" for the count "{metric}" is not a whole number of cases.',
                    found=found["value"].decode(),
                    metric=found["metric"].decode(),
                ),
                hint=msg("Write 0 or a whole number; for other numbers use kind: amount."),
            )


def _counts(files: TeamFiles) -> frozenset[str]:
    metrics = [
        (name, metric.kind) for cycle in files.cycles.values() for name, metric in cycle.metrics.items()
    ]
    others = {name for name, kind in metrics if kind is not Kind.COUNT}
    return frozenset(name for name, _ in metrics if name not in others)


def _pattern(log: LogFile, counts: frozenset[str]) -> re.Pattern[bytes]:
    """A row whose value is negative or has decimals other than 0; the fields are proven already."""
    fields = {
        "metric": f"(?P<metric>{'|'.join(sorted(counts))})",
        "value": r"(?P<value>-[0-9.]+|[0-9]+\.[0-9]*[1-9][0-9]*)",
    }
    last = max(log.columns.index("metric"), log.columns.index("value"))
    return re.compile(
        (
            "(?m)^"
            + ",".join(fields.get(column, r"[^,\n]*") for column in log.columns[: last + 1])
            + r"(?=,|$)"
        ).encode()
    )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    is_of_logs=True,
    origin="research",
    page="record.md#counts",
    why=msg("A share of cases can only be judged when the cases were counted one by one."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count}
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value
2026-11-06,calls,-3
""",
    good="""\
metrics:
  calls: {name: Calls, kind: count}
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value
2026-11-06,calls,3
""",
    alias="tree-05",
)
