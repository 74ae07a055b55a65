"""A team is in one cycle at a time.

Cycle files of one team never share a day; cycles of different teams may.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import cycle_ref
from goalbook.problems import Severity
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for name, files in handbook.teams.items():
        spans = sorted((span, cycle) for cycle in files.cycles if (span := handbook.span(cycle)) is not None)
        reaching = None
        for before, after in pairwise(spans):
            reaching = max(reaching or before, before, key=lambda found: found[0].last)
            if reaching[0].overlaps(after[0]):
                yield Finding(
                    ref=cycle_ref(name, after[1]).at("cycle"),
                    message=msg(
                        '"{cycle}" begins on {first}, but "{other}" runs until {last}.',
                        cycle=after[1],
                        first=after[0].first,
                        other=reaching[1],
                        last=reaching[0].last,
                    ),
                    hint=msg("Change the days under cycles: in company.yml, or remove one of the two files."),
                )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#company",
    why=msg("A row of the log belongs to one plan; with two at a time it would be judged twice."),
    bad="""\
# goals/company.yml
name: Sample Company
cycles: {fy2026-h1: 2026-04-01..2026-10-31, fy2026-h2: 2026-10-01..2027-03-31}
# goals/teams/sales-1/fy2026-h1.yml
cycle: fy2026-h1
""",
    good="""\
# goals/company.yml
name: Sample Company
cycles: {fy2026-h1: 2026-04-01..2026-09-30, fy2026-h2: 2026-10-01..2027-03-31}
# goals/teams/sales-1/fy2026-h1.yml
cycle: fy2026-h1
""",
)
