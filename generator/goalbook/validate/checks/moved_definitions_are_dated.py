"""A definition that changes while the cycle runs is written down.

What a number means from which day on, and why, stands under `changes:`. Compared with what was agreed before:
the commit at which a proposal leaves the default branch, else the last commit.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.history.compare import kinds
from goalbook.history.compared import Compared
from goalbook.messages import msg
from goalbook.model.ref import cycle_ref
from goalbook.problems import Severity
from goalbook.validate.check import Check, Finding, nothing


def _compare(compared: Compared) -> Iterator[Finding]:
    definitions = {entry.key for entry in kinds() if entry.value.is_definition}
    for change in compared.changes:
        day = compared.day(change)
        if change.kind not in definitions or change.since is not None or day is None or len(change.ids) != 1:
            continue
        [name] = change.ids
        yield Finding(
            ref=cycle_ref(change.team, change.cycle).at(*change.ref.keys),
            message=msg(
                'What "{name}" means changed while the cycle runs, and no entry under changes: says so.',
                name=name,
            ),
            hint=msg("Add under changes: {entry}", entry=f"- {{date: {day}, what: {name}, why: ...}}"),
        )


CHECK = Check(
    find=nothing,
    compare=_compare,
    severity=Severity.ERROR,
    may_be_accepted=True,  # a slip of the pen was never in force
    origin="house",
    why=msg("Two months under one name that were counted differently cannot be compared."),
    before="""\
metrics:
  win_rate:
    name: Win rate
    kind: rate
    of: contracts / proposals
""",
    bad="""\
metrics:
  win_rate:
    name: Win rate
    kind: rate
    of: contracts / meetings  # it was contracts / proposals until yesterday
""",
    good="""\
metrics:
  win_rate:
    name: Win rate
    kind: rate
    of: contracts / meetings
changes:
  - {date: 2026-12-01, what: win_rate, why: Proposals are no longer written for small orders.}
""",
)
