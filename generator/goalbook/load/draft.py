"""The handbook while its files are being read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from goalbook.model.agreement import Agreement
from goalbook.model.company import Company
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.log import LogFile
from goalbook.model.ref import Ref
from goalbook.model.review import Review
from goalbook.model.team import Team
from goalbook.model.values import Text


@dataclass(slots=True)
class TeamDraft:
    """What was read of one team so far."""

    team: Team | None = None
    cycles: dict[str, Cycle] = field(default_factory=dict)
    agreements: dict[tuple[str, str], tuple[Agreement, ...]] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    logs: list[LogFile] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """What was read so far."""

    company: Company | None = None
    teams: defaultdict[str, TeamDraft] = field(default_factory=lambda: defaultdict(TeamDraft))
    left_out: set[Ref] = field(default_factory=set)

    def handbook(self) -> Handbook:
        """The finished handbook; what is missing has stand-ins, so that the rest can be checked."""
        company = self.company or Company(name=Text.plain("Goalbook"))
        teams = {team: _files(team, draft, company) for team, draft in sorted(self.teams.items())}
        return Handbook(company=company, teams=teams, left_out=frozenset(self.left_out))


def _files(team: str, draft: TeamDraft, company: Company) -> TeamFiles:
    def first_day(cycle: str) -> tuple[str, str]:
        span = company.span(cycle)
        return (span.first.isoformat() if span else "9999", cycle)

    return TeamFiles(
        id=team,
        team=draft.team or Team(name=Text.plain(team)),
        cycles={cycle: draft.cycles[cycle] for cycle in sorted(draft.cycles, key=first_day)},
        agreements=dict(sorted(draft.agreements.items())),
        reviews=dict(sorted(draft.reviews.items())),
        logs=tuple(sorted(draft.logs, key=lambda log: log.path)),
    )
