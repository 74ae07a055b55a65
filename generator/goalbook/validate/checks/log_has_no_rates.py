"""Rates are computed, not logged.

The log holds the two numbers that ``of:`` names; rates and ratios follow from them.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.problems import Severity
from goalbook.validate import rows
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for files, log, names in rows.named(handbook):
        metrics = [
            (name, metric) for cycle in files.cycles.values() for name, metric in cycle.metrics.items()
        ]
        logged = {name for name, metric in metrics if not metric.kind.is_fraction}
        computed = {name for name, metric in metrics if metric.kind.is_fraction} - logged
        for name, place in rows.unknown(log, "metric", names & computed):
            yield Finding(
                ref=place,
                message=msg('"{metric}" is a rate or ratio, which is computed and not logged.', metric=name),
                hint=_hint(files, name),
            )


def _hint(files: TeamFiles, name: str) -> Message:
    fractions = (cycle.metrics[name].of for cycle in files.cycles.values() if name in cycle.metrics)
    fraction = next((found for found in fractions if found is not None), None)
    if fraction is None:
        return msg("Log the two numbers it is computed from.")
    return msg(
        "Log {numerator} and {denominator} instead.",
        numerator=fraction.numerator,
        denominator=fraction.denominator,
    )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    is_of_logs=True,
    origin="research",
    page="record.md#counts",
    why=msg(
        "From two counts every week's and every member's rate can be put together; from rates it cannot."
    ),
    bad="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
  contracts: {name: Contracts, kind: count}
  proposals: {name: Proposals, kind: count}
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value
2026-11-06,win_rate,0.2
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
  contracts: {name: Contracts, kind: count}
  proposals: {name: Proposals, kind: count}
# goals/teams/sales-1/log/progress/2026-11-sato.csv
date,metric,value
2026-11-06,contracts,1
2026-11-06,proposals,5
""",
)
