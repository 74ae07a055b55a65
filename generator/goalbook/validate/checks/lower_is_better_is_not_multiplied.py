"""What should fall is not multiplied into what should rise.

In a product, a part that is better when it falls lowers the result when it improves.
The same holds the other way round. When that is meant, a note at the part says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalbook.analyse import plan
from goalbook.analyse.plan import Relation
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Direction, Operator
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding

_HINTS: Final = {
    Direction.UP: msg("Use its opposite, such as the share that stays; or write note: with the reason."),
    Direction.DOWN: msg(
        "Leave direction: out, then the formula decides; or write note: with the reason, such as that nobody "
        "should save on it."
    ),
}


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        metrics = found.cycle.metrics
        told: set[str] = set()
        for relation in plan.equations(found.cycle):
            whole = metrics[relation.result].direction
            for part in _multiplied(relation):
                metric = metrics[part]
                # What is not written would follow from the KGI's formula.
                side = metric.direction if whole is Direction.UP else metric.direction_
                is_opposed = {whole, side} == {Direction.UP, Direction.DOWN}
                if is_opposed and metric.note is None and part not in told:
                    told.add(part)
                    yield Finding(
                        ref=found.metric_ref(part),
                        message=_message(whole, part=part, metric=relation.result),
                        hint=_HINTS[whole],
                    )


def _message(whole: Direction, *, part: str, metric: str) -> Message:
    if whole is Direction.UP:
        return msg(
            '"{part}" is better when it falls, but "{metric}" rises with it.', part=part, metric=metric
        )
    return msg(
        '"{part}" is better when it rises, but "{metric}" should fall with it.', part=part, metric=metric
    )


def _multiplied(relation: Relation) -> tuple[str, ...]:
    if relation.operator is Operator.PRODUCT:
        return relation.parts
    return relation.parts[:1] if relation.operator is Operator.QUOTIENT else ()


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="research",
    page="format.md#metric",
    why=msg("Two measures that pull against each other make an improvement look like a loss."),
    bad="""\
metrics:
  renewals: {name: Renewals, kind: count, formula: customers × cancel_rate}
  customers: {name: Customers, kind: count}
  cancel_rate: {name: Cancel rate, kind: rate, of: cancels / customers, direction: down}
""",
    good="""\
metrics:
  renewals: {name: Renewals, kind: count, formula: customers × renewal_rate}
  customers: {name: Customers, kind: count}
  renewal_rate: {name: Renewal rate, kind: rate, of: renewals / customers}
""",
    alias="tree-10",
)
