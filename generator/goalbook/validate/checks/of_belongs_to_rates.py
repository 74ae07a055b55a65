"""Only rates and ratios are computed from two numbers.

``of:`` says how a rate is computed from what is logged. Any other kind is logged itself.
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
        for name, metric in found.cycle.metrics.items():
            if metric.of is not None and not metric.kind.is_fraction:
                yield Finding(
                    ref=found.metric_ref(name).at("of"),
                    message=msg(
                        '"{metric}" is of kind {kind}, which is logged and not computed.',
                        metric=name,
                        kind=metric.kind.value,
                    ),
                    hint=msg("Write kind: rate (a share of cases) or kind: ratio, or remove of:."),
                )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#metric",
    why=msg("A number that is both logged and computed has two values."),
    bad="""\
metrics:
  win_rate: {name: Win rate, kind: count, of: contracts / proposals}
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
""",
)
