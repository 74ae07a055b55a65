"""Rates are never added up or averaged.

Over weeks and members a rate is the sum of its numerators over the sum of its denominators.
Nothing else is computed that way, so ``aggregate:`` is left out for rates and ratios.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Aggregate
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for name, metric in found.cycle.metrics.items():
            if metric.kind.is_fraction != (metric.aggregate is Aggregate.RATIO):
                yield Finding(
                    ref=found.metric_ref(name).at("aggregate"),
                    message=msg(
                        '"{metric}" is of kind {kind}; it cannot be put together by {aggregate}.',
                        metric=name,
                        kind=metric.kind.value,
                        aggregate=metric.aggregate.value,
                    ),
                    hint=msg("Remove the line."),
                )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="research",
    page="format.md#metric",
    why=msg("The mean of 50 % of two cases and 30 % of a hundred is not 40 %."),
    bad="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals, aggregate: mean}
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
""",
)
