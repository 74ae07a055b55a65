"""Key results reach what the plan asks.

A key result may ask less than the plan on purpose, a floor for example. Then ``differs:`` gives the reason,
and its page says what the KGI becomes when only the key result is met.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from goalbook.analyse import consistency, figures
from goalbook.analyse.promises import Fit
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.model.metric import Metric
from goalbook.model.values import Period
from goalbook.problems import Severity
from goalbook.validate import promised
from goalbook.validate.check import Check, Finding
from goalbook.validate.promised import Promised

_PER: Final[Mapping[Period | None, Message]] = {
    None: msg("{number}"),
    Period.DAY: msg("{number} a day"),
    Period.WEEK: msg("{number} a week"),
    Period.MONTH: msg("{number} a month"),
    Period.QUARTER: msg("{number} a quarter"),
    Period.CYCLE: msg("{number} in the cycle"),
}


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in promised.promised(handbook):
        for fit in consistency.fits(found.terms, found.promises):
            if fit.is_below_plan and not fit.has_reason:
                yield _finding(found, fit)


def _finding(found: Promised, fit: Fit) -> Finding:
    metrics, promise = found.terms.cycle.metrics, fit.promise
    kind = metrics[promise.metric].kind
    return Finding(
        ref=found.ref(promise),
        message=_message(metrics, fit),
        hint=msg(
            "Write {plan}, or say under differs: why it is another number.",
            plan=figures.typed(fit.plan_as_written, kind),
        ),
    )


def _message(metrics: Mapping[str, Metric], fit: Fit) -> Message:
    promise = fit.promise
    kind = metrics[promise.metric].kind
    target = _number(figures.typed(promise.target, kind), promise.per)
    if fit.kgi_if is None or fit.kgi_plan is None or promise.metric == fit.kgi:
        return msg(
            'This key result asks {target} of "{metric}"; the plan asks {plan}.',
            target=target,
            metric=promise.metric,
            plan=figures.typed(fit.plan, kind),
        )
    final = metrics[fit.kgi].kind
    return msg(
        'With "{metric}" at {target} and all else as planned, "{kgi}" comes to {reached}; '
        "the plan asks {plan}.",
        metric=promise.metric,
        target=target,
        kgi=fit.kgi,
        reached=_number(figures.typed(fit.kgi_if, final), fit.kgi_per),
        plan=figures.typed(fit.kgi_plan, final),
    )


def _number(number: str, per: Period | None) -> Message:
    message = _PER[per]
    return Message(message.text, {"number": number})


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="house",
    page="frame-2-okr-smart.md#fit",
    why=msg("A team that meets all of its key results should not be surprised by a KGI that was missed."),
    bad="""\
kgi: contracts
metrics:
  contracts: {name: Contracts, kind: count, funnel: [proposals, contracts], target: 6, per: month}
  proposals: {name: Proposals, kind: count}
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals, target: 20%}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: A win rate of 15 % or more, metric: win_rate, target: 15%}
""",
    good="""\
kgi: contracts
metrics:
  contracts: {name: Contracts, kind: count, funnel: [proposals, contracts], target: 6, per: month}
  proposals: {name: Proposals, kind: count}
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals, target: 20%}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: A win rate of 20 % or more, metric: win_rate, target: 20%}
""",
    alias="tree-03",
)
