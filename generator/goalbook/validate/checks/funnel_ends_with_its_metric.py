"""A funnel leads to the metric it stands under.

``funnel:`` lists the steps in order.
The last one is the metric itself, every step is a number that is counted, and none comes twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for name, metric in found.cycle.metrics.items():
            if metric.funnel and (told := _told(found, name, metric.funnel)) is not None:
                message, hint = told
                yield Finding(ref=found.metric_ref(name).at("funnel"), message=message, hint=hint)


def _told(found: Agreed, name: str, steps: tuple[str, ...]) -> tuple[Message, Message] | None:
    fixed = msg(
        "Write funnel: [{steps}].", steps=", ".join((*(s for s in dict.fromkeys(steps) if s != name), name))
    )
    if steps[-1] != name:
        message = msg(
            'The funnel of "{metric}" ends with "{step}"; expected "{metric}".', metric=name, step=steps[-1]
        )
        return message, fixed
    if len(steps) == 1:
        return msg('The funnel of "{metric}" has no step before it.', metric=name), msg(
            "Name the steps that lead to it, for example [calls, appointments, {metric}].", metric=name
        )
    if len(set(steps)) < len(steps):
        twice = next(step for step in steps if steps.count(step) > 1)
        return msg('"{step}" comes twice in the funnel of "{metric}".', step=twice, metric=name), fixed
    rates = [
        step for step in steps if step in found.cycle.metrics and found.cycle.metrics[step].kind.is_fraction
    ]
    if rates:
        return msg('"{step}" is a rate; the steps of a funnel are counted.', step=rates[0]), msg(
            "Leave it out: a rate with of: between two steps is found by itself."
        )
    return None


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-1-process.md#stage-2-counts",
    why=msg("The process is read from its first step to its result; a gap at the end hides the result."),
    bad="""\
metrics:
  contracts: {name: Contracts, kind: count, funnel: [calls, appointments]}
  appointments: {name: Appointments, kind: count}
  calls: {name: Calls, kind: count}
""",
    good="""\
metrics:
  contracts: {name: Contracts, kind: count, funnel: [calls, appointments, contracts]}
  appointments: {name: Appointments, kind: count}
  calls: {name: Calls, kind: count}
""",
)
