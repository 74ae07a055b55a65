"""The cycle a baseline comes from is an earlier one with the same metric.

``baseline_from:`` takes what that cycle ended with.
The metric must stand in that file, under the same id or under one that ``was:`` names.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import cycle_ref
from goalbook.problems import Severity
from goalbook.validate import agreed, nearest
from goalbook.validate.agreed import Agreed, AgreedResult
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for entry in agreed.key_results(found):
            source = entry.result.baseline_from
            if source is None or found.is_left_out(cycle_ref(found.files.id, source)):
                continue
            if (told := _told(found, entry, source)) is not None:
                message, hint = told
                yield Finding(ref=entry.ref.at("baseline_from"), message=message, hint=hint)


def _told(found: Agreed, entry: AgreedResult, source: str) -> tuple[Message, Message] | None:
    earlier = _earlier(found)
    if source not in found.files.cycles:
        hint = nearest.hint(source, earlier, msg("Write baseline: with the number instead."))
        return msg('The team has no cycle "{cycle}".', cycle=source), hint
    if source not in earlier and found.handbook.span(source) is not None:
        hint = nearest.hint(source, earlier, msg("Write baseline: with the number instead."))
        return msg('The cycle "{cycle}" is not an earlier one.', cycle=source), hint
    name = entry.result.metric
    metric = found.cycle.metrics.get(name or "")
    ids = {name, *metric.was} if metric else set()
    if metric and ids.isdisjoint(found.files.cycles[source].metrics):
        hint = msg("Write baseline: with the number instead, or name the earlier id with was:.")
        return msg('The cycle "{cycle}" has no metric "{metric}".', cycle=source, metric=name or ""), hint
    return None


def _earlier(found: Agreed) -> tuple[str, ...]:
    names = tuple(found.files.cycles)
    return names[: names.index(found.id)]


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#key-result",
    why=msg('"+15 % on last time" means something only when last time was counted the same way.'),
    bad="""\
metrics:
  revenue: {name: Revenue, kind: amount}
objectives:
  trust:
    title: Grow
    key_results:
      kr1: {title: Revenue +15 %, metric: revenue, baseline_from: fy2025-h1, target: +15%}
""",
    good="""\
metrics:
  revenue: {name: Revenue, kind: amount}
objectives:
  trust:
    title: Grow
    key_results:
      kr1: {title: Revenue +15 %, metric: revenue, baseline: "2,000,000", target: +15%}
""",
)
