"""The units of a formula combine to the unit of its result.

Contracts times yen per contract are yen.
A product whose units do not work out multiplies the wrong numbers; a sum needs one unit throughout.
What has no unit is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.analyse import units
from goalbook.analyse.units import Clash
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for clash in units.clashes(found.cycle, handbook.currency(found.files.id)):
            message, hint = _told(clash)
            yield Finding(ref=found.metric_ref(clash.metric).at(clash.field), message=message, hint=hint)


def _told(clash: Clash) -> tuple[Message, Message]:
    names = {"metric": clash.metric, "expected": str(clash.expected), "found": str(clash.found)}
    if clash.field == "unit" and clash.expected == units.ONE:
        return msg('"{metric}" has the unit {found}; a rate has none.', **names), msg("Leave the unit out.")
    if clash.field == "unit":
        message = msg('"{metric}" has the unit {found}; its fraction gives {expected}.', **names)
        return message, msg("Write unit: {expected}, or leave the unit out.", expected=names["expected"])
    if clash.part is not None:
        message = msg(
            '"{part}" is in {found}, and "{metric}" in {expected}; what is added up has one unit.',
            part=clash.part,
            **names,
        )
        return message, msg("Correct a unit: or a kind:, or take the name out of the formula.")
    message = msg('The formula of "{metric}" gives {found}; expected {expected}.', **names)
    return message, msg("Multiply a number by its price or rate, for example contracts × average_deal.")


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="research",
    page="format.md#metric",
    why=msg("A formula that multiplies the wrong numbers shows in its units before it shows in the results."),
    bad="""\
metrics:
  revenue: {name: Revenue, kind: amount, formula: contracts × calls}
  contracts: {name: Contracts, kind: count}
  calls: {name: Calls, kind: count}
""",
    good="""\
metrics:
  revenue: {name: Revenue, kind: amount, formula: contracts × average_deal}
  contracts: {name: Contracts, kind: count}
  average_deal: {name: Average deal, kind: ratio, of: revenue / contracts}
""",
    alias="tree-02",
)
