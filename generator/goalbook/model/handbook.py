"""Everything that was read, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from goalbook.model.agreement import Agreement
from goalbook.model.company import Calendar, Company
from goalbook.model.cycle import Cycle
from goalbook.model.log import LogFile
from goalbook.model.ref import Ref
from goalbook.model.review import Review, ReviewKind
from goalbook.model.team import Team
from goalbook.model.values import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFiles:
    """A team and all that its folder holds.

    Attributes:
        id: The folder's name.
        team: ``team.yml``.
        cycles: Cycle id to what was agreed, in the order of the cycles' days.
        agreements: (cycle, member) to that member's agreements in order of date.
        reviews: File name without ``.md`` to review, sorted.
        logs: Its log files, sorted by path.
    """

    id: str
    team: Team
    cycles: Mapping[str, Cycle] = field(default_factory=dict)
    agreements: Mapping[tuple[str, str], tuple[Agreement, ...]] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    logs: tuple[LogFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """The company and its teams.

    Attributes:
        company: ``goals/company.yml``.
        teams: Team id to files, sorted by id.
        left_out: Places that were written but could not be read; each has its own problem already.
    """

    company: Company
    teams: Mapping[str, TeamFiles]
    left_out: frozenset[Ref] = frozenset()

    def is_left_out(self, ref: Ref) -> bool:
        """Whether a place, or one above it, was written but could not be read."""
        above = (Ref(ref.path, ref.keys[:length]) for length in range(len(ref.keys) + 1))
        return bool(self.left_out) and not self.left_out.isdisjoint(above)

    def as_of(self, team: str, today: date) -> date:
        """The day a team is shown as of: its own, else the company's, else today."""
        return self.teams[team].team.as_of or self.company.as_of or today

    def shown_on(self, day: date | None) -> Handbook:
        """The same with a day that somebody asked for in place of the company's own; a team's own stays."""
        if day is None or self.company.as_of is None:
            return self
        return replace(self, company=self.company.model_copy(update={"as_of": day}))

    def calendar(self, team: str) -> Calendar:
        """The team's calendar, else the company's."""
        return self.teams[team].team.calendar or self.company.calendar

    def currency(self, team: str) -> str:
        """The team's currency, else the company's."""
        return self.teams[team].team.currency or self.company.currency

    def reviews(self, team: str) -> tuple[ReviewKind, ...]:
        """The kinds of review that a team holds: its own, else the company's."""
        own = self.teams[team].team.reviews
        return self.company.reviews if own is None else own

    def span(self, cycle: str) -> Span | None:
        """The days of a cycle."""
        return self.company.span(cycle)

    def current_cycle(self, team: str, today: date) -> str | None:
        """The cycle that holds the team's day, else the last begun, else the first; None without any."""
        day = self.as_of(team, today)
        spans = {cycle: span for cycle in self.teams[team].cycles if (span := self.span(cycle))}
        begun = sorted((cycle for cycle, span in spans.items() if span.first <= day), key=spans.__getitem__)
        holding = [cycle for cycle in begun if day in spans[cycle]]
        found = holding or begun or sorted(spans, key=spans.__getitem__)[:1]
        return found[-1] if found else None
