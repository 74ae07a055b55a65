"""A planned funnel gets narrower from step to step.

In the plan no step has more cases than the one before it. Counted within one month it may happen that more
meetings are held than were agreed in that month; planned it should not be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalbook.analyse import figures
from goalbook.analyse.kpi_tree import Stage
from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.model.values import Kind
from goalbook.problems import Severity
from goalbook.validate import planned
from goalbook.validate.check import Check, Finding
from goalbook.validate.planned import Stretch

_NOISE: Final = 1e-9


def _find(handbook: Handbook) -> Iterator[Finding]:
    told: set[Ref] = set()
    for stretch in planned.stretches(handbook):
        for stage in stretch.links:
            # A link with a declared rate is judged by that rate.
            finding = _widening(stretch, stage) if stage.previous and not stage.rate else None
            if finding and isinstance(finding.ref, Ref) and finding.ref not in told:
                told.add(finding.ref)
                yield finding


def _widening(stretch: Stretch, stage: Stage) -> Finding | None:
    before, after = stretch.values.get(stage.previous or ""), stretch.values.get(stage.step)
    if before is None or after is None or before.per is None or after.per is None:
        return None
    factor = stretch.scales.factor(after.per, before.per)
    if factor is None or after.value * factor <= before.value * (1 + _NOISE):
        return None
    return Finding(
        ref=stretch.agreed.metric_ref(stage.step),
        message=msg(
            'The plan has more of "{step}" ({after}) than of "{previous}" before it ({before}).',
            step=stage.step,
            after=figures.typed(after.value * factor, Kind.COUNT),
            previous=stage.previous or "",
            before=figures.typed(before.value, Kind.COUNT),
        ),
        hint=msg("Check the order of the funnel, or declare the rate between the two as kind: ratio."),
    )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="column",
    page="frame-1-process.md#stage-2-counts",
    why=msg("A step that grows out of a smaller one is usually a target in the wrong line."),
    bad="""\
metrics:
  meetings: {name: Meetings, kind: count, funnel: [appointments, meetings], target: 60, per: month}
  appointments: {name: Appointments, kind: count, target: 48, per: month}
""",
    good="""\
metrics:
  meetings: {name: Meetings, kind: count, funnel: [appointments, meetings], target: 48, per: month}
  appointments: {name: Appointments, kind: count, target: 60, per: month}
""",
    alias="tree-06",
)
