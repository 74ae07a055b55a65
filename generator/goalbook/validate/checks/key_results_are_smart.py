"""Key results leave no letter of SMART open.

For companies that want a gate: ``smart_gate: warn`` in company.yml tells open letters when goals are checked,
``block`` keeps the site from being published until they are answered. Left out, or ``off``, the questions
stand on the page alone.
Specific, measurable, relevant and time-bound are read from the goal files. Whether a key result is achievable
is for people to agree on and for the log to show, so no gate asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalbook.analyse import smart, smart_letter
from goalbook.analyse.smart_letter import Letter
from goalbook.messages import msg
from goalbook.model.company import Gate
from goalbook.model.handbook import Handbook
from goalbook.model.objective import SmartLetter
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed, AgreedResult
from goalbook.validate.check import Check, Finding

_ASKED: Final = frozenset(SmartLetter) - {SmartLetter.ACHIEVABLE}
"""The letters that goal files alone can answer."""
_SEVERITIES: Final = {Gate.WARN: Severity.WARNING, Gate.BLOCK: Severity.ERROR}


def _find(handbook: Handbook) -> Iterator[Finding]:
    severity = _SEVERITIES.get(handbook.company.smart_gate)
    if severity is None:
        return
    for found in agreed.cycles(handbook):
        for result in agreed.key_results(found):
            yield from _of_result(found, result, severity)


def _of_result(found: Agreed, result: AgreedResult, severity: Severity) -> Iterator[Finding]:
    metric = result.result.metric
    if metric and metric not in found.cycle.metrics:
        return  # an unknown or unreadable metric has a problem of its own
    place = (found.files.id, found.id, result.objective_id, result.id)
    for letter in smart.letters(found.handbook, place):
        if letter.letter in _ASKED and letter.questions:
            yield _finding(result, letter, severity)


def _finding(result: AgreedResult, letter: Letter, severity: Severity) -> Finding:
    return Finding(
        ref=result.ref,
        message=msg(
            'Key result "{key_result}" leaves a question open: {letter}.',
            key_result=result.id,
            letter=smart_letter.NAMES[letter.letter],
        ),
        hint=letter.questions[0],
        severity=severity,
    )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="column",
    page="frame-2-okr-smart.md#smart",
    why=msg("A key result that leaves a letter of SMART open is understood differently by everybody."),
    bad="""\
kgi: contracts
metrics:
  contracts: {name: Contracts, kind: count}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: Six contracts a month, metric: contracts, per: month, target: 6}
# goals/company.yml
name: A company
cycles: {fy2026-h2: 2026-10-01..2027-03-31}
smart_gate: warn
""",
    good="""\
kgi: contracts
metrics:
  contracts: {name: Contracts, kind: count}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: Six contracts a month, metric: contracts, per: month, baseline: 4, target: 6, owner: sato}
# goals/company.yml
name: A company
cycles: {fy2026-h2: 2026-10-01..2027-03-31}
smart_gate: warn
""",
    alias="smart-gate",
)
