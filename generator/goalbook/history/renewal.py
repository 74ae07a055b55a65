"""Whose agreement has to be renewed: what was agreed to is no longer what the goals say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import agreement_states
from goalbook.history.change import Change
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import TeamFiles

_AGREED_TO: Final = frozenset(
    {
        "target-moved",
        "due-moved",
        "kgi-changed",
        "key-result-added",
        "key-result-removed",
        "measure-changed",
        "objective-added",
        "objective-removed",
        "period-changed",
        "promise-changed",
        "rubric-changed",
    }
)
"""Kinds of change after which a member has agreed to something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """Agreements that a change leaves behind.

    Attributes:
        members: Who has agreed, before the change holds.
        already: How many of them had to renew their agreement even without the change.
    """

    members: tuple[str, ...]
    already: int


def renewal(changes: Sequence[Change], files: TeamFiles, old: Cycle | None, day: date) -> Renewal:
    """Whose agreement the changes leave behind.

    Args:
        changes: What changed in one cycle on one day.
        files: The team as it is now.
        old: The cycle as it was.
        day: The day from which the changes hold.
    """
    touching = [change for change in changes if change.kind in _AGREED_TO]
    if not touching:
        return Renewal(members=(), already=0)
    cycle, is_dated = touching[0].cycle, touching[0].since is not None
    moved = max((one.since for one in agreement_states.moved(files.id, old)), default=None) if old else None
    stale, already = [], 0
    for member in files.team.members:
        agreed = max((one.date for one in files.agreements.get((cycle, member), ())), default=None)
        if agreed is not None and (agreed < day or not is_dated):
            stale.append(member)
            already += moved is not None and agreed < moved
    return Renewal(members=tuple(stale), already=already)
