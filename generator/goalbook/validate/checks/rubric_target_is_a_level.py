"""The target of a rubric is one of its levels.

``target:`` and ``level:`` count the levels from 1, the lowest.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.model.values import Form
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.agreed import AgreedResult
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for entry in agreed.key_results(found):
            number = len(entry.result.rubric)
            for ref, typed, level in _levels(entry) if number else ():
                if level is None or not 1 <= level <= number:
                    yield Finding(
                        ref=ref,
                        message=msg(
                            '"{found}" is no level of the rubric of "{id}".', found=typed, id=entry.id
                        ),
                        hint=msg("Write a whole number from 1 (lowest) to {number}.", number=number),
                    )


def _levels(entry: AgreedResult) -> Iterator[tuple[Ref, str, int | None]]:
    steps = entry.result.target.steps if entry.result.target else ()
    for number, step in enumerate(steps):
        value = step.value
        is_whole = value.form is Form.PLAIN and value.value.is_integer()
        ref = entry.ref.at("target", number, "value") if step.since else entry.ref.at("target")
        yield ref, value.text, int(value.value) if is_whole else None
    if entry.result.level is not None:
        yield entry.ref.at("level"), str(entry.result.level), entry.result.level


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="frame-2-okr-smart.md#in-words",
    why=msg("A level that is not written cannot be reached."),
    bad="""\
objectives:
  trust:
    title: Name the customer's problem
    key_results:
      kr1: {title: In the customer's own words, rubric: [not asked, asked, said back], target: 4}
""",
    good="""\
objectives:
  trust:
    title: Name the customer's problem
    key_results:
      kr1: {title: In the customer's own words, rubric: [not asked, asked, said back], target: 3}
""",
)
