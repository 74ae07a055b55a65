"""The target of a count is a whole number of cases.

A negative number is an error.
A fraction is only warned of: 2.5 calls a day can be meant, half a contract hardly.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Form, Kind
from goalbook.problems import Severity
from goalbook.validate import quantities
from goalbook.validate.check import Check, Finding
from goalbook.validate.quantities import Typed


def _find(handbook: Handbook) -> Iterator[Finding]:
    for typed in quantities.typed(handbook):
        if typed.metric.kind is Kind.COUNT and typed.quantity.form is Form.PLAIN:
            yield from _judged(typed)


def _judged(typed: Typed) -> Iterator[Finding]:
    names = {"found": typed.quantity.text, "metric": typed.name}
    if typed.quantity.value < 0:
        yield Finding(
            ref=typed.ref,
            message=msg('"{found}" for the count "{metric}" is below 0.', **names),
            hint=msg("Write how many cases, for example 30."),
        )
    elif typed.is_target and not typed.quantity.value.is_integer():
        yield Finding(
            ref=typed.ref,
            message=msg('"{found}" for the count "{metric}" is not a whole number.', **names),
            hint=msg("Write a whole number, or a longer period with per:."),
            severity=Severity.WARNING,
        )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="research",
    page="format.md#numbers",
    why=msg("Cases are counted one by one; a target in fractions is often a rate in the wrong line."),
    bad="""\
metrics:
  contracts: {name: Contracts, kind: count, target: -6}
""",
    good="""\
metrics:
  contracts: {name: Contracts, kind: count, target: 6}
""",
    alias="tree-05",
)
