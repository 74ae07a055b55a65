"""A target that moves while the cycle runs keeps its old value.

The old value stays in force up to the day of the change: a dated series holds both, and the reason. Compared
with what was agreed before: the commit at which a proposal leaves the default branch, else the last commit.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.history import series
from goalbook.history.compared import Compared
from goalbook.history.suggestion import targets_of
from goalbook.messages import msg
from goalbook.model.ref import cycle_ref
from goalbook.model.values import Quantity
from goalbook.problems import Severity
from goalbook.validate.check import Check, Finding, nothing


def _compare(compared: Compared) -> Iterator[Finding]:
    for change in compared.changes:
        day, span = compared.day(change), compared.new.span(change.cycle)
        if change.kind != "target-moved" or change.since is not None or day is None or span is None:
            continue
        if not isinstance(change.old, Quantity) or not isinstance(change.new, Quantity):
            continue
        old, new = (targets_of(book, change) for book in (compared.old, compared.new))
        steps = series.moved(old, new, span, day, "...") if old and new else ()
        yield Finding(
            ref=cycle_ref(change.team, change.cycle).at(*change.ref.keys),
            message=msg(
                "The target moved from {old} to {new} while the cycle runs; its old value is gone.",
                old=change.old.text,
                new=change.new.text,
            ),
            hint=msg("Write both with days and the reason: [{steps}]", steps=", ".join(steps)),
        )


CHECK = Check(
    find=nothing,
    compare=_compare,
    severity=Severity.ERROR,
    may_be_accepted=True,  # a slip of the pen was never in force
    origin="house",
    why=msg("Months that are over are scored by the target they had; overwritten, nobody can tell any more."),
    before="""\
metrics:
  win_rate:
    name: Win rate
    kind: rate
    of: contracts / proposals
    target: 20%
""",
    bad="""\
metrics:
  win_rate:
    name: Win rate
    kind: rate
    of: contracts / proposals
    target: 16%  # it was 20% until yesterday
""",
    good="""\
metrics:
  win_rate:
    name: Win rate
    kind: rate
    of: contracts / proposals
    target:
      - {from: 2026-10-01, value: 20%}
      - {from: 2026-12-01, value: 16%, why: We now propose to companies that do not know us.}
""",
)
