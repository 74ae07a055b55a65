"""A number is written as its metric's kind needs it.

Percentages belong to rates and ratios, percentage points to rates, money to amounts, ratios and levels.
A change such as ``+15%`` is a target; a baseline is the number itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Form, Kind
from goalbook.problems import Severity
from goalbook.validate import quantities
from goalbook.validate.check import Check, Finding
from goalbook.validate.quantities import Typed


def _find(handbook: Handbook) -> Iterator[Finding]:
    for typed in quantities.typed(handbook):
        if (told := _told(typed)) is not None:
            message, hint = told
            yield Finding(ref=typed.ref, message=message, hint=hint)


def _told(typed: Typed) -> tuple[Message, Message] | None:
    form, kind = typed.quantity.form, typed.metric.kind
    names = {"found": typed.quantity.text, "metric": typed.name}
    if form in {Form.RELATIVE, Form.POINTS} and not typed.is_target:
        return msg('"{found}" is a change; expected the number itself.', **names), msg(
            "Write the number without + or -."
        )
    if form is Form.PERCENT and kind not in {Kind.RATE, Kind.RATIO}:
        return msg('"{found}" is a percentage, but "{metric}" is not a rate.', **names), msg(
            "Write the number itself, or +{found} for a change from the baseline.", found=typed.quantity.text
        )
    if form is Form.POINTS and kind is not Kind.RATE:
        return msg('"{found}" are percentage points, but "{metric}" is not a rate.', **names), msg(
            "Write the number itself, or a change such as +15%."
        )
    if form is Form.MONEY and kind not in {Kind.AMOUNT, Kind.RATIO, Kind.LEVEL, Kind.RATE}:
        return msg('"{found}" is money, but "{metric}" is not an amount.', **names), msg(
            "Write the number alone, or kind: amount."
        )
    return None


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#numbers",
    why=msg("15 % of a count and 15 cases are both possible; only one of them was meant."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count, baseline: "2,200", target: 15%}
""",
    good="""\
metrics:
  calls: {name: Calls, kind: count, baseline: "2,200", target: +15%}
""",
    alias="tree-05",
)
