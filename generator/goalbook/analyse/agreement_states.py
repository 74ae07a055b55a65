"""Who has agreed to a cycle, and whether that still fits what the goals say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from goalbook.model.agreement import Agreement
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import TeamFiles
from goalbook.model.ref import Ref, cycle_ref
from goalbook.model.targets import Targets
from goalbook.model.values import Quantity, Text


class AgreementState(StrEnum):
    """Where one member stands."""

    AGREED = "agreed"
    TO_RENEW = "to-renew"
    WAITING = "waiting"  # not agreed yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Something dated that the goals say otherwise from a day on.

    Attributes:
        since: The first day it holds.
        ref: Where it stands.
        metric: The metric it is about; empty for a key result without one.
        result: (objective, key result), or None when a metric itself moved.
        old, new: The target before and from then on; None when a definition changed.
        why: The reason as written, or None.
    """

    since: date
    ref: Ref
    metric: str
    result: tuple[str, str] | None = None
    old: Quantity | None = None
    new: Quantity | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One member in one cycle.

    Attributes:
        member: The member's id.
        state: Where they stand.
        entries: What they agreed to by the day, the newest first.
        moved: What has changed since the newest, the reason for a renewal, oldest first.
        coming: What is dated later than the day: it will ask for one.
    """

    member: str
    state: AgreementState
    entries: tuple[Agreement, ...] = ()
    moved: tuple[Moved, ...] = ()
    coming: tuple[Moved, ...] = ()

    @property
    def newest(self) -> Agreement | None:
        """What they agreed to last."""
        return self.entries[0] if self.entries else None


def agreements(files: TeamFiles, cycle_id: str, as_of: date) -> tuple[Agreed, ...]:
    """Every member of a team, in the order of ``team.yml``, as they stand on a day.

    An agreement has to be renewed when a target, of a metric or of a key result, or a definition is dated
    after it. What is dated after the day itself is only announced.

    Args:
        files: The team.
        cycle_id: The cycle.
        as_of: The day.
    """
    cycle = files.cycles[cycle_id]
    changes = tuple(moved(files.id, cycle))
    return tuple(
        _agreed(member, files.agreements.get((cycle_id, member), ()), changes, as_of)
        for member in files.team.members
    )


def moved(team: str, cycle: Cycle) -> Sequence[Moved]:
    """Everything in a cycle that holds from a later day on, in order of these days."""
    top = cycle_ref(team, cycle.cycle)
    found: list[Moved] = []
    for name, metric in cycle.metrics.items():
        found += _steps(metric.target, Moved(since=date.min, ref=top.at("metrics", name), metric=name))
    for objective, entry in cycle.objectives.items():
        for name, result in entry.key_results.items():
            place = top.at("objectives", objective, "key_results", name)
            about = Moved(since=date.min, ref=place, metric=result.metric or "", result=(objective, name))
            found += _steps(result.target, about)
    found += [
        Moved(since=change.date, ref=top.at("changes", place), metric=change.what, why=change.why)
        for place, change in enumerate(cycle.changes)
    ]
    return sorted(found, key=lambda one: (one.since, one.ref.keys[:1], one.metric, one.result or ()))


def counts(found: Sequence[Agreed]) -> Mapping[AgreementState, int]:
    """How many members stand where."""
    return {state: sum(one.state is state for one in found) for state in AgreementState}


def _agreed(member: str, entries: Sequence[Agreement], changes: Sequence[Moved], as_of: date) -> Agreed:
    known = tuple(reversed([entry for entry in entries if entry.date <= as_of]))
    if not known:
        return Agreed(member=member, state=AgreementState.WAITING)
    later = [change for change in changes if change.since > known[0].date]
    held = tuple(change for change in later if change.since <= as_of)
    return Agreed(
        member=member,
        state=AgreementState.TO_RENEW if held else AgreementState.AGREED,
        entries=known,
        moved=held,
        coming=tuple(change for change in later if change.since > as_of),
    )


def _steps(targets: Targets | None, about: Moved) -> Iterator[Moved]:
    """The steps of a dated series after its first."""
    for place, (before, step) in enumerate(pairwise(targets.steps if targets else ()), 1):
        if step.since is not None:
            yield replace(
                about,
                since=step.since,
                ref=about.ref.at("target", place),
                old=before.value,
                new=step.value,
                why=step.why,
            )
