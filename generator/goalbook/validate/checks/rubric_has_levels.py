"""A rubric has at least two levels.

The levels are written lowest first; the one reached is agreed in a review.
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
            if len(entry.result.rubric) == 1:
                yield Finding(
                    ref=entry.ref.at("rubric"),
                    message=msg('The rubric of "{id}" has one level; expected at least two.', id=entry.id),
                    hint=msg("Say also what stands below it: what is seen when it is not reached yet?"),
                )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="frame-2-okr-smart.md#in-words",
    why=msg("One level cannot show progress."),
    bad="""\
objectives:
  trust:
    title: Name the customer's problem
    key_results:
      kr1: {title: In the customer's own words, rubric: [named], target: 1}
""",
    good="""\
objectives:
  trust:
    title: Name the customer's problem
    key_results:
      kr1: {title: In the customer's own words, rubric: [not asked, asked, said back, named], target: 4}
""",
)
