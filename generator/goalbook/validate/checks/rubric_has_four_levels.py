"""A rubric has four levels.

The lowest says what is seen today, the highest what nobody expects yet; the two between show progress.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalbook.analyse import threshold_checklist
from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding

_ALONE: Final = 1
"""One level alone is an error of its own."""


def _find(handbook: Handbook) -> Iterator[Finding]:
    wanted = threshold_checklist.RUBRIC_LEVELS.value
    for found in agreed.cycles(handbook):
        for entry in agreed.key_results(found):
            if _ALONE < len(entry.result.rubric) < wanted:
                yield Finding(
                    ref=entry.ref.at("rubric"),
                    message=msg(
                        'The rubric of "{id}" has {number} levels; {wanted} show progress on the way.',
                        id=entry.id,
                        number=len(entry.result.rubric),
                        wanted=wanted,
                    ),
                    hint=msg("Say what is seen between the levels, or before the first."),
                )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="house",
    page="frame-2-okr-smart.md#in-words",
    why=msg("With few levels a team stays on one of them for the whole cycle, whatever it does."),
    bad="""\
objectives:
  trust:
    title: Name the customer's problem
    key_results:
      kr1: {title: In the customer's own words, rubric: [not asked, named], target: 2}
""",
    good="""\
objectives:
  trust:
    title: Name the customer's problem
    key_results:
      kr1: {title: In the customer's own words, rubric: [not asked, asked, said back, named], target: 4}
""",
)
