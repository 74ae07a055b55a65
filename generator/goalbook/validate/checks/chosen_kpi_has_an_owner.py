"""Somebody looks after every chosen KPI.

The owner stands under ``kpis:`` or at the metric.
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
        for name, chosen in found.cycle.kpis.items():
            metric = found.cycle.metrics.get(name)
            ref = found.ref.at("kpis", name)
            places = (ref.at("owner"), found.metric_ref(name).at("owner"))
            is_written = any(found.is_left_out(place) for place in places)
            if metric and not (chosen.owner or metric.owner or is_written):
                yield Finding(
                    ref=ref,
                    message=msg('The chosen KPI "{metric}" has no owner.', metric=name),
                    hint=msg("Add owner: with a member."),
                )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="column",
    page="frame-1-process.md#chosen",
    why=msg("A KPI is chosen so that somebody does something about it."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count}
kpis:
  calls: {because: Without calls nothing else can begin.}
""",
    good="""\
metrics:
  calls: {name: Calls, kind: count}
kpis:
  calls: {because: Without calls nothing else can begin., owner: sato}
""",
    alias="tree-09",
)
