"""Key results agree with each other.

Two key results that ask different numbers of one metric over the same time cannot both be meant.
Where a metric and all that makes it up have key results, the parts at their targets must come to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.analyse import consistency, figures
from goalbook.analyse.promises import Contradiction
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import promised
from goalbook.validate.check import Check, Finding
from goalbook.validate.promised import Promised
from goalbook.validate.quoted import quoted


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in promised.promised(handbook):
        for contradiction in consistency.contradictions(found.terms, found.promises):
            yield Finding(
                ref=found.ref(contradiction.promise),
                message=_message(found, contradiction),
                hint=msg("Change one of them, so that all can be met at once."),
            )


def _message(found: Promised, contradiction: Contradiction) -> Message:
    promise, others = contradiction.promise, contradiction.others
    kind = found.terms.cycle.metrics[promise.metric].kind
    values = {
        "metric": promise.metric,
        "target": figures.typed(promise.target, kind),
        "reached": figures.typed(contradiction.reached, kind),
    }
    if others[0].metric == promise.metric:
        return msg(
            'This key result asks {target} of "{metric}" from the whole team, "{other}" over the same time '
            "{reached}.",
            other=others[0].key_result,
            **values,
        )
    return msg(
        'This key result asks {target} of "{metric}" from the whole team; with {others} just met it comes to '
        "{reached}.",
        others=quoted(other.key_result for other in others),
        **values,
    )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="house",
    page="frame-2-okr-smart.md#fit",
    why=msg("Key results that cannot be met at once leave it to chance which of them counts."),
    bad="""\
metrics:
  appointments: {name: Appointments, kind: count, funnel: [asks, appointments]}
  asks: {name: Asks, kind: count}
  rate: {name: Appointment rate, kind: rate, of: appointments / asks}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: 60 appointments a month, metric: appointments, per: month, target: 60}
      kr2: {title: 150 asks a month, metric: asks, per: month, target: 150}
      kr3: {title: An appointment rate of 30 %, metric: rate, target: 30%}
""",
    good="""\
metrics:
  appointments: {name: Appointments, kind: count, funnel: [asks, appointments]}
  asks: {name: Asks, kind: count}
  rate: {name: Appointment rate, kind: rate, of: appointments / asks}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: 60 appointments a month, metric: appointments, per: month, target: 60}
      kr2: {title: 200 asks a month, metric: asks, per: month, target: 200}
      kr3: {title: An appointment rate of 30 %, metric: rate, target: 30%}
""",
)
