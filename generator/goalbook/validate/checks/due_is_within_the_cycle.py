"""A key result is due within its cycle.

``due:`` is a day from the cycle's first to its last; left out, it is the last.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for entry in agreed.key_results(found):
            due, span = entry.result.due, found.span
            if due is not None and span is not None and due not in span:
                yield Finding(
                    ref=entry.ref.at("due"),
                    message=msg(
                        '"{id}" is due on {day}; expected a day from {first} to {last}.',
                        id=entry.id,
                        day=due,
                        first=span.first,
                        last=span.last,
                    ),
                    hint=msg("Correct the day, or leave the line out: then it is the cycle's last day."),
                )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-2-okr-smart.md#smart",
    why=msg("A goal is kept or missed within its cycle; a later day is never looked at."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count}
objectives:
  trust:
    title: Meet new customers every week
    key_results:
      kr1: {title: 2500 calls, metric: calls, target: 2500, due: 2028-03-31}
""",
    good="""\
metrics:
  calls: {name: Calls, kind: count}
objectives:
  trust:
    title: Meet new customers every week
    key_results:
      kr1: {title: 2500 calls, metric: calls, target: 2500, due: 2027-03-31}
""",
    alias="smart-t1",
)
