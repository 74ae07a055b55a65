"""An agreement belongs to a cycle of the team.

The folder under ``agreements/`` has the name of a cycle file of the same team.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import agreement_ref, cycle_ref
from goalbook.problems import Severity
from goalbook.validate import nearest
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for name, files in handbook.teams.items():
        for cycle, member in files.agreements:
            if cycle not in files.cycles and not handbook.is_left_out(cycle_ref(name, cycle)):
                yield Finding(
                    ref=agreement_ref(name, cycle, member),
                    message=msg('The team has no cycle "{cycle}" to agree to.', cycle=cycle),
                    hint=nearest.hint(cycle, files.cycles, msg("Write the cycle file first.")),
                )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="checklist.md#agreement",
    why=msg("An agreement without its goals is shown nowhere."),
    bad="""\
# goals/teams/sales-1/agreements/fy2026-h3/sato.yml
- {date: 2026-10-05, will_do: I research the company before I ask.}
""",
    good="""\
# goals/teams/sales-1/agreements/fy2026-h2/sato.yml
- {date: 2026-10-05, will_do: I research the company before I ask.}
""",
)
