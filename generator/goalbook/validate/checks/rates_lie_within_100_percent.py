"""A rate lies between 0 % and 100 %.

A rate is a share of cases. What can exceed 100 %, such as visits per customer, is ``kind: ratio``.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.analyse import figures
from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Form, Kind
from goalbook.problems import Severity
from goalbook.validate import quantities
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for typed in quantities.typed(handbook):
        is_rate = typed.metric.kind is Kind.RATE and typed.quantity.form not in {Form.PLAIN, Form.MONEY}
        value = typed.value
        if is_rate and value is not None and not 0 <= value <= 1:
            yield Finding(
                ref=typed.ref,
                message=msg(
                    'The rate "{metric}" would be {value}; expected 0% to 100%.',
                    metric=typed.name,
                    value=figures.typed(value, Kind.RATE),
                ),
                hint=msg("Correct the number; for what can exceed 100 % write kind: ratio."),
            )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="research",
    page="format.md#numbers",
    why=msg("A share above 1 breaks every interval and every forecast made from it."),
    bad="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals, target: 150%}
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals, target: 15%}
""",
    alias="tree-05",
)
