"""Volume and quality are steered together.

Where a chosen KPI belongs to a funnel, the chosen KPIs and key results hold at least one count and one rate.
Volume alone invites careless calls, quality alone invites few of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.analyse import chosen
from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        balance = chosen.balance(found.cycle)
        if balance.in_funnel and not balance.volumes:
            yield Finding(
                ref=found.ref.at("kpis"),
                message=msg(
                    "The chosen KPIs and key results hold rates only; expected one volume beside them."
                ),
                hint=msg("Choose a count of the same step too, for example {names}.", names=balance.missing),
            )
        elif balance.in_funnel and not balance.qualities:
            yield Finding(
                ref=found.ref.at("kpis"),
                message=msg(
                    "The chosen KPIs and key results hold volumes only; expected one rate beside them."
                ),
                hint=msg("Choose a rate of the same step too, for example {names}.", names=balance.missing),
            )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="column",
    page="frame-1-process.md#volume-quality",
    why=msg("The method sets KPIs on both sides of a step: how many, and how well."),
    bad="""\
metrics:
  appointments: {name: Appointments, kind: count, funnel: [asks, appointments]}
  asks: {name: Asks, kind: count}
  appointment_rate: {name: Appointment rate, kind: rate, of: appointments / asks}
kpis:
  asks: {because: More asks make more appointments.}
""",
    good="""\
metrics:
  appointments: {name: Appointments, kind: count, funnel: [asks, appointments]}
  asks: {name: Asks, kind: count}
  appointment_rate: {name: Appointment rate, kind: rate, of: appointments / asks}
kpis:
  asks: {because: More asks make more appointments.}
  appointment_rate: {because: An ask that is prepared is worth two.}
""",
    alias="tree-08",
)
