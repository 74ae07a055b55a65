"""Goes through two handbooks at once and puts every noun of one beside the same noun of the other.

Nouns are the same by their ids, or when one names the other's id under ``was:``. Where they stand in a file,
and in which, does not count. What stands below something that came or went comes or goes with it and has no
pair of its own; what could not be read on one side has none either, for nobody knows what it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from goalbook.history import rows
from goalbook.history.both import Both, Pair, Renames
from goalbook.history.rows import Rows
from goalbook.model.agreement import Agreement
from goalbook.model.company import Calendar, Company, Limits
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.metric import ChosenKpi, DefinitionChange, Metric
from goalbook.model.noun import Noun
from goalbook.model.objective import KeyResult, Objective
from goalbook.model.practice import Practice, Step
from goalbook.model.ref import COMPANY, Ref, agreement_ref, cycle_ref, review_ref, team_ref
from goalbook.model.review import Action, Review
from goalbook.model.team import Member, Team

N = TypeVar("N", bound=Noun)


def side_by_side(old: Handbook, new: Handbook) -> Both:
    """Put two handbooks side by side; teams that are equal as values cost no more than that comparison."""
    walk = _Walk(old, new)
    walk.company()
    for team in sorted(old.teams.keys() | new.teams.keys()):
        if old.teams.get(team) != new.teams.get(team):
            walk.team(team)
    return Both(old=old, new=new, pairs=dict(walk.pairs), renames=dict(walk.renames), rows=tuple(walk.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where pairs stand: the same file on both sides, and the ids that lead there."""

    old: Ref
    new: Ref
    team: str = ""
    cycle: str = ""
    ids: tuple[str, ...] = ()

    def at(self, section: str) -> _Place:
        return _Place(
            old=self.old.at(section), new=self.new.at(section), team=self.team, cycle=self.cycle, ids=self.ids
        )

    @classmethod
    def same(cls, ref: Ref, **names: Any) -> _Place:
        return cls(old=ref, new=ref, **names)


class _Walk:
    """Goes through both handbooks at once."""

    def __init__(self, old: Handbook, new: Handbook) -> None:
        self._old, self._new = old, new
        self.pairs: defaultdict[type[Noun], list[Pair[Any]]] = defaultdict(list)
        self.renames: dict[tuple[str, str], Renames] = {}
        self.rows: list[Rows] = []

    def company(self) -> None:
        old, new = self._old.company, self._new.company
        if old == new or self._is_unread(COMPANY, COMPANY):
            return
        place = _Place.same(COMPANY)
        self._add(Company, old, new, place)
        self._add(Calendar, old.calendar, new.calendar, place.at("calendar"))
        self._add(Limits, old.limits, new.limits, place.at("limits"))

    def team(self, team: str) -> None:
        old, new = self._old.teams.get(team), self._new.teams.get(team)
        place = _Place.same(team_ref(team), team=team, ids=(team,))
        if old is None or new is None:
            self._add(Team, old.team if old else None, new.team if new else None, place)
            return
        if not self._is_unread(place.old, place.new):
            self._add(Team, old.team, new.team, place)
            if old.team.calendar and new.team.calendar:
                self._add(Calendar, old.team.calendar, new.team.calendar, place.at("calendar"))
            self._each(Member, old.team.members, new.team.members, place.at("members"))
        self._cycles(old, new)
        self._agreements(old, new)
        self._reviews(old, new)
        self._rows(old, new)

    def _cycles(self, old: TeamFiles, new: TeamFiles) -> None:
        for name in sorted(old.cycles.keys() | new.cycles.keys()):
            before, after = old.cycles.get(name), new.cycles.get(name)
            place = _Place.same(cycle_ref(old.id, name), team=old.id, cycle=name, ids=(name,))
            if before == after or self._is_unread(place.old, place.new):
                continue
            self._add(Cycle, before, after, place)
            if before is not None and after is not None:
                self._below(before, after, _Place.same(place.new, team=old.id, cycle=name))

    def _below(self, old: Cycle, new: Cycle, place: _Place) -> None:
        metrics = self._each(Metric, old.metrics, new.metrics, place.at("metrics"))
        renames = {pair.old_id: pair.ids[-1] for pair in metrics if pair.is_renamed}
        self.renames[place.team, place.cycle] = renames
        self._each(ChosenKpi, old.kpis, new.kpis, place.at("kpis"), renames)
        for objective in self._each(Objective, old.objectives, new.objectives, place.at("objectives")):
            self._both(objective, KeyResult, "key_results")
        for practice in self._each(Practice, old.practices, new.practices, place.at("practices")):
            self._both(practice, Step, "steps")
        self._listed(
            DefinitionChange,
            (old.changes, new.changes),
            place.at("changes"),
            lambda entry: (entry.date.isoformat(), renames.get(entry.what, entry.what)),
        )

    def _both(self, pair: Pair[Any], noun: type[Noun], section: str) -> None:
        """What stands below one entry."""
        if pair.old is not None and pair.new is not None:
            place = _Place(old=pair.old_ref, new=pair.new_ref, team=pair.team, cycle=pair.cycle, ids=pair.ids)
            self._each(noun, getattr(pair.old, section), getattr(pair.new, section), place.at(section))

    def _agreements(self, old: TeamFiles, new: TeamFiles) -> None:
        for cycle, member in sorted(old.agreements.keys() | new.agreements.keys()):
            before, after = (side.agreements.get((cycle, member), ()) for side in (old, new))
            place = _Place.same(agreement_ref(old.id, cycle, member), team=old.id, cycle=cycle, ids=(member,))
            if before != after and not self._is_unread(place.old, place.new):
                self._listed(Agreement, (before, after), place, lambda entry: (entry.date.isoformat(),))

    def _reviews(self, old: TeamFiles, new: TeamFiles) -> None:
        for name in sorted(old.reviews.keys() | new.reviews.keys()):
            before, after = old.reviews.get(name), new.reviews.get(name)
            place = _Place.same(review_ref(old.id, name), team=old.id, ids=(name,))
            if before == after or self._is_unread(place.old, place.new):
                continue
            self._add(Review, before, after, place)
            if before is not None and after is not None:
                self._each(Action, before.actions, after.actions, place.at("actions"))

    def _rows(self, old: TeamFiles, new: TeamFiles) -> None:
        if old.logs == new.logs:
            return
        renames = {
            before: after
            for (team, _), found in sorted(self.renames.items())
            if team == old.id
            for before, after in found.items()
        }
        unread = {log.path for log in (*old.logs, *new.logs) if self._is_unread(Ref(log.file), Ref(log.file))}
        before, after = ([log for log in side.logs if log.path not in unread] for side in (old, new))
        self.rows += rows.compared(old.id, before, after, renames)

    def _each(
        self,
        noun: type[N],
        old: Mapping[str, N],
        new: Mapping[str, N],
        place: _Place,
        renames: Renames | None = None,
    ) -> list[Pair[N]]:
        """Pair the entries of a section by their ids."""
        if old == new and not renames:
            return []
        known = _renamed(old, new) if renames is None else renames
        before = {known.get(name, name): name for name in old}
        found = (
            self._entry(
                noun, (old.get(before.get(name, name)), new.get(name)), place, (before.get(name, name), name)
            )
            for name in sorted(before.keys() | new.keys())
        )
        return [pair for pair in found if pair is not None]

    def _entry(
        self, noun: type[N], sides: tuple[N | None, N | None], place: _Place, names: tuple[str, str]
    ) -> Pair[N] | None:
        """The pair of one entry, unless it is equal or could not be read on one side."""
        old, new = sides
        if old == new and names[0] == names[1]:
            return None
        if any(self._old.is_left_out(place.old.at(name)) for name in (names[0], *_earlier(new))):
            return None
        if any(self._new.is_left_out(place.new.at(name)) for name in (names[1], *_earlier(old))):
            return None
        pair = Pair(
            old=old,
            new=new,
            old_ref=place.old.at(names[0]),
            new_ref=place.new.at(names[1]),
            team=place.team,
            cycle=place.cycle,
            ids=(*place.ids, names[0] if new is None else names[1]),
            old_id=names[0],
        )
        self.pairs[noun].append(pair)
        return pair

    def _listed(
        self,
        noun: type[N],
        sides: tuple[Sequence[N], Sequence[N]],
        place: _Place,
        name: Callable[[N], tuple[str, ...]],
    ) -> None:
        """Pair the entries of a list by what they are called; of several with one name the last counts."""
        old, new = ({name(entry): (number, entry) for number, entry in enumerate(side)} for side in sides)
        for called in sorted(old.keys() | new.keys()):
            before, after = old.get(called), new.get(called)
            self._add(
                noun,
                before and before[1],
                after and after[1],
                _Place(
                    old=place.old.at(before[0]) if before else place.old,
                    new=place.new.at(after[0]) if after else place.new,
                    team=place.team,
                    cycle=place.cycle,
                    ids=(*place.ids, *called),
                ),
            )

    def _add(self, noun: type[N], old: N | None, new: N | None, place: _Place) -> None:
        """The pair of a whole file or of an entry whose place is known."""
        if old != new and not self._is_unread(place.old, place.new):
            self.pairs[noun].append(
                Pair(
                    old=old,
                    new=new,
                    old_ref=place.old,
                    new_ref=place.new,
                    team=place.team,
                    cycle=place.cycle,
                    ids=place.ids,
                )
            )

    def _is_unread(self, old: Ref, new: Ref) -> bool:
        return self._old.is_left_out(old) or self._new.is_left_out(new)


def _renamed(old: Mapping[str, Noun], new: Mapping[str, Noun]) -> Renames:
    """Id before to id now, as ``was:`` of either side says; the same whichever side is the older."""
    went, came = old.keys() - new.keys(), new.keys() - old.keys()
    told = {(name, now) for now in came for name in _earlier(new[now]) if name in went}
    told |= {(before, name) for before in went for name in _earlier(old[before]) if name in came}
    found: dict[str, str] = {}
    for before, now in sorted(told, key=sorted):
        if before not in found and now not in found.values():
            found[before] = now
    return found


def _earlier(noun: Noun | None) -> tuple[str, ...]:
    """The ids under ``was:``."""
    names: tuple[str, ...] = getattr(noun, "was", ())
    return names
