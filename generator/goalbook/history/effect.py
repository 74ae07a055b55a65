"""What changes do: to the plan, to people's days, to key results and to agreements.

One effect for each team, cycle and day on which something changes; pure, from two handbooks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import capacity, kpi_tree, periods, plan, threshold_telling
from goalbook.analyse.kpi_tree import KpiTree
from goalbook.analyse.periods import Ruler
from goalbook.analyse.plan import Planned
from goalbook.analyse.workdays import Workdays
from goalbook.history import evidence, plans, promised, renewal
from goalbook.history.change import Bar, Change
from goalbook.history.evidence import Evidence
from goalbook.history.plans import Plans, Side
from goalbook.history.promised import Fit, Place
from goalbook.history.renewal import Renewal
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.objective import KeyResult
from goalbook.model.values import Kind, Span

_MOST_VOLUMES: Final = threshold_telling.VOLUMES_NAMED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A number of cases that the plan asks for.

    Attributes:
        metric: Its metric.
        before: As planned.
        needed: With the rates as they are now and the KGI as it was, or as it is when its own target moved.
    """

    metric: str
    before: Planned
    needed: Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What a volume asks of each person on each working day.

    Attributes:
        metric: The volume's metric.
        before: As planned.
        needed: As needed.
        days: The period whose working days were counted.
    """

    metric: str
    before: float
    needed: float
    days: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A key result that the plan reached before and does not reach now, or the other way round.

    Attributes:
        ids: Objective and key result.
        result: The key result as it is.
        before, after: How the plan fits it.
    """

    ids: tuple[str, str]
    result: KeyResult
    before: Fit
    after: Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What changes of one team's cycle do from one day on.

    Attributes:
        team: The team's id.
        cycle: The cycle's id.
        day: From which day; the team's day for changes without one.
        changes: The changes that hold from this day.
        plans: The plan before, after, and what it takes to keep the KGI.
        volumes: What has to be done more or less often, at most three.
        workload: The same per person and working day; None when it cannot be said.
        promises: Key results that the plan no longer reaches, or reaches again.
        renewal: Agreements to renew.
        evidence: What the numbers so far say; None when there is nothing to say.
        is_mid_cycle: Whether the cycle has begun by that day.
    """

    team: str
    cycle: str
    day: date
    changes: tuple[Change, ...]
    plans: Plans
    volumes: tuple[Volume, ...]
    workload: Workload | None
    promises: tuple[Promise, ...]
    renewal: Renewal
    evidence: Evidence | None
    is_mid_cycle: bool

    @property
    def is_goal_touched(self) -> bool:
        """Whether the KGI's plan moves."""
        return self.plans.kgi is not None and self.plans.moves(self.plans.kgi)

    @property
    def lowers(self) -> bool:
        """Whether something asks less than before while the cycle runs."""
        return self.is_mid_cycle and any(change.bar is Bar.LOWERS for change in self.changes)

    @property
    def raises(self) -> bool:
        """Whether something asks more than before while the cycle runs."""
        return self.is_mid_cycle and any(change.bar is Bar.RAISES for change in self.changes)


def effects(old: Handbook, new: Handbook, changes: Sequence[Change], today: date) -> Iterator[Effect]:
    """What the changes do, in order of team, cycle and day.

    Args:
        old: The handbook before.
        new: The handbook now.
        changes: What `goalbook.history.compare` found between them.
        today: For teams without a day of their own.
    """
    groups: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        if change.cycle and change.team in old.teams and change.team in new.teams:
            groups[change.team, change.cycle].append(change)
    for (team, cycle), found in sorted(groups.items()):
        before, after = old.teams[team].cycles.get(cycle), new.teams[team].cycles.get(cycle)
        if before is not None and after is not None:
            about = _About(old, new, found, today)
            yield from about.effects(before, after)


class _About:
    """The changes of one team's cycle."""

    def __init__(self, old: Handbook, new: Handbook, changes: Sequence[Change], today: date) -> None:
        self._old, self._new, self._changes = old, new, changes
        self._team, self._cycle = changes[0].team, changes[0].cycle
        self._span = new.span(self._cycle)
        self._today = new.as_of(self._team, today)
        self._renames = {
            str(change.old): str(change.new)
            for change in changes
            if change.kind == "id-renamed" and len(change.ids) == 1
        }

    def effects(self, old: Cycle, new: Cycle) -> Iterator[Effect]:
        by_day: defaultdict[date, list[Change]] = defaultdict(list)
        for change in self._changes:
            by_day[change.since or self._now()].append(change)
        for day, changes in sorted(by_day.items()):
            yield self._effect(old, new, day, tuple(changes))

    def _effect(self, old: Cycle, new: Cycle, day: date, changes: tuple[Change, ...]) -> Effect:
        found = plans.plans(
            Side(cycle=old, span=self._old.span(self._cycle)),
            Side(cycle=new, span=self._span),
            day,
            self._renames,
        )
        volumes = tuple(self._volumes(new, found, changes))
        files = self._new.teams[self._team]
        told = (evidence.evidence(change, files, new, self._today) for change in changes)
        return Effect(
            team=self._team,
            cycle=self._cycle,
            day=day,
            changes=changes,
            plans=found,
            volumes=volumes[:_MOST_VOLUMES],
            workload=self._workload(new, volumes, day),
            promises=tuple(self._promises(old, new, found, day)),
            renewal=renewal.renewal(changes, files, old, day),
            evidence=next((one for one in told if one is not None), None),
            is_mid_cycle=self._span is not None and self._span.first < day <= self._span.last,
        )

    def _now(self) -> date:
        """The team's day, within the cycle."""
        if self._span is None:
            return self._today
        return min(max(self._today, self._span.first), self._span.last)

    def _volumes(self, new: Cycle, found: Plans, changes: Sequence[Change]) -> Iterator[Volume]:
        """The cases that a moved rate is a share of, then the first steps: what people can do more of."""
        needed = found.keep or (found.after if found.is_goal_moved else {})
        tree = kpi_tree.build_tree(new)
        moved = (change.ids[-1] for change in changes if change.kind == "target-moved")
        bottoms = [tree.measured[name][1] for name in moved if name in tree.measured]
        for name in dict.fromkeys((*bottoms, *_first_steps(new, tree))):
            before, after = found.before.get(name), needed.get(name)
            if before is None or after is None or before.per is not after.per:
                continue
            if new.metrics[name].kind is Kind.COUNT and plans.differs(before, after):
                yield Volume(metric=name, before=before, needed=after)

    def _workload(self, new: Cycle, volumes: Sequence[Volume], day: date) -> Workload | None:
        first = _first_steps(new, kpi_tree.build_tree(new))
        volume = next((one for one in volumes if one.metric in first and one.before.per), None)
        if volume is None or self._span is None or volume.before.per is None:
            return None
        calendar = self._new.calendar(self._team)
        ruler = Ruler(span=self._span, year_starts=calendar.fiscal_year_starts)
        days = periods.unit(day, volume.before.per, ruler)
        worked = Workdays(calendar).count(days)
        people = [member.capacity for member in self._new.teams[self._team].team.members.values()]
        before, needed = (
            capacity.per_person_day(planned.value, people, worked)
            for planned in (volume.before, volume.needed)
        )
        if before is None or needed is None:
            return None
        return Workload(metric=volume.metric, before=before, needed=needed, days=days)

    def _promises(self, old: Cycle, new: Cycle, found: Plans, day: date) -> Iterator[Promise]:
        then = Place(book=self._old, team=self._team, cycle=old, day=day)
        now = Place(book=self._new, team=self._team, cycle=new, day=day)
        back = {after: before for before, after in self._renames.items()}
        before_values = {back.get(name, name): value for name, value in found.before.items()}
        for objective, goal in new.objectives.items():
            for name, result in goal.key_results.items():
                was = _result(old, objective, name)
                before = promised.fit(then, was, before_values) if was else None
                after = promised.fit(now, result, found.after)
                if before and after and before.is_reached is not after.is_reached:
                    yield Promise(ids=(objective, name), result=result, before=before, after=after)


def _first_steps(cycle: Cycle, tree: KpiTree) -> tuple[str, ...]:
    """What the plan begins with: parts of it that follow from nothing else."""
    results = {relation.result for relation in plan.equations(cycle)}
    return tuple(name for name in tree.leaves() if name not in results)


def _result(cycle: Cycle, objective: str, name: str) -> KeyResult | None:
    goal = cycle.objectives.get(objective)
    return goal.key_results.get(name) if goal else None
