"""A leading measure is an arrow or a part of the plan, not both.

``supports:`` says that one number moves before another, without arithmetic.
What the plan of a metric is already worked out from does not also support it.
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
        tree = found.tree
        for name, aims in tree.supports.items():
            for aim in aims:
                if name in tree.below(aim):
                    number = found.cycle.metrics[name].supports.index(aim)
                    yield Finding(
                        ref=found.metric_ref(name).at("supports", number),
                        message=msg(
                            'The plan of "{aim}" is worked out from "{metric}" already; an arrow repeats it.',
                            aim=aim,
                            metric=name,
                        ),
                        hint=msg("Remove this arrow, or take the metric out of the formula or funnel."),
                    )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-1-process.md#stage-2-quality",
    why=msg("A shortfall is divided among the parts of the plan; what counted twice would be blamed twice."),
    bad="""\
kgi: contracts
metrics:
  contracts: {name: Contracts, kind: count, funnel: [meetings, contracts]}
  meetings: {name: Meetings, kind: count, supports: contracts}
""",
    good="""\
kgi: contracts
metrics:
  contracts: {name: Contracts, kind: count, funnel: [meetings, contracts]}
  meetings: {name: Meetings, kind: count}
  discovery: {name: Meetings with all questions answered, kind: count, supports: contracts}
""",
    alias="tree-11",
)
