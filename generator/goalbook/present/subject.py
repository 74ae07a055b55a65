"""One team in one cycle: what sections and charts of its pages are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from goalbook.analyse import cohorts
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.metric import Metric
from goalbook.model.ref import Ref, cycle_ref, team_ref
from goalbook.model.values import Kind, Span, Text
from goalbook.present import measure
from goalbook.present.basis import Basis
from goalbook.present.indicator import Indicator
from goalbook.present.measure import Measure, Style
from goalbook.problems import Location, Problem

COMPANY_TEAM: Final = "company"
"""The company itself is a team too; its name already stands at the top."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A team and one of its cycles.

    Attributes:
        basis: Goals, numbers and problems.
        team: The team's id.
        cycle_id: The cycle's id; empty for a team without goals.
        view: First day of the period its page speaks about; None = that of the next review.
    """

    basis: Basis
    team: str
    cycle_id: str = ""
    view: date | None = None

    def key(self, kind: str) -> tuple[str, str, str]:
        """Under which `Basis.made` keeps what was made for this team, cycle and period."""
        return kind, self.team, f"{self.cycle_id}@{self.view or ''}"

    @property
    def handbook(self) -> Handbook:
        """The goals."""
        return self.basis.handbook

    @property
    def files(self) -> TeamFiles:
        """The team's files."""
        return self.handbook.teams[self.team]

    @property
    def name(self) -> Text:
        """The team's name."""
        return self.files.team.name

    @property
    def cycle(self) -> Cycle | None:
        """What the team agreed."""
        return self.files.cycles.get(self.cycle_id)

    @property
    def currency(self) -> str:
        """The team's currency."""
        return self.handbook.currency(self.team)

    @cached_property
    def day(self) -> date:
        """The day the pages speak on: the team's, but never after the cycle."""
        return min(self.as_of, self.span.last) if self.span else self.as_of

    @cached_property
    def as_of(self) -> date:
        """The day the team is shown as of."""
        return self.handbook.as_of(self.team, self.basis.today)

    @cached_property
    def span(self) -> Span | None:
        """The cycle's days."""
        return self.handbook.span(self.cycle_id) if self.cycle_id else None

    def period_path(self, first: date) -> str:
        """Source path of the page of one month or quarter, named by its first month."""
        name = f"{first:%Y-%m}"
        return f"teams/{self.team}/{first.isoformat() if name in self.files.cycles else name}/index.md"

    @property
    def one_line(self) -> Text | None:
        """The cycle in one line, else the team's mission."""
        return (self.cycle.one_line if self.cycle else None) or self.files.team.mission

    @property
    def search_texts(self) -> tuple[Text, ...]:
        """What readers may look for: the team, its measures, its objectives."""
        cycle = self.cycle
        if cycle is None:
            return (self.name,)
        titles = tuple(objective.title for objective in cycle.objectives.values())
        return (self.name, *(metric.name for metric in cycle.metrics.values()), *titles)

    @cached_property
    def above(self) -> tuple[tuple[str, Text], ...]:
        """The teams between the company and this one, id and name, from the top down."""
        teams, parent = self.handbook.teams, self.files.team.parent
        found: dict[str, Text] = {}
        while parent is not None and parent in teams and parent not in {self.team, COMPANY_TEAM, *found}:
            found[parent] = teams[parent].team.name
            parent = teams[parent].team.parent
        return tuple(reversed(tuple(found.items())))

    @property
    def other_cycles(self) -> tuple[str, ...]:
        """The team's other cycles, latest first."""
        return tuple(cycle for cycle in reversed(tuple(self.files.cycles)) if cycle != self.cycle_id)

    @property
    def current_id(self) -> str:
        """The cycle that the team's own page shows; empty without any."""
        return self.handbook.current_cycle(self.team, self.basis.today) or ""

    @cached_property
    def is_current(self) -> bool:
        """Whether this is the cycle that the team's own page shows."""
        return self.cycle_id == self.current_id

    @property
    def is_record(self) -> bool:
        """Whether the team's data are a finished record with a day of its own."""
        return self.files.team.as_of is not None

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Metric id to what pages show of it, in the order of the file."""
        if self.cycle is None:
            return {}
        metrics, chosen = self.cycle.metrics, self.cycle.kpis
        return {metric: self._indicator(metrics, metric, chosen) for metric in metrics}

    def indicator(self, metric: str) -> Indicator:
        """One measure; a metric that could not be read keeps its id for a name."""
        return self.indicators.get(metric) or Indicator(
            id=metric, name=Text.plain(metric), kind=Kind.COUNT, measure=Measure(Style.NUMBER)
        )

    def rows(self, table: str) -> tuple[Any, ...]:
        """Rows of a table for this team and cycle; tables without a cycle give the team's."""
        found = self.basis.tables.rows(table, self.team)
        if not found or not hasattr(found[0], "cycle"):
            return found
        return tuple(row for row in found if row.cycle == self.cycle_id)

    def rows_of(self, table: str, metric: str) -> tuple[Any, ...]:
        """A table's rows for the team in every cycle; with a metric, where rows have one, only its own."""
        if (table, metric) not in self._rows_of:
            grouped: defaultdict[str, list[Any]] = defaultdict(list)
            for row in self.basis.tables.rows(table, self.team):
                grouped[getattr(row, "metric", metric)].append(row)
            self._rows_of.update({(table, name): tuple(rows) for name, rows in grouped.items()})
        return self._rows_of.get((table, metric), ())

    @cached_property
    def _rows_of(self) -> dict[tuple[str, str], tuple[Any, ...]]:
        return {}

    def member(self, member: str | None) -> Text | None:
        """A member's name; the id when it is nobody of the team."""
        if member is None:
            return None
        known = self.files.team.members.get(member)
        return known.name if known else Text.plain(member)

    def members(self, ids: Sequence[str]) -> tuple[Text, ...]:
        """Members' names."""
        return tuple(name for name in map(self.member, ids) if name is not None)

    @property
    def ref(self) -> Ref:
        """The file behind the page."""
        return cycle_ref(self.team, self.cycle_id) if self.cycle is not None else team_ref(self.team)

    def locate(self, *keys: str | int) -> Location:
        """Where an entry of the page's file stands."""
        return self.basis.loaded.locate(self.ref.at(*keys))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the team's files."""
        return self.basis.problems_of.get(self.team, ())

    def _indicator(self, metrics: Mapping[str, Metric], metric_id: str, chosen: Collection[str]) -> Indicator:
        metric = metrics[metric_id]
        return Indicator(
            id=metric_id,
            name=metric.name,
            kind=metric.kind,
            measure=measure.measure(metrics, metric_id, self.currency),
            direction=metric.direction,
            numerator=_name(metrics, metric.of.numerator) if metric.of else None,
            denominator=_name(metrics, metric.of.denominator) if metric.of else None,
            owner=self.member(metric.owner),
            note=metric.note,
            is_kpi=metric_id in chosen,
            is_cohort=metric.cohort,
            wait_days=cohorts.wait_days(self.cycle).get(metric_id, 0) if metric.cohort and self.cycle else 0,
        )


def _name(metrics: Mapping[str, Metric], metric: str) -> Text:
    return metrics[metric].name if metric in metrics else Text.plain(metric)


def current(basis: Basis, team: str) -> Subject:
    """The subject of a team's own page: the team in the cycle of its day."""
    return Subject(basis=basis, team=team, cycle_id=basis.handbook.current_cycle(team, basis.today) or "")


def others(basis: Basis, team: str) -> tuple[Subject, ...]:
    """The team's other cycles: the archive, and what is agreed for later."""
    now = basis.handbook.current_cycle(team, basis.today)
    cycles = basis.handbook.teams[team].cycles
    return tuple(Subject(basis=basis, team=team, cycle_id=cycle) for cycle in cycles if cycle != now)
