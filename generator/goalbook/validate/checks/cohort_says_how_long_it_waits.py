"""A cohort is a rate, and says how long its cases stay open.

``cohort: true`` dates both counts of a rate by the day their case began. Young periods then look worse than
they will end, so a period is judged only ``lag_days`` after its end.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.analyse import cohorts
from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Kind
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        waits = cohorts.wait_days(found.cycle)
        for name, metric in found.cycle.metrics.items():
            if metric.cohort and metric.kind is not Kind.RATE:
                yield Finding(
                    ref=found.metric_ref(name).at("cohort"),
                    message=msg(
                        '"{metric}" is of kind {kind}; only a rate is counted by cohort.',
                        metric=name,
                        kind=metric.kind.value,
                    ),
                    hint=msg("Write cohort: true at the rate of the two counts."),
                )
            elif metric.cohort and not waits.get(name):
                yield Finding(
                    ref=found.metric_ref(name).at("cohort"),
                    message=msg('"{metric}" does not say how long its cases stay open.', metric=name),
                    hint=msg('Add for example "lag_days: 60": a month is judged 60 days after its end.'),
                )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="research",
    page="format.md#metric",
    why=msg("Before its cases are closed a young month looks worse than it will end."),
    bad="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: won / begun, cohort: true}
  won: {name: Won, kind: count}
  begun: {name: Begun, kind: count}
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: won / begun, cohort: true, lag_days: 60}
  won: {name: Won, kind: count}
  begun: {name: Begun, kind: count}
""",
)
