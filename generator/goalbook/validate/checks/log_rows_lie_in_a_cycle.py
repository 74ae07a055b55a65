"""Every row of the log lies in a cycle of the team.

A row belongs to the cycle that holds its day. A row outside of all of them is kept, but no page shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goalbook.messages import msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.log import LogFile
from goalbook.model.values import Span
from goalbook.problems import Location, Severity
from goalbook.validate import agreed, rows
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for files, log in rows.files(handbook):
        spans = _spans(handbook, files)
        held = log.span()
        if (
            held is not None
            and spans is not None
            and not any(held.first in s and held.last in s for s in spans)
        ):
            yield from _outside(log, spans)


def _spans(handbook: Handbook, files: TeamFiles) -> tuple[Span, ...] | None:
    """Days without a gap in which the team has cycles; None when some of them are not known."""
    spans = [handbook.span(cycle) for cycle in files.cycles]
    known = sorted(span for span in spans if span is not None)
    if len(known) < len(spans) or not agreed.are_all_read(handbook, files):
        return None
    joined: list[Span] = []
    for span in known:
        if joined and (span.first - joined[-1].last).days <= 1:
            span = Span(joined.pop().first, span.last)  # noqa: PLW2901 - one stretch from two cycles
        joined.append(span)
    return tuple(joined)


def _outside(log: LogFile, spans: tuple[Span, ...]) -> Iterator[Finding]:
    found = [(line, row["date"]) for line, row in log.rows() if not _is_held(row["date"], spans)]
    if found:
        line, day = found[0]
        yield Finding(
            ref=Location(log.path, line),
            message=msg(
                "{number} rows lie in no cycle of the team, the first on {day}.", number=len(found), day=day
            )
            if len(found) > 1
            else msg("This row of {day} lies in no cycle of the team.", day=day),
            hint=msg("Correct the day, or add a cycle file for that time."),
        )


def _is_held(day: str, spans: tuple[Span, ...]) -> bool:
    return any(date.fromisoformat(day) in span for span in spans)


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    is_of_logs=True,
    origin="house",
    page="record.md#wrong",
    why=msg("A slip in the year hides a whole month of work."),
    bad="""\
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value
2062-11-06,calls,540
""",
    good="""\
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value
2026-11-06,calls,540
""",
)
