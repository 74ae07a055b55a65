"""A rate is written with a percent sign.

``20%``, never ``20`` or ``0.2``: without the sign nobody can tell a fifth from twenty.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Form, Kind
from goalbook.problems import Severity
from goalbook.validate import quantities
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for typed in quantities.typed(handbook):
        if typed.metric.kind is Kind.RATE and typed.quantity.form in {Form.PLAIN, Form.MONEY}:
            value = typed.quantity.value
            number = value * 100 if 0 < value < 1 else value
            yield Finding(
                ref=typed.ref,
                message=msg(
                    '"{found}" for the rate "{metric}" has no percent sign.',
                    found=typed.quantity.text,
                    metric=typed.name,
                ),
                hint=msg("Write {number}%.", number=f"{number:.10g}"),
            )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#numbers",
    why=msg("15 and 0.15 both occur in spreadsheets; a sign costs nothing and leaves no doubt."),
    bad="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals, target: 20}
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals, target: 20%}
""",
    alias="tree-05",
)
