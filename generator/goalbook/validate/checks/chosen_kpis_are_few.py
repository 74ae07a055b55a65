"""A team steers by few KPIs.

Every number may stand under ``metrics:``; the few under ``kpis:`` are the ones that are steered by.
The limit is ``limits: kpis_per_team`` in company.yml, 5 when nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    limit = handbook.company.limits.kpis_per_team
    for found in agreed.cycles(handbook):
        if len(found.cycle.kpis) > limit:
            yield Finding(
                ref=found.ref.at("kpis"),
                message=msg(
                    "{number} KPIs are chosen; expected at most {limit}.",
                    number=len(found.cycle.kpis),
                    limit=limit,
                ),
                hint=msg("Keep those where the impact is largest; the others stay under metrics:."),
            )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="column",
    page="checklist.md#focus",
    why=msg("Many KPIs at a time mean that none of them decides what is done today."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count, owner: sato}
  asks: {name: Asks, kind: count, owner: sato}
  visits: {name: Visits, kind: count, owner: sato}
  meetings: {name: Meetings, kind: count, owner: sato}
  proposals: {name: Proposals, kind: count, owner: sato}
  contracts: {name: Contracts, kind: count, owner: sato}
kpis: {calls: {}, asks: {}, visits: {}, meetings: {}, proposals: {}, contracts: {}}
""",
    good="""\
metrics:
  calls: {name: Calls, kind: count, owner: sato}
  asks: {name: Asks, kind: count, owner: sato}
kpis: {calls: {}, asks: {}}
""",
    alias="check-1",
)
