"""What the plan asks for can happen.

A rate that would have to be above 100 %, a part that would have to be negative, a rate of 0 % on the way to a
target: no amount of work reaches such a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalbook.analyse import figures
from goalbook.analyse.plan import PlanSource, Relation
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.model.values import Kind, Operator
from goalbook.problems import Severity
from goalbook.validate import planned
from goalbook.validate.check import Check, Finding
from goalbook.validate.planned import Stretch

_NOISE: Final = 1e-9
_NEVER_NEGATIVE: Final = {Kind.COUNT, Kind.RATE, Kind.RATIO, Kind.DURATION}


def _find(handbook: Handbook) -> Iterator[Finding]:
    told: set[Ref] = set()
    for stretch in planned.stretches(handbook):
        for finding in (*_impossible(stretch), *_unreachable(stretch)):
            if isinstance(finding.ref, Ref) and finding.ref not in told:
                told.add(finding.ref)
                yield finding


def _impossible(stretch: Stretch) -> Iterator[Finding]:
    for name, value in stretch.values.items():
        kind = stretch.agreed.cycle.metrics[name].kind
        is_too_much = kind is Kind.RATE and value.value > 1 + _NOISE
        is_too_little = kind in _NEVER_NEGATIVE and value.value < -_NOISE
        if value.source is PlanSource.DERIVED and (is_too_much or is_too_little):
            yield Finding(
                ref=stretch.agreed.metric_ref(name),
                message=msg(
                    'To reach the plan, "{metric}" would have to be {value}.',
                    metric=name,
                    value=figures.typed(value.value, kind),
                ),
                hint=_hint(is_too_much=is_too_much),
            )


def _hint(*, is_too_much: bool) -> Message:
    if is_too_much:
        return msg("Raise the target of the step before it, or lower the one after it.")
    return msg("Raise the target of the whole, or lower the targets of its other parts.")


def _unreachable(stretch: Stretch) -> Iterator[Finding]:
    for relation in stretch.relations:
        result = stretch.values.get(relation.result)
        if relation.operator is Operator.PRODUCT and result and result.value > 0:
            yield from _zeros(stretch, relation)


def _zeros(stretch: Stretch, relation: Relation) -> Iterator[Finding]:
    for part in relation.parts:
        if stretch.is_typed(part) and stretch.values[part].value == 0:
            yield Finding(
                ref=stretch.agreed.metric_ref(part).at("target"),
                message=msg(
                    'With "{part}" at 0, nothing reaches the target of "{metric}".',
                    part=part,
                    metric=relation.result,
                ),
                hint=msg("Write what you plan with, even when it is small."),
            )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-1-process.md#working-back",
    why=msg("A plan nobody can reach tells nothing when it is missed."),
    bad="""\
metrics:
  contracts: {name: Contracts, kind: count, funnel: [proposals, contracts], target: 6, per: month}
  proposals: {name: Proposals, kind: count, target: 5, per: month}
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
""",
    good="""\
metrics:
  contracts: {name: Contracts, kind: count, funnel: [proposals, contracts], target: 6, per: month}
  proposals: {name: Proposals, kind: count, target: 30, per: month}
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
""",
    alias="infeasible_zero_rate",
)
