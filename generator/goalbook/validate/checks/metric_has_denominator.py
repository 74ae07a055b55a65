"""Every rate and ratio says what it is a share of.

``of: contracts / proposals`` names both sides.
"Win rate 15 %" is three different numbers: per proposal, per meeting or per appointment.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.analyse import kpi_tree
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.model.metric import Metric
from goalbook.model.values import Operator
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for name, metric in found.cycle.metrics.items():
            is_missing = metric.kind.is_fraction and metric.of is None and not metric.external
            if is_missing and not found.is_left_out(found.metric_ref(name).at("of")):
                yield Finding(
                    ref=found.metric_ref(name),
                    message=msg('Metric "{metric}" has no denominator.', metric=name),
                    hint=_hint(found, metric),
                )


def _hint(found: Agreed, metric: Metric) -> Message:
    if metric.formula and metric.formula.operator is Operator.QUOTIENT:
        return msg('Add "of: {fraction}".', fraction=" / ".join(metric.formula.parts))
    bare = [
        stage for stage in kpi_tree.flat(kpi_tree.stages(found.cycle)) if stage.previous and not stage.rate
    ]
    links = [stage for stage in bare if not stage.parts]
    if len(links) == 1:
        return msg('Add "of: {fraction}".', fraction=f"{links[0].step} / {links[0].previous}")
    return msg('Add "of:" with two metrics that are logged, for example "of: contracts / proposals".')


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-1-process.md#volume-quality",
    why=msg("Without its denominator a rate can be met by counting differently."),
    bad="""\
metrics:
  win_rate: {name: Win rate, kind: rate, target: 15%}
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals, target: 15%}
  contracts: {name: Contracts, kind: count}
  proposals: {name: Proposals, kind: count}
""",
    alias="tree-07",
)
