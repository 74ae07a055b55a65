"""Every name of a metric stands under metrics.

Formulas, funnels, fractions, arrows, chosen KPIs, key results, practices and actions point at metrics by
their id.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.metric import Metric
from goalbook.model.ref import Ref, review_ref
from goalbook.problems import Severity
from goalbook.validate import agreed, nearest
from goalbook.validate.agreed import Agreed
from goalbook.validate.check import Check, Finding

_Named = Iterator[tuple[Ref, str]]


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for ref, name in (*_by_tree(found), *_by_goals(found)):
            if not found.is_written(name):
                yield Finding(
                    ref=ref,
                    message=msg('There is no metric "{metric}" in this file.', metric=name),
                    hint=_hint(found, name),
                )
    for files in handbook.teams.values():
        if agreed.are_all_read(handbook, files):
            yield from _by_reviews(files)


def _by_reviews(files: TeamFiles) -> Iterator[Finding]:
    known = {name for cycle in files.cycles.values() for name in (*cycle.metrics, *cycle.renames)}
    is_whole = not any(cycle.left_out for cycle in files.cycles.values())
    for review_name, review in files.reviews.items():
        for action_name, action in review.actions.items():
            if is_whole and action.metric is not None and action.metric not in known:
                yield Finding(
                    ref=review_ref(files.id, review_name).at("actions", action_name, "metric"),
                    message=msg('No cycle of the team has a metric "{metric}".', metric=action.metric),
                    hint=nearest.hint(action.metric, known, msg("Remove the line.")),
                )


def _hint(found: Agreed, name: str) -> Message:
    if (today := found.cycle.renames.get(name)) is not None:
        return msg('It is called "{name}" now.', name=today)
    return nearest.hint(name, found.cycle.metrics, msg("Add it under metrics:, with a name and a kind."))


def _by_tree(found: Agreed) -> _Named:
    if found.cycle.kgi is not None:
        yield found.ref.at("kgi"), found.cycle.kgi
    for name, metric in found.cycle.metrics.items():
        yield from _by_metric(found.metric_ref(name), metric)


def _by_goals(found: Agreed) -> _Named:
    cycle, ref = found.cycle, found.ref
    for name in cycle.kpis:
        yield ref.at("kpis", name), name
    for entry in agreed.key_results(found):
        if entry.result.metric is not None:
            yield entry.ref.at("metric"), entry.result.metric
    for name, practice in cycle.practices.items():
        if practice.metric is not None:
            yield ref.at("practices", name, "metric"), practice.metric
    for number, change in enumerate(cycle.changes):
        yield ref.at("changes", number, "what"), change.what


def _by_metric(ref: Ref, metric: Metric) -> _Named:
    for part in metric.formula.parts if metric.formula else ():
        yield ref.at("formula"), part
    for number, step in enumerate(metric.funnel):
        yield ref.at("funnel", number), step
    if metric.of is not None:
        yield ref.at("of"), metric.of.numerator
        yield ref.at("of"), metric.of.denominator
    for number, aim in enumerate(metric.supports):
        yield ref.at("supports", number), aim


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="format.md#metric",
    why=msg("A name that leads nowhere breaks the chain from a key result to the KGI."),
    bad="""\
kgi: revenue
metrics:
  revenue: {name: Revenue, kind: amount, formula: contract × average_deal}
  contracts: {name: Contracts, kind: count}
  average_deal: {name: Average deal, kind: ratio, of: revenue / contracts}
""",
    good="""\
kgi: revenue
metrics:
  revenue: {name: Revenue, kind: amount, formula: contracts × average_deal}
  contracts: {name: Contracts, kind: count}
  average_deal: {name: Average deal, kind: ratio, of: revenue / contracts}
""",
    alias="tree-01",
)
