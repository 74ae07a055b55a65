"""An earlier id is used by nothing else.

``was:`` lets rows logged under an earlier id count for the metric.
When another metric has that id, the rows would belong to both.
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
        taken: dict[str, str] = {name: name for name in found.cycle.metrics}
        for name, metric in found.cycle.metrics.items():
            for number, earlier in enumerate(metric.was):
                if (other := taken.setdefault(earlier, name)) != name or earlier == name:
                    yield Finding(
                        ref=found.metric_ref(name).at("was", number),
                        message=msg(
                            'The earlier id "{earlier}" of "{metric}" belongs to "{other}".',
                            earlier=earlier,
                            metric=name,
                            other=other,
                        ),
                        hint=msg("Remove it here, or rename the other metric."),
                    )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#metric",
    why=msg("A row that belongs to two metrics is counted twice."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count}
  sales_calls: {name: Sales calls, kind: count, was: calls}
""",
    good="""\
metrics:
  sales_calls: {name: Sales calls, kind: count, was: calls}
""",
)
