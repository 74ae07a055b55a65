"""Nobody records more than a few numbers a week.

Counted are the metrics that people type in: a weekly one is one number a week, a daily one five, a monthly
one a quarter. Rates and ratios are computed, and what a program writes costs nobody time. A metric belongs
to its owner; those without one are shared by all members. Only the team's latest cycle is looked at.
The limit is ``limits: numbers_per_week`` in company.yml, 5 when nothing is written.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from goalbook.messages import msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.ref import Ref
from goalbook.model.values import Period
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed
from goalbook.validate.check import Check, Finding

_A_WEEK: Final[Mapping[Period, float]] = {
    Period.DAY: 5,
    Period.WEEK: 1,
    Period.MONTH: 12 / 52,
    Period.QUARTER: 4 / 52,
    Period.CYCLE: 0,
}
_NOBODY: Final = ""
_NOISE: Final = 1e-9
_HINT: Final = msg("Leave out what decides nothing, record it monthly, or let a program write it.")


def _find(handbook: Handbook) -> Iterator[Finding]:
    limit = handbook.company.limits.numbers_per_week
    latest = {found.files.id: found for found in agreed.cycles(handbook)}
    for found in latest.values():
        typed = _typed(found)
        loads = {person: sum(_weight(found, name) for name in names) for person, names in typed.items()}
        for person, load in sorted(loads.items()):
            if person and load > limit + _NOISE:
                yield Finding(
                    ref=_beyond(found, typed[person], limit),
                    message=msg(
                        "{member} records {number} numbers a week; expected at most {limit}.",
                        member=person,
                        number=math.ceil(load - _NOISE),
                        limit=limit,
                    ),
                    hint=_HINT,
                )
        yield from _shared(found, loads, limit)


def _shared(found: Agreed, loads: Mapping[str, float], limit: int) -> Iterator[Finding]:
    """Numbers that no person owns, when there is no room for them beside the others."""
    members = found.files.team.members
    room = sum(max(0.0, limit - loads.get(member, 0.0)) for member in members)
    if members and loads.get(_NOBODY, 0.0) > room + _NOISE:
        yield Finding(
            ref=found.ref.at("metrics"),
            message=msg(
                "{number} numbers a week are recorded by {people} people; expected at most {limit} each.",
                number=math.ceil(sum(loads.values()) - _NOISE),
                people=len(members),
                limit=limit,
            ),
            hint=_HINT,
        )


def _typed(found: Agreed) -> Mapping[str, Sequence[str]]:
    """The metrics that people type in, by owner, in the order written."""
    by_program = _by_program(found.files)
    members = tuple(found.files.team.members)
    nobody = members[0] if len(members) == 1 else _NOBODY
    people: defaultdict[str, list[str]] = defaultdict(list)
    for name, metric in found.cycle.metrics.items():
        if metric.is_logged and name not in by_program:
            chosen = found.cycle.kpis.get(name)
            people[metric.owner or (chosen.owner if chosen else None) or nobody].append(name)
    return people


def _by_program(files: TeamFiles) -> frozenset[str]:
    """Metrics whose every row names a writer that is no member."""
    written: dict[bool, set[str]] = {True: set(), False: set()}
    for log in files.logs:
        if log.folder == "progress":
            writers = log.names("by") or {""}
            written[writers.isdisjoint({"", *files.team.members})] |= log.names("metric")
    return frozenset(written[True] - written[False])


def _weight(found: Agreed, name: str) -> float:
    """Numbers a week."""
    return _A_WEEK[found.cycle.metrics[name].cadence or found.cycle.cadence]


def _beyond(found: Agreed, names: Sequence[str], limit: int) -> Ref:
    """The metric with which the limit is passed."""
    load = 0.0
    for name in names:
        load += _weight(found, name)
        if load > limit + _NOISE:
            return found.metric_ref(name)
    return found.ref.at("metrics")


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="house",
    page="record.md#rules",
    why=msg("Goals are given up in the second week because recording costs more than it tells."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count, owner: sato}
  asks: {name: Asks, kind: count, owner: sato}
  visits: {name: Visits, kind: count, owner: sato}
  meetings: {name: Meetings, kind: count, owner: sato}
  proposals: {name: Proposals, kind: count, owner: sato}
  contracts: {name: Contracts, kind: count, owner: sato}
""",
    good="""\
metrics:
  calls: {name: Calls, kind: count, owner: sato}
  asks: {name: Asks, kind: count, owner: sato}
  visits: {name: Visits, kind: count, owner: sato, cadence: month}
  meetings: {name: Meetings, kind: count, owner: sato}
  proposals: {name: Proposals, kind: count, owner: ito}
  contracts: {name: Contracts, kind: count, owner: ito}
""",
)
