"""A plan does not lead back to itself.

A formula or a funnel names what a number is made of.
When following the names leads back to the beginning, none of the numbers can be worked out.
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
        for loop in found.tree.loops:
            metric = found.cycle.metrics[loop[0]]
            yield Finding(
                ref=found.metric_ref(loop[0]).at("formula" if metric.formula else "funnel"),
                message=msg(
                    'The plan of "{metric}" leads back to itself: {way}.',
                    metric=loop[0],
                    way=" → ".join((*loop, loop[0])),
                ),
                hint=msg(
                    "Take one of these names out of its formula or funnel; how it is measured belongs in of:."
                ),
            )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-1-process.md#stage-1",
    why=msg("Working back from the KGI must come to an end, at steps somebody can do."),
    bad="""\
metrics:
  revenue: {name: Revenue, kind: amount, formula: contracts × average_deal}
  average_deal: {name: Average deal, kind: ratio, formula: revenue ÷ contracts}
  contracts: {name: Contracts, kind: count}
""",
    good="""\
metrics:
  revenue: {name: Revenue, kind: amount, formula: contracts × average_deal}
  average_deal: {name: Average deal, kind: ratio, of: revenue / contracts}
  contracts: {name: Contracts, kind: count}
""",
    alias="tree-01",
)
