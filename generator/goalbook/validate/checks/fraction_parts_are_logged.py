"""A rate is computed from numbers that are logged.

Both sides of ``of:`` are counts or amounts.
A rate of rates would be an average of averages, which hides how many cases stand behind it.
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
        metrics = found.cycle.metrics
        for name, metric in metrics.items():
            sides = (metric.of.numerator, metric.of.denominator) if metric.of else ()
            for side in dict.fromkeys(sides):
                if side in metrics and metrics[side].kind.is_fraction:
                    yield Finding(
                        ref=found.metric_ref(name).at("of"),
                        message=msg(
                            '"{metric}" is computed from "{side}", which is itself a rate or ratio.',
                            metric=name,
                            side=side,
                        ),
                        hint=msg("Name the two numbers that are logged."),
                    )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="research",
    page="record.md#counts",
    why=msg("On real hospital data the mean of the rates was 6.8 %, where the true rate was 11.5 %."),
    bad="""\
metrics:
  contract_rate: {name: Contracts per call, kind: rate, of: win_rate / calls}
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
""",
    good="""\
metrics:
  contract_rate: {name: Contracts per call, kind: rate, of: contracts / calls}
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
""",
    alias="tree-07",
)
