"""A target that moves says why.

In a dated series every step after the first carries ``why:``.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.model.targets import Targets
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for ref, targets in _series(found):
            for number, step in enumerate(targets.steps[1:], start=1):
                if step.why is None and step.since is not None:
                    yield Finding(
                        ref=ref.at("target", number),
                        message=msg("The target moves on {day} without a reason.", day=step.since),
                        hint=msg("Add why: with what changed."),
                    )


def _series(found: Agreed) -> Iterator[tuple[Ref, Targets]]:
    for name, metric in found.cycle.metrics.items():
        yield found.metric_ref(name), metric.targets
    for entry in agreed.key_results(found):
        if entry.result.target is not None:
            yield entry.ref, entry.result.target


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="house",
    page="propose.md#dated-target",
    why=msg("Half a year later the number is still there and the reason is forgotten."),
    bad="""\
metrics:
  win_rate:
    name: Win rate
    kind: rate
    of: contracts / proposals
    target:
      - {from: 2026-10-01, value: 20%}
      - {from: 2026-12-01, value: 16%}
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
