"""Money is typed in the team's currency.

Goalbook converts nothing: ``$400`` in a team that counts in yen would be shown as 400 yen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import cycle_ref
from goalbook.model.values import Form
from goalbook.model.width import narrow
from goalbook.problems import Severity
from goalbook.validate import agreed, quantities
from goalbook.validate.check import Check, Finding

# Several currencies share a sign; each of them may be meant by it.
_SIGNS: Final[Mapping[str, frozenset[str]]] = {
    "円": frozenset({"JPY"}),
    "¥": frozenset({"JPY", "CNY"}),
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "$": frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"}),
}
_SIGN: Final = re.compile(r"[円¥€£$]|[A-Z]{3}")


def _find(handbook: Handbook) -> Iterator[Finding]:
    currencies = {
        cycle_ref(found.files.id, found.id).path: handbook.currency(found.files.id)
        for found in agreed.cycles(handbook)
    }
    for typed in quantities.typed(handbook):
        currency = currencies[typed.ref.path]
        sign = _sign(typed.quantity.text) if typed.quantity.form is Form.MONEY else None
        if sign is not None and currency not in _SIGNS.get(sign, {sign}):
            yield Finding(
                ref=typed.ref,
                message=msg(
                    '"{found}" is not in the team\'s currency, {currency}.',
                    found=typed.quantity.text,
                    currency=currency,
                ),
                hint=msg("Convert the number, or write currency: in team.yml or company.yml."),
            )


def _sign(text: str) -> str | None:
    match = _SIGN.search(narrow(text))
    return match[0] if match else None


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#company",
    why=msg("Nothing is converted: a number in another currency would be shown as so much of the team's."),
    bad="""\
metrics:
  revenue: {name: Revenue, kind: amount, target: $400}
""",
    good="""\
metrics:
  revenue: {name: Revenue, kind: amount, target: ¥60000}
""",
)
