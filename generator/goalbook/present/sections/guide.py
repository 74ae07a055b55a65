"""How far a team is along the five steps, and the next concrete edit with its file and line.

One edit at a time, the first that is missing: a mistake before everything else, then people, a cycle, and
the steps in their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from goalbook.analyse import agreement_states, kpi_tree, layers
from goalbook.analyse.agreement_states import AgreementState
from goalbook.analyse.fiscal import FiscalYear
from goalbook.analyse.layers import Layer
from goalbook.messages import Message, msg
from goalbook.model.cycle import Cycle
from goalbook.model.ref import COMPANY, cycle_ref, team_ref
from goalbook.model.values import Kind, Span
from goalbook.present import stages
from goalbook.present.section import Section
from goalbook.present.stages import Stage
from goalbook.present.subject import Subject
from goalbook.problems import Location, Problem, Severity

_REVIEW_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The next concrete edit.

    Attributes:
        key: Which text to write: a partial of ``partials/guide/``; empty where only the author can know.
        said: What it is for.
        location: File and line.
        way: ``create`` a file, ``after`` the line, ``replace`` the line, ``look`` at it, or ``record``.
        ids: What the text names: ids and days, never an author's words.
        problem: The mistake to mend, or None.
    """

    key: str
    said: Message
    location: Location
    way: str
    ids: dict[str, str] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Where a team is, and what comes next.

    Attributes:
        stages: The five steps.
        edit: The next edit; None when all five are taken.
    """

    stages: tuple[Stage, ...]
    edit: Edit | None

    @property
    def done(self) -> int:
        """How many steps are taken."""
        return sum(stage.is_done for stage in self.stages)


def _build(subject: Subject) -> Guide:
    desk = _Desk(subject)
    return Guide(stages=stages.stages(subject), edit=next(desk.edits(), None))


@dataclass(frozen=True, slots=True)
class _Desk:
    subject: Subject

    @property
    def cycle(self) -> Cycle | None:
        return self.subject.cycle

    @property
    def member(self) -> str:
        """Somebody to write down: the lead, else the first member."""
        team = self.subject.files.team
        return team.lead if team.lead in team.members and team.lead else next(iter(team.members), "")

    def edits(self) -> Iterator[Edit]:
        """Every edit that is missing, the next one first."""
        yield from self._mistakes()
        yield from self._people()
        yield from self._cycle()
        if self.cycle is not None:
            yield from self._process(self.cycle)
            yield from self._chosen(self.cycle)
            yield from self._objectives(self.cycle)
            yield from self._practice(self.cycle)
            yield from self._habits()

    def _mistakes(self) -> Iterator[Edit]:
        for problem in self.subject.problems:
            if problem.severity is Severity.ERROR:
                said = msg("Mend this line first; the rest waits for it.")
                yield Edit(key="", said=said, location=problem.location, way="look", problem=problem)

    def _people(self) -> Iterator[Edit]:
        ref, files = team_ref(self.subject.team), self.subject.files
        if files.team.members:
            return
        written = self.subject.basis.loaded.positions.get(ref.path, {})
        said = msg("Name the people of the team; pseudonyms are fine.")
        if ("members",) in written:
            yield Edit(key="members", said=said, location=self._locate(ref.path, "members"), way="replace")
        else:
            yield Edit(key="members", said=said, location=self._end(ref.path), way="after")

    def _cycle(self) -> Iterator[Edit]:
        subject, company = self.subject, self.subject.handbook.company
        if self.cycle is not None:
            return
        day = subject.day
        named = next((name for name, span in company.cycles.items() if day in span), None)
        if named is None:
            name, span = self._half_year(day)
            ids = {"cycle": name, "first": span.first.isoformat(), "last": span.last.isoformat()}
            said = msg("Name the cycle and its days for the whole company.")
            written = subject.basis.loaded.positions.get(COMPANY.path, {})
            key, way = ("cycle-days", "after") if ("cycles",) in written else ("cycles", "after")
            place = self._locate(COMPANY.path, "cycles") if key == "cycle-days" else self._end(COMPANY.path)
            yield Edit(key=key, said=said, location=place, way=way, ids=ids)
            return
        said = msg("Begin the file of what the team agrees for this cycle.")
        path = cycle_ref(subject.team, named).path
        yield Edit(key="cycle", said=said, location=Location(path), way="create", ids={"cycle": named})

    def _process(self, cycle: Cycle) -> Iterator[Edit]:
        kgi = cycle.metrics.get(cycle.kgi or "")
        if kgi is None and not cycle.metrics:
            said = msg("Write the final result (KGI) and work back to the steps that lead to it.")
            yield self._more("process", said, {"member": self.member})
        elif kgi is None:
            said = msg("Say which measure is the final result (KGI).")
            amounts = [name for name, metric in cycle.metrics.items() if metric.kind is Kind.AMOUNT]
            yield self._more("kgi", said, {"metric": next(iter((*amounts, *cycle.metrics)))})
        elif not kgi.targets:
            said = msg("Give the KGI its target.")
            yield Edit(key="", said=said, location=stages.kgi_place(self.subject), way="look")
        elif not stages.is_split(cycle):
            said = msg("Break the KGI down: a formula: or a funnel: of steps that people can work on.")
            yield Edit(key="", said=said, location=stages.kgi_place(self.subject), way="look")

    def _chosen(self, cycle: Cycle) -> Iterator[Edit]:
        if not cycle.kpis:
            said = msg("Choose few KPIs where the impact is large, each with its reason.")
            yield self._more("kpis", said, {"metric": self._leading(cycle)})
        for name, kpi in cycle.kpis.items():
            if kpi.because is None:
                said = msg("Say why this KPI was chosen.")
                yield Edit(key="", said=said, location=self.subject.locate("kpis", name), way="look")

    def _objectives(self, cycle: Cycle) -> Iterator[Edit]:
        if not cycle.objectives:
            said = msg("Write one objective in words, with key results in numbers and in levels.")
            yield self._more("objectives", said, {"metric": self._with_target(cycle), "member": self.member})
            return
        results = stages.results(cycle)
        first = next(iter(cycle.objectives))
        place = self.subject.locate("objectives", first)
        if not any(one.metric for one in results):
            yield Edit(key="", said=msg("Add a key result with a metric:."), location=place, way="look")
        if not any(one.rubric for one in results):
            said = msg("Add a key result in words, with a rubric: of four levels.")
            yield Edit(key="", said=said, location=place, way="look")

    def _practice(self, cycle: Cycle) -> Iterator[Edit]:
        if not cycle.practices:
            said = msg("Turn a wish into something to practise this week.")
            yield self._more("practices", said, {"metric": self._leading(cycle), "member": self.member})
        elif not any(step.now for one in cycle.practices.values() for step in one.steps.values()):
            said = msg("Mark the step that is practised now.")
            yield Edit(key="", said=said, location=self.subject.locate("practices"), way="look")

    def _habits(self) -> Iterator[Edit]:
        subject = self.subject
        day = subject.day
        for one in agreement_states.agreements(subject.files, subject.cycle_id, day):
            if one.state is AgreementState.WAITING:
                path = f"goals/teams/{subject.team}/agreements/{subject.cycle_id}/{one.member}.yml"
                said = msg("Everybody agrees in their own words; one file for each member.")
                ids = {"day": day.isoformat(), "member": one.member}
                yield Edit(key="agreement", said=said, location=Location(path), way="create", ids=ids)
        if not stages.is_reviewed(subject):
            path = f"goals/teams/{subject.team}/reviews/{day.isoformat()}-month-start.md"
            due = day + timedelta(days=_REVIEW_DAYS)
            ids = {"day": day.isoformat(), "due": due.isoformat(), "member": self.member}
            said = msg("Hold the first review and keep what comes out of it.")
            yield Edit(key="review", said=said, location=Location(path), way="create", ids=ids)
        if not stages.is_recorded(subject):
            said = msg("Record the first numbers; only you know them.")
            yield Edit(key="", said=said, location=subject.locate(), way="record")

    def _more(self, key: str, said: Message, ids: dict[str, str]) -> Edit:
        return Edit(key=key, said=said, location=self._end(self.subject.ref.path), way="after", ids=ids)

    def _end(self, path: str) -> Location:
        return self.subject.basis.loaded.end(path)

    def _locate(self, path: str, key: str) -> Location:
        line, column = self.subject.basis.loaded.positions[path][key,]
        return Location(path, line, column)

    def _leading(self, cycle: Cycle) -> str:
        """A measure of behaviour or skill that leads to the KGI, a rate before a count; else the KGI."""
        tree = kpi_tree.build_tree(cycle)
        found = [
            name
            for name in cycle.metrics
            if layers.layer(cycle, name, tree) is not Layer.OUTCOME and tree.way_to_kgi(name)
        ]
        found.sort(key=lambda name: not cycle.metrics[name].kind.is_fraction)
        return found[0] if found else cycle.kgi or next(iter(cycle.metrics))

    def _with_target(self, cycle: Cycle) -> str:
        names = [*cycle.kpis, cycle.kgi or "", *cycle.metrics]
        known = [name for name in names if name in cycle.metrics and cycle.metrics[name].targets]
        return known[0] if known else next(iter(cycle.metrics))

    def _half_year(self, day: date) -> tuple[str, Span]:
        years = FiscalYear(self.subject.handbook.company.calendar.fiscal_year_starts)
        year, half = years.year(day), years.half(day)
        return f"fy{year}-h{half}", years.half_span(year, half)


SECTION = Section(needs=("freshness",), build=_build)
