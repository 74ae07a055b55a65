"""Every cycle stands in company.yml with its days.

A cycle file holds what was agreed.
From when to when stands once for all teams, under ``cycles:`` in company.yml.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import COMPANY
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        if found.span is None and not handbook.is_left_out(COMPANY.at("cycles", found.id)):
            yield Finding(
                ref=found.ref.at("cycle"),
                message=msg('The cycle "{cycle}" has no days in company.yml.', cycle=found.id),
                hint=msg(
                    "Add under cycles: in company.yml for example {cycle}: 2026-10-01..2027-03-31.",
                    cycle=found.id,
                ),
            )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#company",
    why=msg("Without its days nothing can be said about pace, and no row of the log finds its cycle."),
    bad="""\
# goals/company.yml
name: Sample Company
cycles:
  fy2026-h1: 2026-04-01..2026-09-30
""",
    good="""\
# goals/company.yml
name: Sample Company
cycles:
  fy2026-h1: 2026-04-01..2026-09-30
  fy2026-h2: 2026-10-01..2027-03-31
""",
)
