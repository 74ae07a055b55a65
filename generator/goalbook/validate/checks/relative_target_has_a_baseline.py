"""A target that is a change says from where.

``+15%`` and ``+3pt`` need ``baseline:``, or ``baseline_from:`` in a key result.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.metric import Metric
from goalbook.model.ref import Ref
from goalbook.model.targets import Targets
from goalbook.model.values import Form
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for ref, targets in _without_baseline(found):
            for number, step in enumerate(targets.steps):
                if step.value.form in {Form.RELATIVE, Form.POINTS}:
                    yield Finding(
                        ref=ref.at("target", number, "value") if step.since else ref.at("target"),
                        message=msg(
                            '"{found}" is a change, but from where is not written.', found=step.value.text
                        ),
                        hint=msg("Add baseline: with the number it starts from."),
                    )


def _without_baseline(found: Agreed) -> Iterator[tuple[Ref, Targets]]:
    for name, metric in found.cycle.metrics.items():
        if not _has_baseline(found, found.metric_ref(name), metric):
            yield found.metric_ref(name), metric.targets
    for entry in agreed.key_results(found):
        own = entry.result.baseline is not None or entry.result.baseline_from is not None
        measured = found.cycle.metrics.get(entry.result.metric or "")
        is_written = own or found.is_left_out(entry.ref.at("baseline"))
        if measured and entry.result.target and not is_written and measured.baseline is None:
            yield entry.ref, entry.result.target


def _has_baseline(found: Agreed, ref: Ref, metric: Metric) -> bool:
    return metric.baseline is not None or found.is_left_out(ref.at("baseline"))


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-2-okr-smart.md#kr-revenue",
    why=msg('"Sales +15 % on the previous period" is three different numbers until the period is named.'),
    bad="""\
metrics:
  revenue: {name: Revenue, kind: amount}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: Revenue +15 %, metric: revenue, target: +15%}
""",
    good="""\
metrics:
  revenue: {name: Revenue, kind: amount}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: Revenue +15 %, metric: revenue, baseline: 1200万円, target: +15%}
""",
    alias="smart-m1",
)
